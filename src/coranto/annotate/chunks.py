"""Candidate names: runs of capitalised words, cut where a title, a list or an ``of`` says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coranto.annotate.document import Document
from coranto.annotate.gazetteer import Gazetteer
from coranto.annotate.inflection import is_cyrillic
from coranto.annotate.lexicon import Lexicon

_LONGEST = 10
"""Words of a name."""
_NAMED = 2
"""Words of a name that follows an office: ``МВД Али Ерликая``, ``Polizeisprecher Nils Harms``."""
_LISTED = 6
"""Words of a listed name that has ordinary words in it."""
_SHOUTED = 0.7
"""Share of a line's words in capitals from which case says nothing."""
_TITLES_END = 6
"""Words of ``Retired Army General`` before a name."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words ``first`` to ``end`` (exclusive) of a document; ``title`` tells that a person's title stood before."""

    first: int
    end: int
    title: bool = False
    opens: bool = False


def find_chunks(document: Document, names: Gazetteer, known: Lexicon) -> Iterator[Chunk]:
    """Yield the candidates of the lines that are written in both cases, in order."""
    words = document.words.words
    for first, end in document.ranges:
        if is_shouted(words[first:end]):
            continue
        at = first
        while at < end:
            if not _may_open(words, at, end, names, known):
                at += 1
                continue
            stop = _stretch(words, at, end, names)
            listed = _listed_end(words, at, end, names)
            if listed > stop:
                yield Chunk(at, listed)
                at = listed
                continue
            if known.language == "de" and stop - at > 1 and words[at].removesuffix("s") in names.persons:
                stop = at + 1
            for chunk in _pieces(words, at, stop, names, known):
                yield _unopened(words, _from_given_name(words, chunk, names, known), first, names)
            at = stop


def is_shouted(words: Sequence[str]) -> bool:
    """Tell whether a line is in capitals, as headlines and datelines of agencies are."""
    letters = [word for word in words if word[0].isalpha() and len(word) > 1]
    return bool(letters) and sum(word.isupper() for word in letters) >= _SHOUTED * len(letters)


def _may_open(words: Sequence[str], at: int, end: int, names: Gazetteer, known: Lexicon) -> bool:
    word = words[at]
    if not word[0].isupper():
        return False
    foreign = known.language != "en" and word.lower().rstrip("'’") in known.unopened
    if not foreign and word.lower() not in names.not_names:
        return True
    if len(word) > 1 and word.isupper() and word in names.organisations:
        return True
    if known.language == "en" and names.given(word) and at + 1 < end and "s" in names.people.get(words[at + 1], ""):
        return True
    spellings = (words[at : at + size] for size in (2, 3, 4) if at + size <= end)
    return any(
        " ".join(some) in names.listed or (word.isupper() and " ".join(map(str.capitalize, some)) in names.places)
        for some in spellings
    )


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
        if not all(word in names.connectors for word in words[stop:reach]):
            break
        stop = reach + 1
    return stop


def _listed_end(words: Sequence[str], at: int, end: int, names: Gazetteer) -> int:
    """Return where the longest listed name that opens at ``at`` ends: ``Fonds monétaire international``."""
    sizes = range(min(_LISTED, end - at), 1, -1)
    return next((at + size for size in sizes if " ".join(words[at : at + size]) in names.listed), at)


def _pieces(words: Sequence[str], first: int, end: int, names: Gazetteer, known: Lexicon) -> Iterator[Chunk]:
    """Cut a run at ``and`` between two names, then each part at titles and at ``of`` after a person."""
    start = first
    for at in range(first, end + 1):
        if at == end or _is_list(words, start, at, end, names):
            if at > start:
                yield from _untitled(words, start, at, names, known)
            start = at + 1


def _is_list(words: Sequence[str], start: int, at: int, end: int, names: Gazetteer) -> bool:
    if words[at] not in ("and", "et", "und", "y", "e", "for"):
        return False
    if " ".join(words[start:end]) in names.listed:
        return False
    headed = {word.lower() for word in words[start:at]} & names.heads["organisation"]
    if words[at] == "for":
        return not headed
    last_is_head = words[end - 1].lower() in names.heads["organisation"]
    return (
        not last_is_head
        or bool(headed)
        or _is_capital_list(words, at, end)
        or " ".join(words[start:at]) in names.listed
        or names.given(words[start])
    )


def _is_capital_list(words: Sequence[str], at: int, end: int) -> bool:
    """Tell whether a second ``and`` or an article follows: what is joined are names."""
    return any(word in ("and", "the") for word in words[at + 1 : end])


def _untitled(words: Sequence[str], first: int, end: int, names: Gazetteer, known: Lexicon) -> Iterator[Chunk]:
    """Yield ``Otto Molina`` for ``Retired General Otto Molina``, and the office before a title if it is listed."""
    last = next(
        (at for at in range(min(end - 2, first + _TITLES_END), first - 1, -1) if _is_title(words[at], known)), -1
    )
    if last < 0:
        yield from _unlinked(words, first, end, False, names)
        return
    before = last
    while before > first and (
        _is_title(words[before - 1], known) or words[before - 1].lower() in ("vice", "deputy", "former")
    ):
        before -= 1
    if before > first and (" ".join(words[first:before]) in names.listed or _is_office(words[first:before], names)):
        yield Chunk(first, before)
    elif _keeps_title(words, first, end, names):
        yield from _unlinked(words, first, end, False, names)
        return
    yield from _unlinked(words, last + 1, end, words[last + 1][0].isupper(), names)


