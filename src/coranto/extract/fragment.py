"""The body of a feed's entry: a piece of HTML, cleaned as a page's body is."""

from __future__ import annotations

from coranto.extract.dom import parse_page
from coranto.extract.structure import lay_out
from coranto.model import Block


def extract_fragment(html: str, *, url: str = "") -> tuple[str, tuple[Block, ...]]:
    """Return an entry's text and its blocks; markup, scripts and frames stay behind."""
    page = parse_page(html, url=url)
    return lay_out(page, page.passages)
