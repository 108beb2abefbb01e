"""Speed and memory of the copy index with many articles held: ``python bench/copies.py [held]``.

Made articles of about 400 words from a vocabulary with Zipf's frequencies; one in five is an edited copy. Times are
CPU time of one process; the memory is what the process grew by. The growth of the cost is the ratio to print by: the
last figure over the first, in one run.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import UTC, datetime, timedelta

import numpy as np

from coranto.copies.index import CopyIndex
from coranto.model import Arrival, ArticleId

_BATCH = 64
_WORDS = 400
_START = datetime(2026, 1, 1, tzinfo=UTC)


class Maker:
    """Makes arrivals, the same ones for the same seed."""

    def __init__(self, seed: int = 5) -> None:
        self._random = np.random.default_rng(seed)
        self._vocabulary = np.array([f"w{number:x}" for number in range(60_000)])
        weights = 1 / np.arange(10, 60_010)
        self._weights = np.cumsum(weights / weights.sum())
        self._made = 0
        self._last: list[str] = []

    def batch(self) -> list[Arrival]:
        """Return the next articles."""
        return [self._arrival() for _ in range(_BATCH)]

    def _arrival(self) -> Arrival:
        self._made += 1
        copied = self._last and self._random.random() < 0.2
        words = self._edited() if copied else self._fresh(_WORDS)
        self._last = words
        title = " ".join(words[:8])
        when = _START + timedelta(seconds=20 * self._made)
        return Arrival(id=ArticleId(f"{self._made:016x}"), title=title, text=" ".join(words), when=when)

    def _edited(self) -> list[str]:
        return self._fresh(40) + self._last[80:]

    def _fresh(self, count: int) -> list[str]:
        return self._vocabulary[np.searchsorted(self._weights, self._random.random(count))].tolist()


def main(held: int) -> None:
    """Print one line each time the number held has doubled."""
    index, maker, mark = CopyIndex(), Maker(), 31_250
    before = _memory()
    spent = 0.0
    counted = 0
    while len(index) < held:
        batch = maker.batch()
        start = time.process_time()
        index.add(batch)
        spent += time.process_time() - start
        counted += len(batch)
        if len(index) >= mark:
            used = (_memory() - before) / len(index)
            print(f"{len(index):>9} held  {counted / spent:7.0f} articles/s  {used:6.0f} bytes an article", flush=True)
            mark, spent, counted = mark * 2, 0.0, 0


def _memory() -> int:
    """Return the most memory the process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250_000)
