"""Lines of results: ``Lokomotiv Moscow 2 Torpedo Moscow 1``, ``Oakland at Boston``: who plays is a team."""

from __future__ import annotations

from collections.abc import Sequence

from coranto.annotate.chunks import Chunk
from coranto.annotate.document import Document
from coranto.annotate.gazetteer import Gazetteer
from coranto.model import EntityType

_VERSUS = ("v", "vs")
_NUMBERS = 3
"""Numbers after a name that make a row of a table of standings."""


def table_types(
    document: Document, chunks: Sequence[Chunk], types: Sequence[EntityType | None], names: Gazetteer
) -> list[EntityType | None]:
    """Return the types with those of teams in lines of results; countries stay places, people in brackets people."""
    words = document.words.words
    settled = list(types)
    lines: dict[int, list[int]] = {}
    at = 0
    for index, chunk in enumerate(chunks):
        while document.ranges[at][1] <= chunk.first:
            at += 1
        lines.setdefault(at, []).append(index)
    for line, members in lines.items():
        first, end = document.ranges[line]
        scored = [index for index in members if _is_scored(words, chunks[index], first, end)]
        rows = len(scored) >= 2 or any(_is_row(words, chunks[index], first, end) for index in scored)
        against = [index for index in members if _is_against(words, chunks[index], first, end)]
        for index in (scored if rows else []) + against:
            name = " ".join(words[chunks[index].first : chunks[index].end])
            named = settled[index] is EntityType.PERSON and " " in name
            if settled[index] is not EntityType.EVENT and not named and name not in names.countries:
                settled[index] = EntityType.ORGANISATION
    return settled


def _is_scored(words: Sequence[str], chunk: Chunk, first: int, end: int) -> bool:
    """Tell whether a number follows a name, and none that is a rank stands before it."""
    if chunk.end >= end or not words[chunk.end][:1].isdigit() or chunk.title:
        return False
    ranked = chunk.first - 1 >= first and words[chunk.first - 1] in (".", "(", ",", "-")
    return not ranked and "." not in words[chunk.first][-1:]


def _is_row(words: Sequence[str], chunk: Chunk, first: int, end: int) -> bool:
    after = words[chunk.end : min(end, chunk.end + _NUMBERS)]
    return chunk.first == first and len(after) == _NUMBERS and all(word[:1].isdigit() for word in after)


def _is_against(words: Sequence[str], chunk: Chunk, first: int, end: int) -> bool:
    before = words[chunk.first - 1] if chunk.first > first else ""
    after = words[chunk.end] if chunk.end < end else ""
    return before in _VERSUS or after in _VERSUS
