"""Elections named by their year: ``the 2015 United Kingdom general election`` is one event, not a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coranto.annotate.chunks import Chunk
from coranto.annotate.gazetteer import Gazetteer

_KINDS = 3
"""Words between a name and ``election``: ``presidential``, ``state assembly``."""


def election_chunk(chunk: Chunk, words: Sequence[str], names: Gazetteer) -> Chunk | None:
    """Return the chunk stretched over year and ``election`` where both stand around it, else None."""
    if chunk.first == 0 or not _is_year(words[chunk.first - 1]):
        return None
    for at in range(max(chunk.first, chunk.end - 1), min(len(words), chunk.end + _KINDS)):
        word = words[at].lower()
        if word in ("election", "elections", "by-election", "referendum"):
            return replace(chunk, first=chunk.first - 1, end=at + 1)
        if at >= chunk.end and word not in names.elections:
            return None
    return None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("17", "18", "19", "20")
