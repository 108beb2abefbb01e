"""Words of texts as 64-bit hashes, many texts at once.

All is done on arrays of code points, so that a thousand words cost tens of microseconds. A word is a run of
letters and digits, case-folded; a character of a script that writes no spaces is a word by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

MAX_CHARACTERS = 60_000
"""Of one text, no more is read: ten thousand words, more than any news article has."""

_PLANE = 1 << 16
_SEPARATOR, _LETTER, _DIGIT, _WORD = range(4)
_UNSPACED = ((0x0E00, 0x0E7F), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
"""Thai, kana and Chinese characters: written without spaces."""
_ROUND = np.uint64(0x100000001B3)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_LONGER = 4
"""Letters from which on a word of a headline tells something in most languages."""
_TOLD_WORDS = 40
"""Words of a headline that are looked for in its text."""
_AT_ONCE = 1 << 15
"""Characters from which on no more texts are read in one."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order; arrays of one length.

    ``start`` and ``end`` are offsets in code points; ``capital`` says that the word begins with a capital
    letter, ``digit`` that it begins with a digit.
    """

    hashes: Hashes
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    capital: NDArray[np.bool_]
    digit: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Characters:
    """What each code point of the basic plane is."""

    kind: NDArray[np.uint8]
    folded: NDArray[np.uint64]
    capital: NDArray[np.bool_]


def read_words(texts: Sequence[str], *, letters: int = MAX_CHARACTERS) -> list[Words]:
    """Return the words of each text, hashed by their first ``letters``: by four, inflected forms of a word meet."""
    parts = _parts([text[:MAX_CHARACTERS] for text in texts])
    return [words for part in parts for words in _read_part(part, letters)]


def key_number(key: str) -> int:
    """Return a 64-bit number for a key, 0 for none; the same in every process."""
    words = read_words([key])[0].hashes
    return int(np.add.reduce(words)) if words.size else 0


def share_told(title: Words, text: Words, besides: Hashes | None = None) -> float:
    """Return the share of a headline's longer words that a text has; 1 where the headline has none.

    Words ``besides`` (of the outlet's own name) tell nothing.
    """
    longer = title.hashes[title.end - title.start >= _LONGER][:_TOLD_WORDS, np.newaxis]
    if besides is not None:
        longer = longer[~(longer == besides).any(axis=1)]
    return float((longer == text.hashes).any(axis=1).mean()) if longer.size else 1.0


def mix(values: Hashes) -> Hashes:
    """Spread 64-bit values (the finaliser of SplitMix64, Steele et al. 2014)."""
    spread = (values ^ (values >> np.uint64(30))) * _MIX_1
    spread = (spread ^ (spread >> np.uint64(27))) * _MIX_2
    mixed: Hashes = spread ^ (spread >> np.uint64(31))
    return mixed


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield runs of texts that are read in one: small enough for a processor's cache."""
    first = size = 0
    for number, text in enumerate(texts):
        size += len(text) + 1
        if size >= _AT_ONCE:
            yield texts[first : number + 1]
            first, size = number + 1, 0
    if first < len(texts):
        yield texts[first:]


def _read_part(texts: Sequence[str], letters: int) -> list[Words]:
    offsets = np.cumsum([0] + [len(text) + 1 for text in texts])
    words = _read(_points("\n".join(texts) + "\n"), letters)
    cuts = np.searchsorted(words.start, offsets)
    return [_cut(words, first, last, shift) for first, last, shift in zip(cuts, cuts[1:], offsets, strict=False)]


def _points(text: str) -> NDArray[np.uint16]:
    """Return the code points; 0 for those outside the basic plane."""
    points = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(points) == len(text):
        return points
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.where(wide < _PLANE, wide, 0).astype(np.uint16)


def _read(points: NDArray[np.uint16], letters: int) -> Words:
    characters = _characters()
    kind = np.take(characters.kind, points)
    start, end = _bounds(kind != _SEPARATOR, kind == _WORD)
    return Words(
        _hash(np.take(characters.folded, points), start, np.minimum(end, start + letters)),
        start.astype(np.int32),
        end.astype(np.int32),
        characters.capital[points[start]],
        kind[start] == _DIGIT,
    )


def _bounds(inside: NDArray[np.bool_], alone: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where words start and end; the text ends with a separator."""
    joined = inside & ~alone
    edges = np.flatnonzero(joined[1:] != joined[:-1]) + 1
    start, end = (edges[1::2], edges[::2]) if joined[0] else (edges[::2], edges[1::2])
    if joined[0]:
        start = np.concatenate(([0], start))
    singles = np.flatnonzero(alone)
    if not singles.size:
        return start, end
    return np.sort(np.concatenate((start, singles))), np.sort(np.concatenate((end, singles + 1)))


def _hash(folded: Hashes, start: NDArray[np.intp], end: NDArray[np.intp]) -> Hashes:
    """Return a polynomial hash of each word, spread: differences of one running sum, shifted back to the word."""
    powers, inverse = _powers()
    total = np.zeros(len(folded) + 1, np.uint64)
    np.cumsum(folded * powers[: len(folded)], out=total[1:])
    return mix((total[end] - total[start]) * inverse[start])


def _cut(words: Words, first: int, last: int, shift: int) -> Words:
    part = slice(first, last)
    return Words(
        words.hashes[part],
        words.start[part] - np.int32(shift),
        words.end[part] - np.int32(shift),
        words.capital[part],
        words.digit[part],
    )


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """Return the powers of the multiplier from the first, and those of its inverse (modulo 2**64) from the zeroth."""
    count = _AT_ONCE + MAX_CHARACTERS + 2
    powers = np.cumprod(np.full(count, _ROUND, np.uint64), dtype=np.uint64)
    inverse = np.full(count, pow(int(_ROUND), -1, 1 << 64), np.uint64)
    inverse[0] = 1
    return powers, np.cumprod(inverse, dtype=np.uint64)


@cache
def _characters() -> _Characters:
    """Return the table of code points; what lies outside the basic plane separates words."""
    kind = np.zeros(_PLANE, np.uint8)
    folded = np.arange(_PLANE, dtype=np.uint64)
    capital = np.zeros(_PLANE, np.bool_)
    for point in range(_PLANE):
        character = chr(point)
        if character.isalnum():
            kind[point] = _DIGIT if character.isdigit() else _LETTER
            lower = character.lower()
            folded[point] = ord(lower) if len(lower) == 1 else point
            capital[point] = character.isupper()
    for low, high in _UNSPACED:
        kind[low : high + 1][kind[low : high + 1] == _LETTER] = _WORD
    return _Characters(kind, mix(folded + np.uint64(1)), capital)
