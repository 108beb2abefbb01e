"""From a page's bytes to an ``Article``: one parse, body, parts, kind."""

from __future__ import annotations

from datetime import datetime

from coranto.extract.assemble import assemble
from coranto.extract.body import find_body
from coranto.extract.dom import Page, parse_page
from coranto.extract.metadata import read_metadata
from coranto.extract.model import BodyModel, shipped_model
from coranto.extract.structure import lay_out
from coranto.model import Article, Kind


def extract_page(
    html: bytes | str, *, url: str = "", content_type: str = "", reference: datetime | None = None
) -> Article:
    """Return what a page holds; ``kind`` says why it is no article. Pure, bounded, never raises on bad HTML.

    ``reference`` is the time to count ages such as "2 hours ago" from.
    """
    return read_article(parse_page(html, url=url, content_type=content_type), shipped_model(), reference=reference)


def read_article(page: Page, model: BodyModel, *, reference: datetime | None = None) -> Article:
    """Return what a parsed page holds, by a body model of one's own."""
    text, blocks = lay_out(page, find_body(page, model))
    kind = Kind.ARTICLE if text else Kind.EMPTY
    return assemble(read_metadata(page, reference=reference), text, blocks, kind=kind, url=page.url)