def _is_office(words: Sequence[str], names: Gazetteer) -> bool:
    """Tell whether ``Reserve Bank of India`` stands before ``Governor``: a head word, or one before ``of``."""
    heads = names.heads["organisation"]
    return words[-1].lower() in heads or ("of" in words and words[words.index("of") - 1].lower() in heads)


def _is_title(word: str, known: Lexicon) -> bool:
    return word.lower().rstrip(".") in known.titles


def _keeps_title(words: Sequence[str], first: int, end: int, names: Gazetteer) -> bool:
    """Tell whether the title is part of a name: ``General Motors``, ``King Fahd Airport``, ``Chief of Staff``."""
    stop = next((at for at in range(first + 1, end) if words[at] in ("of", "for")), end)
    last = words[stop - 1].lower()
    return (
        " ".join(words[first:end]) in names.listed
        or last in names.heads["organisation"]
        or last in names.heads["place"]
    )


def _unlinked(words: Sequence[str], first: int, end: int, title: bool, names: Gazetteer) -> Iterator[Chunk]:
    """Cut ``X of the Y`` where X is a person or listed, and drop connectors at the ends."""
    for at in range(first + 1, end - 1):
        if words[at] in ("of", "for") and not _is_headed(words[first:at], names):
            left = " ".join(words[first:at])
            if title or left in names.listed or names.given(words[first]) or at - first > 1:
                yield from _bare(words, first, at, title, names)
                yield from _unlinked(words, at + 1, end, False, names)
                return
    yield from _bare(words, first, end, title, names)


def _is_headed(words: Sequence[str], names: Gazetteer) -> bool:
    return any(words[-1].lower() in heads for heads in names.heads.values())


def _bare(words: Sequence[str], first: int, end: int, title: bool, names: Gazetteer) -> Iterator[Chunk]:
    while first < end and not words[first][0].isupper():
        first += 1
    while end > first and not words[end - 1][0].isupper():
        end -= 1
    while end - first > 1 and words[first] in names.demonyms and not _keeps_demonym(words, first, end, names):
        first += 1
    if end - first > 2 and words[first] in names.places and names.given(words[first + 1]):
        yield Chunk(first, first + 1)
        first += 1
    if first < end and not (end - first == 1 and words[first] in names.demonyms):
        yield Chunk(first, end, title)


def _keeps_demonym(words: Sequence[str], first: int, end: int, names: Gazetteer) -> bool:
    if " ".join(words[first:end]) in names.listed:
        return True
    return any(word.lower() in heads for word in words[first + 1 : end] for heads in names.heads.values())


def _from_given_name(words: Sequence[str], chunk: Chunk, names: Gazetteer, known: Lexicon) -> Chunk:
    """Cut ``Hamburgs Polizeipräsident`` from ``Falk Schnabel``; English has its titles for that."""
    listed = next(
        (at for at in range(chunk.first, chunk.end - 1) if " ".join(words[at : chunk.end]) in names.persons), 0
    )
    if listed:
        return replace(chunk, first=listed)
    if known.language == "en" or names.given(words[chunk.first]):
        return chunk
    office = words[chunk.first].endswith(known.offices) or (
        len(words[chunk.first]) > 1 and words[chunk.first].isupper()
    )
    if office and chunk.end - chunk.first > _NAMED:
        chunk = replace(chunk, first=chunk.first + 1)
    given = (
        at
        for at in range(chunk.first + 1, chunk.end - 1)
        if names.given(words[at]) and (words[at + 1][0].isupper() or words[at + 1] in names.connectors)
    )
    return replace(chunk, first=next(given, chunk.first))


def _unopened(words: Sequence[str], chunk: Chunk, sentence: int, names: Gazetteer) -> Chunk:
    """Drop an ordinary word that only opens the sentence: ``Earlier Tendulkar``, ``Власти Киева``."""
    if chunk.first != sentence or " ".join(words[chunk.first : chunk.end]) in names.listed:
        return chunk
    if chunk.end - chunk.first > 1 and not chunk.title and words[chunk.first] not in names.people:
        rest = " ".join(words[chunk.first + 1 : chunk.end])
        if is_cyrillic(rest) and (rest in names.listed or names.people.get(rest)):
            return Chunk(chunk.first + 1, chunk.end)
    word = words[chunk.first]
    if chunk.end - chunk.first > 1 and names.common(word) and not names.given(word) and word not in names.listed:
        follows = words[chunk.first + 1]
        if follows[0].isupper() and words[chunk.end - 1].lower() not in names.heads["organisation"]:
            return Chunk(chunk.first + 1, chunk.end, chunk.title)
    return Chunk(chunk.first, chunk.end, chunk.title, opens=True)
