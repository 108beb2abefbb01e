"""Who said what, over the whole library."""

from __future__ import annotations

from datetime import datetime

from coranto.app.reading.lines import articles_by_id
from coranto.app.reading.panel import QuoteLine, quote_line
from coranto.app.reading.viewer import Viewer
from coranto.ports.library import Library

LINES = 40


def sayings(
    library: Library,
    viewer: Viewer,
    *,
    speaker: str = "",
    text: str = "",
    since: datetime | None = None,
    limit: int = LINES,
    offset: int = 0,
) -> tuple[QuoteLine, ...]:
    """Return quotes, newest first, each once however many papers carried it."""
    found = library.annotations.quotes(speaker=speaker, text=text, since=since, limit=limit, offset=offset)
    articles = articles_by_id(library, [article for article, _ in found])
    return tuple(
        quote_line(quote, articles[article])
        for article, quote in found
        if article in articles and not viewer.withholds(articles[article].labels)
    )
