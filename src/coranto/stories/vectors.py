"""Vectors of rows, and the rows whose vectors are near: what another language says in other words."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.text.postings import Rows

WINDOW = 1 << 15
"""Rows before an article, the newest, in which its nearest are looked for: this bounds the cost."""


class Vectors:
    """Unit vectors in half precision, each with its signs as one bit a dimension.

    Nearness is looked for by the number of equal signs (Charikar 2002), which costs 64 bytes a row of 512 dimensions.
    """

    def __init__(self, vectors: NDArray[np.float16] | None = None) -> None:
        self.values = np.zeros((0, 0), np.float16) if vectors is None else vectors
        self._signs = _signs(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def set(self, rows: Rows, vectors: NDArray[np.float32]) -> None:
        """Keep the vectors of rows; rows between that have none are zeros."""
        needed = int(rows.max(initial=-1)) + 1
        if needed > len(self.values):
            self.values = _grown(self.values, needed, vectors.shape[1])
            self._signs = _grown(self._signs, needed, _words(vectors.shape[1]))
        self.values[rows] = vectors
        self._signs[rows] = _signs(vectors)

    def cosine(self, row: int, others: Rows) -> NDArray[np.float64]:
        """Return the cosine of ``row`` and each of ``others``; 0 where there is no vector."""
        if row >= len(self.values):
            return np.zeros(len(others))
        cosines: NDArray[np.float64] = self.values[others].astype(np.float64) @ self.values[row].astype(np.float64)
        return cosines

    def near(self, row: int, most: int) -> Rows:
        """Return the ``most`` earlier rows of the window that share most signs with ``row``."""
        if row >= len(self.values) or not row:
            return np.zeros(0, np.int64)
        first = max(0, row - WINDOW)
        apart = np.bitwise_count(self._signs[first:row] ^ self._signs[row]).sum(axis=1, dtype=np.uint16)
        nearest = np.argpartition(apart, min(most, len(apart)) - 1)[:most]
        found: Rows = np.sort(nearest) + first
        return found


def _signs(vectors: NDArray[np.float16] | NDArray[np.float32]) -> NDArray[np.uint64]:
    """Return the signs in whole words of 64 bits; what fills up the last is 0."""
    packed = np.packbits(vectors > 0, axis=1)
    whole = np.zeros((len(vectors), 8 * _words(vectors.shape[1])), np.uint8)
    whole[:, : packed.shape[1]] = packed
    return whole.view(np.uint64)


def _words(dimensions: int) -> int:
    return -(-dimensions // 64)


def _grown(array: NDArray[Any], needed: int, width: int) -> NDArray[Any]:
    grown = np.zeros((max(1024, needed * 3 // 2), width), array.dtype)
    if len(array):
        grown[: len(array)] = array
    return grown
