"""Texts as sets of word n-grams, in bounded space, a whole batch at once.

Three words count what two texts share: replacing one word breaks three of them, where it would break five 5-grams.
Five words find the texts to compare: few texts have them by chance.

A shingle is kept when the low bits of its hash are zero, so that two texts of any length keep the same shingles of
what they share (FracMinHash, Irber et al. 2022). That holds containment, which MinHash does not: a short text inside
a long one is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.text.words import Hashes, mix

COUNTED = 3
"""Words of a shingle that counts what is shared."""
FINDING = 5
"""Words of a shingle that finds."""
KEPT = 1024
"""Shingles that a text keeps for the exact check; of a longer text every 2nd, 4th, ... is kept."""
_KEYS = 48
"""Shingles by which a text is found at most, unless it is so long that the thinnest sampling gives more."""
_FEWEST = 16
"""Marks of a sampled text under which what it shares cannot be told."""
_COARSEST_KEY = 3
"""log2 of the thinnest sampling of keys: one shingle in eight."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_OWNER = np.uint64(48)
"""Bits of a hash beside the number of the text it belongs to."""
_MARK = np.uint64(16)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """``level`` is log2 of the sampling; ``marks`` are sorted 16-bit marks of the shingles kept, ``keys`` find them.

    ``size`` is how many shingles the whole text has.
    """

    size: int
    level: int
    marks: NDArray[np.uint16]
    keys: NDArray[np.uint32]


def sketch_texts(texts: Sequence[Hashes]) -> list[Sketch]:
    """Return the sketch of each text's words (at most 65,536 texts)."""
    if not texts:
        return []
    counted, finding = _distinct(texts)
    sizes, found = (_counts(hashes, len(texts)) for hashes in (counted, finding))
    levels = _levels(sizes, KEPT)
    kept = counted[_at_level(counted, np.repeat(levels, sizes))]
    marks = _sorted_once((kept >> _OWNER << _MARK) | (kept & np.uint64(0xFFFF)))
    keys = finding[_at_level(finding, np.repeat(_key_levels(found), found))]
    marks_of = np.split(marks.astype(np.uint16), _ends(marks >> _MARK, len(texts)))
    keys_of = np.split((keys >> _MARK).astype(np.uint32), _ends(keys >> _OWNER, len(texts)))
    return [Sketch(*parts) for parts in zip(sizes.tolist(), levels.tolist(), marks_of, keys_of, strict=True)]


def key_density(sizes: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return what share of their shingles texts of these sizes keep as keys."""
    return np.ldexp(1.0, -_key_levels(sizes.astype(np.int64)))


def shared(one: Sketch, other: Sketch) -> float:
    """Return how many shingles the two texts share (an estimate where a text is sampled).

    Marks have 16 bits, so unrelated shingles meet by chance: their expected number is taken off. Where sampling
    leaves too few of a text to tell, that is none.
    """
    level = max(one.level, other.level)
    mine, theirs = _coarser(one, level), _coarser(other, level)
    if level and min(len(mine), len(theirs)) < _FEWEST:
        return 0.0
    both = np.concatenate((mine, theirs))
    both.sort()
    met = int(np.count_nonzero(both[1:] == both[:-1]))
    chance = len(mine) * len(theirs) / (1 << (16 - level))
    return max(0.0, met - chance * (1 - met / max(1, min(len(mine), len(theirs))))) * (1 << level)


def _distinct(texts: Sequence[Hashes]) -> list[Hashes]:
    """Return the distinct shingles that count and those that find, each as (text, hash), sorted.

    Texts are rolled over in one array, apart by zeros; one shorter than a shingle is one shingle with zeros.
    """
    lengths = np.array([len(words) for words in texts])
    gap = np.zeros(FINDING, np.uint64)
    words = np.concatenate([part for text in texts for part in (text, gap)])
    starts = np.cumsum(lengths + FINDING) - lengths - FINDING
    rolled = words.copy()
    found = []
    for place in range(1, FINDING):
        rolled[:-place] = rolled[:-place] * _MULTIPLIER + words[place:]
        if place + 1 in (COUNTED, FINDING):
            counts = np.maximum(lengths - place, np.minimum(lengths, 1))
            owner = np.repeat(np.arange(len(texts)), counts)
            at = np.arange(len(owner)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
            found.append(_sorted_once((owner.astype(np.uint64) << _OWNER) | (mix(rolled[at]) >> _MARK)))
    return found


def count_values(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct values, sorted, and how often each stands there (several times faster than ``np.unique``)."""
    values = np.sort(values)
    first = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))[: len(values)])
    return values[first], np.diff(np.append(first, len(values)))


def _sorted_once(values: Hashes) -> Hashes:
    values.sort()
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new]


def _counts(hashes: Hashes, texts: int) -> Numbers:
    return np.diff(np.searchsorted(hashes, np.arange(texts + 1, dtype=np.uint64) << _OWNER))


def _ends(owners: Hashes, texts: int) -> Numbers:
    return np.searchsorted(owners, np.arange(1, texts, dtype=np.uint64))


def _levels(counts: Numbers, most: int) -> Numbers:
    """Return for each count how often it must be halved to be at most ``most``."""
    return np.ceil(np.log2(np.maximum(counts, 1) / most)).clip(0).astype(np.int64)


def _key_levels(counts: Numbers) -> Numbers:
    return np.minimum(_levels(counts, _KEYS), _COARSEST_KEY)


def _at_level(hashes: Hashes, levels: Numbers) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = hashes & ((np.uint64(1) << levels.astype(np.uint64)) - np.uint64(1)) == 0
    return kept


def _coarser(sketch: Sketch, level: int) -> NDArray[np.uint16]:
    if level == sketch.level:
        return sketch.marks
    kept: NDArray[np.uint16] = sketch.marks[sketch.marks & np.uint16((1 << level) - 1) == 0]
    return kept
