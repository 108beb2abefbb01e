"""An article's body as parts to lay out: blocks, in them sentences, in them marked evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coranto.app.reading.lines import Piece
from coranto.model import Block, LiveEntry, Sentence


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence or what stands between two; ``number`` (from 1) is the sentence's, 0 where it is none."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One element: ``p``, ``h2`` to ``h4``, ``quote``, ``list``, ``table``, or ``entry`` (one of a live blog begins).

    ``items`` holds one entry for a paragraph, one an item for a list, one a row for a table, whose
    ``cells`` are the phrases by cell.
    """

    kind: str
    items: tuple[tuple[Phrase, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    at: datetime | None = None


def body_parts(
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    evidence: tuple[int, int] | None = None,
    entries: Sequence[LiveEntry] = (),
) -> tuple[Part, ...]:
    """Return the parts of a body; ``evidence`` is the range to mark, ``entries`` those of a live blog."""
    parts: list[Part] = []
    begins = {entry.start: entry for entry in entries}
    for block in _usable(blocks, text) or paragraphs(text):
        if block.start in begins:
            entry = begins[block.start]
            parts.append(Part("entry", title=entry.title, at=entry.published))
        if block.kind == "table":
            rows = tuple(tuple(row.split("\t")) for row in text[block.start : block.end].split("\n"))
            parts.append(Part("table", rows=rows))
            continue
        item = _phrases(text, block.start, block.end, sentences, evidence)
        if block.kind == "li" and parts and parts[-1].kind == "list":
            parts[-1] = Part("list", (*parts[-1].items, item))
        else:
            parts.append(Part("list" if block.kind == "li" else block.kind, (item,)))
    return tuple(parts)


def paragraphs(text: str) -> list[Block]:
    """Return paragraphs where no structure is known: what blank lines part."""
    found: list[Block] = []
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            found.append(Block("p", at, at + len(paragraph)))
        at += len(paragraph) + 2
    return found


def sentence_at(sentences: Sequence[Sentence], start: int) -> int:
    """Return the number (from 1) of the sentence that holds an offset, 0 where none does."""
    number = bisect_right(sentences, start, key=lambda sentence: sentence.start)
    return number if number and start < sentences[number - 1].end else 0


def _usable(blocks: Sequence[Block], text: str) -> list[Block]:
    return [block for block in blocks if 0 <= block.start < block.end <= len(text)]


def _phrases(
    text: str, start: int, end: int, sentences: Sequence[Sentence], evidence: tuple[int, int] | None
) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    at = start
    number = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    for sentence in sentences[number:]:
        number += 1
        first, last = max(sentence.start, at), min(sentence.end, end)
        if first >= last:
            break
        if first > at:
            phrases.append(Phrase(0, _pieces(text, at, first, evidence)))
        phrases.append(Phrase(number, _pieces(text, first, last, evidence)))
        at = last
    if at < end:
        phrases.append(Phrase(0, _pieces(text, at, end, evidence)))
    return tuple(phrases)


def _pieces(text: str, start: int, end: int, evidence: tuple[int, int] | None) -> tuple[Piece, ...]:
    low, high = evidence or (end, end)
    low, high = min(max(low, start), end), min(max(high, start), end)
    cuts = ((start, low, False), (low, high, True), (high, end, False))
    return tuple(Piece(text[a:b], marked) for a, b, marked in cuts if a < b)
