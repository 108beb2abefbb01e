"""Kinds of characters, counted over many texts at once, and the words of many texts as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Keys = npt.NDArray[np.uint64]
_Points = npt.NDArray[np.uint32]
_Sums = npt.NDArray[np.uint64]

_BASIC = 0x10000
"""Code points that the tables know; the last one stands for all beyond."""
_STOP, _COMMA, _SPACE, _QUOTE, _LOWER, _ODD, _DIGIT, _UPPER = (np.uint8(1 << place) for place in range(8))
_STOPS = ".!?…。！？।؟"
_QUOTES = "\"'”’»“‘)]」』"
_CASED = 0x600
"""Code points below this are asked for their case and digits: Latin, Greek, Cyrillic, Armenian, Hebrew."""
_LANE = 21
"""Bits for each of the counts that are summed in one number: a text may have two million characters of a kind."""
_HASHED = 1 << 18
"""Characters of texts whose words are read; a page has some ten thousand of them in short texts."""
_RADIX = 0x9E3779B97F4A7C15
_FIRST = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Counts:
    """One number a text."""

    spaces: Vector
    stops: Vector
    """Full stops and the like that end a sentence: before a blank, a quotation mark or the end."""
    commas: Vector
    capitals: Vector
    digits: Vector
    odd: Vector
    """Marks of furniture: copyright signs, bars, bullets, arrows."""
    closed: Vector
    """1 where the text ends as a sentence does."""
    colon: Vector
    """1 where the text ends with a colon."""
    opens_low: Vector
    """1 where the text begins with a small letter."""


def count(texts: Sequence[str]) -> Counts:
    """Return the counts of texts, none of them empty."""
    points = _points("\n".join(texts) + "\n")
    kinds = _kinds().take(points, mode="clip")
    starts, ends = _bounds(texts)
    stop = kinds & _STOP
    stop[:-1] &= (kinds[1:] & (_SPACE | _QUOTE)) != 0
    last, opening = kinds[ends - 1], kinds[starts]
    spaces, commas, odd = _totals(_lanes(_SPACE, _COMMA, _ODD).take(kinds), starts)
    capitals, digits, stops = _totals(_lanes(_UPPER, _DIGIT, _STOP).take((kinds & ~_STOP) | stop), starts)
    return Counts(
        spaces=spaces - 1,
        stops=stops,
        commas=commas,
        capitals=capitals,
        digits=digits,
        odd=odd,
        closed=((last & (_STOP | _QUOTE)) != 0).astype(np.float32),
        colon=(points[ends - 1] == ord(":")).astype(np.float32),
        opens_low=((opening & _LOWER) != 0).astype(np.float32),
    )


def hash_words(texts: Sequence[str]) -> tuple[Keys, npt.NDArray[np.int64]]:
    r"""Return a key for each word (``\w+``, case aside) of texts, in order, and how many words begin before each text.

    The key is the word's value as a number in a large radix, modulo 2**64 (Karp and Rabin 1987): the values of
    all prefixes of the joined texts are one running sum, a word's is the difference of two. Words that lie
    behind the first 262,144 characters are not read.
    """
    points = _small().take(_points("\n" + "\n".join(texts))[: _HASHED - 1], mode="clip")
    inside = np.zeros(len(points) + 1, np.bool_)
    inside[:-1] = points != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    begins, ends = edges[::2], edges[1::2]
    powers, inverses = _powers()
    sums = np.zeros(len(points) + 1, np.uint64)
    np.cumsum(points * powers[: len(points)], out=sums[1:])
    starts, _ = _bounds(texts)
    return (sums[ends] - sums[begins]) * inverses[begins], np.searchsorted(begins, starts + 1)


def hash_word(word: str) -> int:
    """Return the key of one word; one that begins with ``^`` is another one, the same word as a text's first."""
    keys, _ = hash_words([word.removeprefix("^")])
    return int((as_first(keys) if word.startswith("^") else keys)[0]) if len(keys) else 0


def as_first(keys: Keys) -> Keys:
    """Return the keys of words as the first words of texts."""
    return (keys ^ (keys >> np.uint64(29))) * _FIRST


def _points(text: str) -> _Points:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _bounds(texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return where texts start and end that are joined by one character each."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(sizes + 1) - 1
    return ends - sizes, ends


def _totals(marks: _Sums, starts: npt.NDArray[np.int64]) -> tuple[Vector, Vector, Vector]:
    """Return the sums of three lanes over each text."""
    sums = np.add.reduceat(marks, starts)
    one, two, three = ((sums >> np.uint64(_LANE * lane)) & np.uint64((1 << _LANE) - 1) for lane in range(3))
    return one.astype(np.float32), two.astype(np.float32), three.astype(np.float32)


@cache
def _lanes(*bits: np.uint8) -> _Sums:
    """Return for each set of kinds a number that has a one in the lane of each of some kinds."""
    return np.array(
        [sum(1 << (_LANE * lane) for lane, bit in enumerate(bits) if kinds & int(bit)) for kinds in range(256)],
        np.uint64,
    )


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    table = np.zeros(_BASIC, np.uint8)
    for point in range(_CASED):
        letter = chr(point)
        table[point] = _DIGIT * letter.isdigit() | _UPPER * letter.isupper() | _LOWER * letter.islower()
    for marks, bit in ((_STOPS, _STOP), (",،、，", _COMMA), (" \n", _SPACE), (_QUOTES, _QUOTE), ("©|•·›»→", _ODD)):
        for mark in marks:
            table[ord(mark)] |= bit
    return table


@cache
def _small() -> npt.NDArray[np.uint64]:
    """Return for each character of a word the small letter's code point, for others nothing."""
    letters = (chr(point) for point in range(_BASIC))
    return np.array(
        [
            (ord(small) if len(small := letter.lower()) == 1 else point) if letter.isalnum() or letter == "_" else 0
            for point, letter in enumerate(letters)
        ],
        np.uint64,
    )


@cache
def _powers() -> tuple[Keys, Keys]:
    """Return the powers of the radix modulo 2**64, and of its inverse."""
    return tuple(
        np.cumprod(np.concatenate([[np.uint64(1)], np.full(_HASHED, base, np.uint64)]))
        for base in (_RADIX, pow(_RADIX, -1, 1 << 64))
    )  # type: ignore[return-value]
