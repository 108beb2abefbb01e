"""Candidate names: runs of capitalised words, and what speaks for each type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coranto.annotate.document import Document
from coranto.annotate.gazetteer import Gazetteer
from coranto.annotate.lexicon import Lexicon
from coranto.model import EntityType

_LONGEST = 10
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words ``first`` to ``end`` (exclusive) of a document; ``title`` tells that a person's title stood before."""

    first: int
    end: int
    title: bool = False


def find_chunks(document: Document, names: Gazetteer, words: Lexicon) -> Iterator[Chunk]:
    """Yield runs of capitalised words in order, cut where a list or a title says so."""
    for first, end in document.ranges:
        at = first
        while at < end:
            if not _opens(document, at, first, names):
                at += 1
                continue
            stop = _stretch(document.words.words, at, end, names)
            yield from _cut(document.words.words, at, stop, names, words)
            at = stop


def _opens(document: Document, at: int, first: int, names: Gazetteer) -> bool:
    word = document.words.words[at]
    if not word[0].isupper():
        return False
    lower = word.lower()
    if lower in names.not_names:
        return False
    return (
        at > first
        or word in names.places
        or word in names.organisations
        or not names.common(word)
        or _before_name(document, at)
    )


def _before_name(document: Document, at: int) -> bool:
    words = document.words.words
    return at + 1 < len(words) and words[at + 1][0].isupper()


def _stretch(words: Sequence[str], at: int, end: int, names: Gazetteer) -> int:
    """Return where the run of capitalised words and connectors that opens at ``at`` ends."""
    stop = at + 1
    while stop < min(end, at + _LONGEST):
        if words[stop][0].isupper() and words[stop].lower() not in names.not_names:
            stop += 1
            continue
        reach = next((near for near in (stop + 1, stop + 2) if near < end and words[near][0].isupper()), 0)
        if not reach or words[reach].lower() in names.not_names:
            break
        if not all(word in names.connectors or word.lower() in ("of", "the") for word in words[stop:reach]):
            break
        stop = reach + 1
    return stop


def _cut(words: Sequence[str], first: int, end: int, names: Gazetteer, lexicon: Lexicon) -> Iterator[Chunk]:
    """Split a run at titles, demonyms and ``and``, and drop them from the names."""
    start = first
    title = False
    for at in range(first, end + 1):
        boundary = at == end or _divides(words, start, at, end, names)
        if boundary and at > start:
            yield from _bare(words, start, at, title, names)
            title = False
        if boundary:
            start = at + 1
        elif at == start and words[at].lower().rstrip(".") in lexicon.titles and at + 1 < end:
            title = words[at + 1][0].isupper()
            start = at + 1
        elif at == start and words[at] in names.demonyms and at + 1 < end and not _of_list(words, at, end, names):
            start = at + 1


def _of_list(words: Sequence[str], at: int, end: int, names: Gazetteer) -> bool:
    return " ".join(words[at:end]) in names.organisations or words[end - 1].lower() in names.heads["organisation"]


def _divides(words: Sequence[str], start: int, at: int, end: int, names: Gazetteer) -> bool:
    if words[at] not in ("and", "et", "und", "y", "e", "for", "&"):
        return False
    rest = {word.lower() for word in words[at + 1 : end]}
    return words[at] != "&" and not (rest & names.heads["organisation"] or start == at or names.common(words[at - 1]))


def _bare(words: Sequence[str], first: int, end: int, title: bool, names: Gazetteer) -> Iterator[Chunk]:
    while first < end and not words[first][0].isupper():
        first += 1
    while end > first and not words[end - 1][0].isupper():
        end -= 1
    if first < end and not (end - first == 1 and words[first] in names.demonyms):
        yield Chunk(first, end, title)


def chunk_type(chunk: Chunk, words: Sequence[str], names: Gazetteer, lexicon: Lexicon) -> EntityType | None:
    """Return the type that lists, head words and neighbours agree on, or None if nothing speaks for one."""
    parts = list(words[chunk.first : chunk.end])
    name = " ".join(parts)
    if name in names.organisations:
        return EntityType.ORGANISATION
    if chunk.title:
        return EntityType.PERSON
    if name in names.places and not (len(parts) > 1 and names.given(parts[0]) and parts[0] not in names.places):
        return EntityType.PLACE
    headed = _headed(parts, names)
    if headed:
        return headed
    if name in names.persons or _personal(parts, names):
        return EntityType.PERSON
    return _by_neighbours(chunk, parts, words, names, lexicon)


def _headed(parts: list[str], names: Gazetteer) -> EntityType | None:
    if len(parts) < 2:
        return None
    for kind in (EntityType.EVENT, EntityType.ORGANISATION, EntityType.PLACE):
        heads = names.heads[kind.value]
        if parts[-1].lower().rstrip(".") in heads or ("of" in parts and parts[parts.index("of") - 1].lower() in heads):
            return kind
    return None


def _personal(parts: list[str], names: Gazetteer) -> bool:
    if len(parts) < 2 or len(parts) > 5 or any(part.lower() in ("of", "the", "for", "and") for part in parts):
        return False
    surname = "s" in names.people.get(parts[-1], "")
    initial = any(len(part.rstrip(".")) == 1 for part in parts[:-1])
    if names.given(parts[0]):
        return not names.common(parts[0]) or surname or not names.common(parts[-1])
    return (surname and not names.common(parts[0])) or (initial and not names.common(parts[-1]))


def _by_neighbours(
    chunk: Chunk, parts: list[str], words: Sequence[str], names: Gazetteer, lexicon: Lexicon
) -> EntityType | None:
    before = words[chunk.first - 1].lower() if chunk.first else ""
    after = words[chunk.end].lower() if chunk.end < len(words) else ""
    if len(parts) == 1 and parts[0].isupper() and 2 <= len(parts[0]) <= 6:
        return EntityType.ORGANISATION
    if after in lexicon.cues or before in lexicon.cues:
        return EntityType.PERSON
    if len(parts) == 1 and before in names.after_place and not names.people.get(parts[0]):
        return EntityType.PLACE
    return None
