"""From a page's bytes to an ``Article``: one parse, body, parts, kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coranto.extract.assemble import assemble
from coranto.extract.body import find_body
from coranto.extract.dom import Page, Passage, parse_page
from coranto.extract.evidence import Evidence
from coranto.extract.kind import tell_kind
from coranto.extract.live import read_entries
from coranto.extract.metadata import read_metadata
from coranto.extract.model import BodyModel, shipped_model
from coranto.extract.structure import lay_out, lay_out_told
from coranto.model import Article, Kind
from coranto.text.language import fasttext_opinion, language_by_letters, language_by_words

_FEW = 40
"""Characters up to which a language is not told from the text."""
_ENOUGH = 600
"""Characters from which it is told."""
_BELOW = 4
"""Passages below the body that may say whose it is, if they are short."""
_SHORT_LINE = 160
_GLANCE = 200
"""Characters at which a second voice looks that is to confirm a declared language."""
_AGREED = 0.8
_SHORT = 200
"""Characters of a visible body below which the structured data's own is taken, if that is so much longer."""
_LONGER = 4


def extract_page(
    html: bytes | str, *, url: str = "", content_type: str = "", reference: datetime | None = None
) -> Article:
    """Return what a page holds; ``kind`` says why it is no article. Pure, bounded, never raises on bad HTML.

    ``reference`` is the time to count ages such as "2 hours ago" from.
    """
    return read_article(parse_page(html, url=url, content_type=content_type), shipped_model(), reference=reference)


def read_article(page: Page, model: BodyModel, *, reference: datetime | None = None) -> Article:
    """Return what a parsed page holds, by a body model of one's own."""
    body = find_body(page, model)
    text, blocks = lay_out_told(page.told_body) if _is_told_only(page, body) else lay_out(page, body)
    metadata = read_metadata(page, reference=reference)
    language, foot = _language(text, page), _foot(page, body)
    article = assemble(metadata, text, blocks, kind=Kind.ARTICLE, url=page.url, language=language, foot=foot)
    entries = read_entries(page, article.text, day=article.published)
    kind = tell_kind(Evidence(page, body, len(article.text), entries, metadata))
    return replace(article, kind=kind, entries=entries if kind is Kind.LIVE else ())


def _is_told_only(page: Page, body: list[Passage]) -> bool:
    """Whether scripts were to draw the text, which stands in the page as structured data only."""
    size = sum(len(passage.text) for passage in body)
    return size < _SHORT and len(page.told_body) > _SHORT * _LONGER


def _foot(page: Page, body: list[Passage]) -> list[str]:
    """Return the short passages right below the body."""
    if not body:
        return []
    passages, last = page.passages, body[-1]
    end = next((number for number in range(len(passages), 0, -1) if passages[number - 1] is last), len(passages))
    return [passage.text for passage in passages[end : end + _BELOW] if len(passage.text) <= _SHORT_LINE]


def _language(text: str, page: Page) -> str:
    """Return the text's language; what the page declares is believed of a few words, or with a quick second voice."""
    declared = page.declared_language[:2].lower()
    if declared and len(text) < _FEW:
        return declared
    by_words = language_by_words(text)
    if not by_words and declared and fasttext_opinion(text[:_GLANCE]).get(declared, 0.0) > _AGREED:
        return declared
    return by_words or language_by_letters(text[:_ENOUGH])
