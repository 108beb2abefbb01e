"""Speed of the story index as the archive grows: ``python bench/stories.py [held] [encoder]``.

Made articles (``bench/copies.py``), half of them with a name that a few others share, are put into the index without
being judged, and every time their number has doubled some hundred more are placed for real. Times are CPU time of
one process; the growth of the cost is the last figure over the first, in one run. With ``encoder`` those placed for
real are encoded; those before them get vectors by chance.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from copies import Maker
from coranto.models.encoder import SentenceEncoder
from coranto.stories.index import StoryIndex

_MEASURED = 4


class Named(Maker):
    """Makes articles of which each eight in a row speak of one place and one person."""

    def batch(self):  # noqa: ANN201 - as in Maker
        """Return the next articles."""
        found = []
        for number, arrival in enumerate(super().batch()):
            event = (self._made + number) // 8
            name = f"Person{event} Surname{event % 977} of Town{event % 4999}"
            found.append(replace(arrival, title=f"{name} {arrival.title}", text=f"{name} said {arrival.text}"))
        return found


class Encoder:
    """Encodes if it is ``real``, else gives vectors by chance."""

    def __init__(self) -> None:
        self.real = False
        self._encoder, self._chance = SentenceEncoder(), np.random.default_rng(1)

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Return a unit vector for each text."""
        if self.real:
            return self._encoder.embed(texts)
        vectors = self._chance.normal(size=(len(texts), 512)).astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fill(index: StoryIndex, maker: Maker) -> None:
    """Let a batch of articles be found, each in a story of its own."""
    for row in index._append(maker.batch(), {}):
        story = index._open(row)
        index._corpus.table["story"][row] = index._corpus.table["first_story"][row] = story
        index._members[story] = [row]


def measure(index: StoryIndex, maker: Maker) -> float:
    """Return the CPU seconds that an article takes to be placed."""
    batches = [maker.batch() for _ in range(_MEASURED)]
    start = time.process_time()
    for batch in batches:
        index.place(batch, {})
    return (time.process_time() - start) / sum(map(len, batches))


def main(held: int, encoder: Encoder | None) -> None:
    """Print one line each time the number held has doubled."""
    index, maker, mark = StoryIndex(encoder, most=10**7), Named(), 12_500
    if encoder:
        encoder.real = True
        measure(index, maker)
    while len(index) < held:
        if encoder:
            encoder.real = False
        fill(index, maker)
        if len(index) >= mark:
            if encoder:
                encoder.real = True
            spent = measure(index, maker)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{len(index):>9} held  {1 / spent:6.0f} articles/s  {1000 * spent:5.2f} ms each  peak {peak:5.0f} MB",
                flush=True,
            )
            mark *= 2


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        Encoder() if "encoder" in sys.argv[2:] else None,
    )
