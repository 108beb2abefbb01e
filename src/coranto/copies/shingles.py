"""A text as the set of its word 5-grams, in bounded space.

A shingle is kept when the low bits of its hash are zero, so that two texts of any length keep the same shingles of
what they share (FracMinHash, Irber et al. 2022). That holds containment, which MinHash does not: a short text inside
a long one is found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.text.words import Hashes, mix

WORDS = 5
"""Words of a shingle."""
KEPT = 1024
"""Shingles that a text keeps for the exact check; of a longer text every 2nd, 4th, ... is kept."""
_KEYS = 24
"""Shingles by which a text wants to be found at least."""
_COARSEST_KEY = 3
"""log2 of the thinnest sampling of keys: one shingle in eight."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sketch:
    """``level`` is log2 of the sampling; ``marks`` are sorted 16-bit marks of the shingles kept, ``keys`` find them.

    ``size`` estimates how many shingles the whole text has.
    """

    size: int
    level: int
    marks: NDArray[np.uint16]
    keys: NDArray[np.uint32]


def sketch_words(words: Hashes) -> Sketch:
    """Return the sketch of a text's words."""
    shingles = np.unique(_shingles(words))
    level = _level(len(shingles), KEPT)
    key_level = min(_level(len(shingles), 2 * _KEYS), _COARSEST_KEY)
    keys = (shingles[_at_level(shingles, key_level)] >> np.uint64(32)).astype(np.uint32)
    return Sketch(len(shingles), level, _marks(shingles[_at_level(shingles, level)]), keys)


def shared(one: Sketch, other: Sketch) -> float:
    """Return how many shingles the two texts share (an estimate where a text is sampled).

    Marks have 16 bits, so unrelated shingles meet by chance: their expected number is taken off.
    """
    level = max(one.level, other.level)
    mine, theirs = _coarser(one, level), _coarser(other, level)
    met = len(np.intersect1d(mine, theirs, assume_unique=True))
    chance = len(mine) * len(theirs) / (1 << (16 - level))
    return max(0.0, met - chance * (1 - met / max(1, min(len(mine), len(theirs))))) * (1 << level)


def _coarser(sketch: Sketch, level: int) -> NDArray[np.uint16]:
    if level == sketch.level:
        return sketch.marks
    return sketch.marks[_at_level(sketch.marks, level)]


def _level(count: int, most: int) -> int:
    return max(0, (max(count, 1) - 1) // most).bit_length()


def _at_level(hashes: NDArray[np.uint64] | NDArray[np.uint16], level: int) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = hashes & hashes.dtype.type((1 << level) - 1) == 0
    return kept


def _marks(shingles: Hashes) -> NDArray[np.uint16]:
    return np.unique((shingles & np.uint64(0xFFFF)).astype(np.uint16))


def _shingles(words: Hashes) -> Hashes:
    if len(words) < WORDS:
        return mix(words[:0] if not len(words) else np.bitwise_xor.reduce(words, keepdims=True))
    rolled = words[: len(words) - WORDS + 1].copy()
    for place in range(1, WORDS):
        rolled = rolled * _MULTIPLIER + words[place : len(words) - WORDS + 1 + place]
    return mix(rolled)
