"""Kinds of characters, counted over many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]

_DIGIT, _UPPER, _LOWER, _STOP, _COMMA, _SPACE, _QUOTE, _ODD = (np.uint8(1 << place) for place in range(8))
_STOPS = ".!?…。！？।؟"
_QUOTES = "\"'”’»“‘)]」』"
_CASED = 0x600
"""Code points below this are asked for their case and digits: Latin, Greek, Cyrillic, Armenian, Hebrew."""


def _table() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for point in range(_CASED):
        letter = chr(point)
        table[point] = _DIGIT * letter.isdigit() | _UPPER * letter.isupper() | _LOWER * letter.islower()
    for marks, bit in ((_STOPS, _STOP), (",،、，", _COMMA), (" \n", _SPACE), (_QUOTES, _QUOTE), ("©|•·›»→", _ODD)):
        for mark in marks:
            table[ord(mark)] |= bit
    return table


_KINDS = _table()


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
    joined = "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KINDS[np.minimum(points, 0xFFFF)]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(sizes + 1) - 1
    starts = ends - sizes
    stop = (kinds & _STOP) != 0
    stop[:-1] &= (kinds[1:] & (_SPACE | _QUOTE)) != 0
    last = kinds[ends - 1]

    def total(marks: npt.NDArray[np.bool_]) -> Vector:
        return np.add.reduceat(marks, starts, dtype=np.float32)

    return Counts(
        spaces=total((kinds & _SPACE) != 0) - 1,
        stops=total(stop),
        commas=total((kinds & _COMMA) != 0),
        capitals=total((kinds & _UPPER) != 0),
        digits=total((kinds & _DIGIT) != 0),
        odd=total((kinds & _ODD) != 0),
        closed=((last & (_STOP | _QUOTE)) != 0).astype(np.float32),
        colon=(points[ends - 1] == ord(":")).astype(np.float32),
        opens_low=((kinds[starts] & _LOWER) != 0).astype(np.float32),
    )
