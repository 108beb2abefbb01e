"""Body and metadata put together as an ``Article``."""

from __future__ import annotations

from collections.abc import Sequence

from coranto.extract.marks import take_marks
from coranto.extract.metadata import PageMetadata
from coranto.extract.notices import source_told, true_outlet
from coranto.extract.notices.words import host_outlet, is_agency, outlet_named
from coranto.model import Article, Block, Kind
from coranto.text.language import tell_language
from coranto.text.urls import clean_url, host_of

_SEPARATOR = "\n\n"
_AGREED = 60
"""Characters at the start in which a standfirst and the body's first paragraph agree where they are one."""
_WIDER = 1.5
"""How much longer than the standfirst the opening is that is compared with it ..."""
_SAME_WORDS = 0.85
"""... and the share of its words there from which it is the same, edited."""
_FEW_WORDS = 8


def assemble(
    metadata: PageMetadata,
    text: str,
    blocks: tuple[Block, ...],
    *,
    kind: Kind,
    url: str,
    language: str = "",
    foot: Sequence[str] = (),
) -> Article:
    """Return the article: the marks around the body become parts, and the parts that both sides tell agree.

    ``blocks`` lie over ``text``; those of the article lie over its text without the marks. The ``foot`` is
    lines right below the body, which may tell the agency and who had a part in it.
    """
    paragraphs = [text[block.start : block.end] for block in blocks]
    marked = take_marks(paragraphs, authors=metadata.authors, foot=foot)
    body, kept = _joined(text, blocks, paragraphs, marked.paragraphs)
    dateline = marked.dateline
    source = source_told(metadata.publisher)
    publisher = host_outlet(host_of(url)) if source else metadata.publisher
    agency = (dateline.agency if dateline else "") or metadata.agency or outlet_named(source) or marked.agency
    agency = agency or _true_outlet(text, publisher, metadata.authors)
    return Article(
        title=metadata.title,
        text=body,
        kind=kind,
        url=clean_url(metadata.canonical or url),
        standfirst=_unless_in(text, metadata.standfirst),
        authors=metadata.authors or marked.authors,
        dateline=dateline,
        credits=marked.credits,
        publisher=publisher,
        agency="" if agency == outlet_named(publisher) and not is_agency(agency) else agency,
        published=metadata.published,
        modified=metadata.modified,
        section=metadata.section,
        keywords=metadata.keywords,
        image=metadata.image,
        language=language or tell_language(body or metadata.title),
        blocks=kept,
        labels=metadata.labels,
    )


def _true_outlet(text: str, publisher: str, authors: tuple[str, ...]) -> str:
    return true_outlet(text, publisher=publisher, signed=any(not outlet_named(author) for author in authors))


def _unless_in(text: str, standfirst: str) -> str:
    """Return the standfirst unless the body opens with it, word for word or nearly: then it is told twice."""
    if not standfirst or standfirst[:_AGREED] in text[: 4 * len(standfirst)]:
        return ""
    opening = set(text[: int(_WIDER * len(standfirst))].lower().split())
    words = set(standfirst.lower().split())
    return "" if len(words) >= _FEW_WORDS and len(words & opening) >= _SAME_WORDS * len(words) else standfirst


def _joined(
    text: str, blocks: tuple[Block, ...], before: Sequence[str], after: Sequence[str]
) -> tuple[str, tuple[Block, ...]]:
    """Join the paragraphs that are left, and lay the blocks over them: those up to the first change stay."""
    same = next((number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]), -1)
    if same < 0:
        return text, blocks
    kept = list(blocks[:same])
    start = kept[-1].end + len(_SEPARATOR) if kept else 0
    for block, paragraph in zip(blocks[same:], after[same:], strict=True):
        if paragraph:
            kept.append(Block(block.kind, start, start + len(paragraph)))
            start += len(paragraph) + len(_SEPARATOR)
    return _SEPARATOR.join(filter(None, after)), tuple(kept)
