"""An inverted list that grows: which rows hold a 32-bit key.

Postings are 64-bit numbers (key, then row) in a few sorted arrays that are merged as they grow (a log-structured
merge, O'Neil et al. 1996): 8 bytes a posting, no objects, and a batch of keys is looked up by binary search.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]

_ROW_BITS = np.uint64(32)
_ROW_MASK = np.uint64(0xFFFFFFFF)
_GROWTH = 3
"""A run is merged into the one before it unless that is this many times larger."""
_SEALED = 1 << 24
"""Postings from which on a run is left as it is: merging takes no more than so many at once in time and memory."""


class Postings:
    """Keys (uint32) to rows (below 2**32); rows are added in rising order."""

    def __init__(self, packed: NDArray[np.uint64] | None = None) -> None:
        self._runs: list[NDArray[np.uint64]] = [] if packed is None or not packed.size else [packed]

    def __len__(self) -> int:
        return sum(len(run) for run in self._runs)

    def add(self, keys: NDArray[np.uint32], rows: Rows) -> None:
        """Record that ``rows[i]`` holds ``keys[i]``."""
        if keys.size:
            self._runs.append(np.sort((keys.astype(np.uint64) << _ROW_BITS) | rows.astype(np.uint64)))
            while len(self._runs) > 1 and len(self._runs[-2]) < min(_SEALED, _GROWTH * len(self._runs[-1])):
                last = self._runs.pop()
                self._runs[-1] = np.sort(np.concatenate((self._runs[-1], last)), kind="stable")

    def find(self, keys: NDArray[np.uint32], *, newest: int) -> tuple[Rows, Rows]:
        """Return (i, row) pairs: a row that holds ``keys[i]``, at most ``newest`` of each run, the highest rows."""
        order = np.argsort(keys)  # neighbouring keys lie near each other: several times fewer cache misses
        low = keys[order].astype(np.uint64) << _ROW_BITS
        found = [_in_run(run, low, newest) for run in self._runs]
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return order[np.concatenate([which for which, _ in found])], np.concatenate([rows for _, rows in found])

    def pack(self) -> NDArray[np.uint64]:
        """Return all postings as one sorted array, as the constructor takes it."""
        return np.sort(np.concatenate(self._runs)) if self._runs else np.zeros(0, np.uint64)

    def without(self, dead: Rows) -> Postings:
        """Return the postings of the rows that are not in ``dead``."""
        packed = self.pack()
        return Postings(packed[~np.isin((packed & _ROW_MASK).astype(np.int64), dead)])

    def renumbered(self, number: Rows) -> Postings:
        """Return the postings with row ``r`` as ``number[r]``, which rises with ``r``; rows below 0 are dropped."""
        packed = self.pack()
        rows = number[(packed & _ROW_MASK).astype(np.int64)]
        kept = rows >= 0
        return Postings((packed[kept] & ~_ROW_MASK) | rows[kept].astype(np.uint64))


def _in_run(run: NDArray[np.uint64], low: NDArray[np.uint64], newest: int) -> tuple[Rows, Rows]:
    """Return the pairs of one run for keys (the high bits of ``low``) in rising order."""
    first = np.searchsorted(run, low)
    hit = np.flatnonzero(run[np.minimum(first, len(run) - 1)] & ~_ROW_MASK == low)  # most keys are nowhere
    last = np.searchsorted(run, low[hit] | _ROW_MASK, side="right")
    first = np.maximum(first[hit], last - newest)
    counts = last - first
    position = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    return np.repeat(hit, counts), (run[position] & _ROW_MASK).astype(np.int64)
