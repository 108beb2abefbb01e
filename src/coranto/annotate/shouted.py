"""Names in lines that are all capitals (agency headlines and datelines), where case tells nothing."""

from __future__ import annotations

from collections.abc import Iterator

from coranto.annotate.chunks import Chunk, is_shouted
from coranto.annotate.document import Document
from coranto.annotate.gazetteer import Gazetteer
from coranto.model import EntityType

_LONGEST = 4
"""Words of a name looked for."""
_YEAR = 4
"""Digits of a year."""
_DATELINE = 4
"""Words of a dateline's place."""


def shouted_names(
    document: Document, seen: dict[str, EntityType], names: Gazetteer
) -> Iterator[tuple[Chunk, EntityType, str]]:
    """Yield (chunk, type, name in normal case) of names that the document has elsewhere, or that are listed."""
    known = {name.upper(): (kind, name) for name, kind in seen.items()}
    words = document.words.words
    for first, end in document.ranges:
        if not is_shouted(words[first:end]):
            continue
        at = first
        while at < end:
            size, kind, name = _longest(words, at, end, known, names)
            if not size and at == first:
                size, kind, name = _dateline(words, at, end)
            if size and kind:
                yield Chunk(at, at + size), kind, name
            at += max(size, 1)


def _longest(
    words: list[str], at: int, end: int, known: dict[str, tuple[EntityType, str]], names: Gazetteer
) -> tuple[int, EntityType | None, str]:
    if not words[at][0].isupper():
        return 0, None, ""
    for size in range(min(_LONGEST, end - at), 0, -1):
        shouted = " ".join(words[at : at + size])
        if shouted in known:
            return size, *known[shouted]
        kind, name = _listed(shouted, names)
        if kind:
            return size, kind, name
    return 0, None, ""


def _listed(shouted: str, names: Gazetteer) -> tuple[EntityType | None, str]:
    name = " ".join(word[:1] + word[1:].lower() for word in shouted.split())
    for spelling in (shouted, name):
        if spelling in names.organisations:
            return EntityType.ORGANISATION, spelling
        if spelling in names.places and (spelling in names.countries or not names.common(spelling)):
            return EntityType.PLACE, spelling
    parts = name.split()
    personal = len(parts) == 2 and names.given(parts[0]) and "s" in names.people.get(parts[1], "")
    if personal and not any(names.common(part) for part in parts):
        return EntityType.PERSON, name
    return None, ""


def _dateline(words: list[str], at: int, end: int) -> tuple[int, EntityType | None, str]:
    """Return the place that opens a line before a date, a bracket or a dash: ``DOETINCHEM, Netherlands 1996-08-29``."""
    stop = at
    while stop < min(end, at + _DATELINE) and words[stop].isupper() and words[stop][0].isalpha():
        stop += 1
    follows = words[stop] if stop < end else ""
    if stop > at and (follows[:1].isdigit() or follows in ("(", "-", "–", "—", ",")) and _has_date(words, stop, end):
        return stop - at, EntityType.PLACE, " ".join(word.capitalize() for word in words[at:stop])
    return 0, None, ""


def _has_date(words: list[str], at: int, end: int) -> bool:
    near = words[at : min(end, at + 4)]
    return any((word.isdigit() and len(word) == _YEAR) or word in ("(", "—", "–") for word in near)
