"""From a page's bytes to an ``Article``: one parse, body, parts, kind."""

from __future__ import annotations

from datetime import datetime

from coranto.extract.body import find_body
from coranto.extract.dom import Page, parse_page
from coranto.extract.kind import Evidence, tell_kind
from coranto.extract.live import read_entries
from coranto.extract.model import BodyModel, shipped_model
from coranto.extract.structure import lay_out
from coranto.model import Article, Kind
from coranto.text.language import tell_language

_FEW = 40
"""Characters up to which a language is not told from the text."""
_ENOUGH = 600
"""Characters from which it is told."""


def extract_page(
    html: bytes | str, *, url: str = "", content_type: str = "", reference: datetime | None = None
) -> Article:
    """Return what a page holds; ``kind`` says why it is no article. Pure, bounded, never raises on bad HTML.

    ``reference`` is the time to count ages such as "2 hours ago" from.
    """
    return read_article(parse_page(html, url=url, content_type=content_type), shipped_model(), reference=reference)


def read_article(page: Page, model: BodyModel, *, reference: datetime | None = None) -> Article:  # noqa: ARG001
    """Return what a parsed page holds, by a body model of one's own."""
    body = find_body(page, model)
    text, blocks = lay_out(page, body)
    entries = read_entries(page, text)
    kind = tell_kind(Evidence(page, body, len(entries)))
    return Article(
        title=_headline(page),
        text=text,
        kind=kind,
        url=page.url,
        blocks=blocks,
        entries=entries if kind is Kind.LIVE else (),
        language=_language(text, page),
    )


def _language(text: str, page: Page) -> str:
    """Return the text's language; of a few words the page's own word counts for more."""
    declared = page.declared_language[:2].lower()
    return declared if declared and len(text) < _FEW else tell_language(text[:_ENOUGH])


def _headline(page: Page) -> str:
    headings = (passage.text for passage in page.passages if passage.tag == "h1")
    return next(headings, page.title)
