"""Speed of the story index as the archive grows: ``python bench/stories.py [held]``.

Made articles (``bench/copies.py``), half of them with a name that a few others share, are put into the index without
being judged, and every time their number has doubled some hundred more are placed for real. Times are CPU time of
one process, without an encoder; the growth of the cost is the last figure over the first, in one run.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from copies import Maker
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


def fill(index: StoryIndex, maker: Maker) -> None:
    """Let a batch of articles be found, each in a story of its own."""
    for row in index._append(maker.batch(), {}):
        story = index._open(row)
        index._corpus.table["story"][row] = index._corpus.table["first_story"][row] = story
        index._members[story] = [row]


def main(held: int) -> None:
    """Print one line each time the number held has doubled."""
    index, maker, mark = StoryIndex(most=10**7), Named(), 12_500
    while len(index) < held:
        fill(index, maker)
        if len(index) >= mark:
            batches = [maker.batch() for _ in range(_MEASURED)]
            start = time.process_time()
            for batch in batches:
                index.place(batch, {})
            spent = time.process_time() - start
            count = sum(map(len, batches))
            print(
                f"{len(index):>9} held  {count / spent:6.0f} articles/s  {1000 * spent / count:5.2f} ms each",
                flush=True,
            )
            mark *= 2


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
