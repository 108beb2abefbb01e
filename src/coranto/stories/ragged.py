"""Arrays of different lengths end to end in one array that grows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_CHUNK = 1 << 20


class Ragged:
    """Holds what is added; the caller remembers the place and the length of each part."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self._pool: NDArray[Any] = np.zeros(_CHUNK, dtype)
        self._used = 0

    @property
    def values(self) -> NDArray[Any]:
        """All parts, in the order in which they were added."""
        return self._pool[: self._used]

    def add(self, values: NDArray[Any]) -> int:
        """Keep a part and return its place."""
        place, end = self._used, self._used + len(values)
        if end > len(self._pool):
            self._pool = np.concatenate(
                (self._pool, np.zeros(max(_CHUNK, len(self._pool) // 2, len(values)), self._pool.dtype))
            )
        self._pool[place:end] = values
        self._used = end
        return place

    def part(self, place: int, length: int) -> NDArray[Any]:
        """Return one part."""
        return self._pool[place : place + length]

    def gather(self, places: NDArray[np.int64], lengths: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return many parts in one array, and for each value of which part it is."""
        counts = lengths.astype(np.int64)
        owner = np.repeat(np.arange(len(places)), counts)
        position = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + places[owner]
        return self._pool[position], owner
