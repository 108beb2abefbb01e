"""Speed and memory of the copy index with many articles held: ``python bench/copies.py [held]`` (a million by default).

Made articles: words with Zipf's frequencies, a tenth of the text in stock phrases that many share, lengths as in news
(median 400 words), 500 publishers with an appeal of their own under each text. Three in ten are copies of one of the
last 5,000, most of them of the much copied ones: cut, with paragraphs added, or with words replaced, under other
headlines. Times are CPU time of one process for ``add`` alone. The growth of the cost is the ratio to read: the last
row over the first, in one run.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coranto.copies.index import CopyIndex
from coranto.model import Arrival, ArticleId

_BATCH = 64
_START = datetime(2026, 1, 1, tzinfo=UTC)
_VOCABULARY = 80_000
_PHRASES = 20_000
_PUBLISHERS = 500
_COPIED = 0.3
_RECENT = 5000
_PAGE = resource.getpagesize()

Words = NDArray[np.int64]


class Maker:
    """Makes arrivals, the same ones for the same seed."""

    def __init__(self, seed: int = 5) -> None:
        self._random = np.random.default_rng(seed)
        self._vocabulary = np.array([_spelled(number) for number in range(_VOCABULARY)], object)
        self._words = _zipf(_VOCABULARY, 10)
        self._stock = [self._drawn(int(length)) for length in self._random.integers(5, 13, _PHRASES)]
        self._stock_words = _zipf(_PHRASES, 50)
        self._appeals = [self._drawn(30) for _ in range(_PUBLISHERS)]
        self._recent: deque[Words] = deque(maxlen=_RECENT)
        self._made = 0
        self.copies = 0

    def batch(self) -> list[Arrival]:
        """Return the next articles."""
        return [self._arrival() for _ in range(_BATCH)]

    def _arrival(self) -> Arrival:
        self._made += 1
        if self._recent and self._random.random() < _COPIED:
            self.copies += 1
            back = int(len(self._recent) * self._random.random() ** 3) + 1
            words = self._edited(self._recent[-back])
        else:
            words = self._fresh(int(np.clip(self._random.lognormal(6.0, 0.6), 60, 4000)))
            self._recent.append(words)
        publisher = int(self._random.integers(_PUBLISHERS))
        paragraphs = [*np.split(words, np.arange(60, len(words), 60)), self._appeals[publisher]]
        return Arrival(
            id=ArticleId(f"{self._made:016x}"),
            title=self._text(self._drawn(3)) + " " + self._text(words[:6]),
            text="\n\n".join(map(self._text, paragraphs)),
            when=_START + timedelta(seconds=20 * self._made),
            publisher=f"Paper {publisher}",
            url=f"https://paper{publisher}.example/{self._made}",
        )

    def _edited(self, words: Words) -> Words:
        kind = self._random.integers(4)
        if kind == 0:
            return words[: max(60, int(len(words) * self._random.uniform(0.4, 1)))]
        if kind == 1:
            return np.concatenate((self._fresh(int(self._random.integers(10, 120))), words))
        if kind == 2:
            swapped = self._random.random(len(words)) < self._random.uniform(0, 0.2)
            return np.where(swapped, self._drawn(len(words)), words)
        return words

    def _fresh(self, count: int) -> Words:
        words = self._drawn(count)
        for place in self._random.integers(0, count, count // 80):
            phrase = self._stock[int(np.searchsorted(self._stock_words, self._random.random()))]
            words[place : place + len(phrase)] = phrase[: count - place]
        return words

    def _drawn(self, count: int) -> Words:
        return np.searchsorted(self._words, self._random.random(count))

    def _text(self, words: Words) -> str:
        return " ".join(self._vocabulary[words])


def _zipf(count: int, shift: int) -> NDArray[np.float64]:
    weights = 1 / np.arange(shift, shift + count)
    return np.cumsum(weights / weights.sum())


def _spelled(number: int) -> str:
    """Return a made word; frequent words are short, as in languages."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 60)
        letters += "bdfghklmnprst"[rest % 12] + "aeiou"[rest // 12]
    return letters


def main(held: int) -> None:
    """Print one line each time the number held has doubled."""
    index, maker, mark = CopyIndex(), Maker(), 31_250
    before = _memory()
    spent, counted = 0.0, 0
    while len(index) < held:
        batch = maker.batch()
        start = time.process_time()
        index.add(batch)
        spent += time.process_time() - start
        counted += len(batch)
        if len(index) >= mark:
            used, peak = _memory() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
            print(
                f"{len(index):>9} held  {counted / spent:7.0f} articles/s  {used / len(index):6.0f} bytes an article"
                f"  (peak {peak / len(index):6.0f})",
                flush=True,
            )
            mark, spent, counted = mark * 2, 0.0, 0


def _memory() -> int:
    """Return the memory that the process holds, in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
