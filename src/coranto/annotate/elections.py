"""Elections named by their year: ``the 2015 United Kingdom general election`` is one event, not a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coranto.annotate.chunks import Chunk
from coranto.annotate.gazetteer import Gazetteer

_KINDS = 3
"""Words between a name and ``election``: ``presidential``, ``state assembly``."""


def election_chunk(chunk: Chunk, words: Sequence[str], names: Gazetteer) -> Chunk | None:
    """Return the chunk stretched over year, ``election`` and ``in X`` where they stand around it, else None."""
    if chunk.first == 0 or not _is_year(words[chunk.first - 1]):
        return None
    for at in range(max(chunk.first, chunk.end - 1), min(len(words), chunk.end + _KINDS)):
        word = words[at].lower()
        if word in names.votes:
            return replace(chunk, first=chunk.first - 1, end=_past_region(words, at + 1, names))
        if at >= chunk.end and word not in names.elections:
            return None
    return None


def _past_region(words: Sequence[str], at: int, names: Gazetteer) -> int:
    """Return the word after ``in (the) X`` where X is a listed place."""
    if words[at : at + 1] != ["in"]:
        return at
    start = at + 1 + int(words[at + 1 : at + 2] == ["the"])
    return next((start + size for size in (2, 1) if " ".join(words[start : start + size]) in names.places), at)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("17", "18", "19", "20")
