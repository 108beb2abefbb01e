"""``/quotes``: who said what."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.lines import paged
from coranto.app.reading.sayings import LINES, sayings
from coranto.web.asking import page_number, site_of, spend, viewer_of
from coranto.web.render import page

_LONGEST = 200


def show(request: Request) -> Response:
    """Show quotes by speaker and words, newest first."""
    spend(request, "search")
    number = page_number(request)
    speaker, text = (request.query_params.get(name, "").strip()[:_LONGEST] for name in ("speaker", "text"))
    found = sayings(
        site_of(request).coranto.library,
        viewer_of(request),
        speaker=speaker,
        text=text,
        limit=LINES + 1,
        offset=(number - 1) * LINES,
    )
    return page(request, "quotes.html", shown=paged(found, number, LINES), speaker=speaker, text=text)
