"""From a page's bytes to an ``Article``: one parse, body, parts, kind."""

from __future__ import annotations

from datetime import datetime

from coranto.extract.body import find_body
from coranto.extract.dom import Page, parse_page
from coranto.extract.structure import lay_out
from coranto.model import Article, Kind


def extract_page(
    html: bytes | str,
    *,
    url: str = "",
    content_type: str = "",
    reference: datetime | None = None,  # noqa: ARG001
) -> Article:
    """Return what a page holds; ``kind`` says why it is no article. Pure, bounded, never raises on bad HTML.

    ``reference`` is the time to count ages such as "2 hours ago" from.
    """
    page = parse_page(html, url=url, content_type=content_type)
    text, blocks = lay_out(page, find_body(page))
    kind = Kind.ARTICLE if text else Kind.EMPTY
    return Article(title=_headline(page), text=text, kind=kind, url=url, blocks=blocks)


def _headline(page: Page) -> str:
    headings = (passage.text for passage in page.passages if passage.tag == "h1")
    return next(headings, page.title)
