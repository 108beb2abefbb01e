"""The pages that are read worst on sites the model has not seen, and why (``notes.toml``).

``python -m coranto.bench.extract.worst DATA`` lists ten of each set, and of Readability's all under .80.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from coranto.bench.extract import scores
from coranto.bench.extract.peers import coranto_unseen
from coranto.bench.extract.sets import BODY_SETS, Labelled, read_sets
from coranto.bench.extract.train import cross_validated, read_examples

_LISTED = 10
_LOW = 0.8

Judged = tuple[float, Labelled]


def run(data: Path) -> None:
    """Print the worst pages of each set with their score and the note on them."""
    pages = [page for page in read_sets(data) if page.set in BODY_SETS]
    read = coranto_unseen(cross_validated(read_examples(pages)))
    by_set: dict[str, list[Judged]] = defaultdict(list)
    for page in pages:
        by_set[page.set].append((_score(read(page).text, page), page))
    notes = tomllib.loads((resources.files("coranto.bench.extract") / "notes.toml").read_text("utf-8"))
    for name, judged in by_set.items():
        print(name)
        print(*_lines(sorted(judged, key=lambda pair: pair[0]), notes.get(name, {})), sep="\n")


def _score(text: str, page: Labelled) -> float:
    """Return the word-bag F1, or F over the segments where those are the truth."""
    if page.body is not None:
        return scores.word_bag_f1(text, page.body)
    return scores.f1(*scores.count_segments(text, page.wanted, page.unwanted))


def _lines(judged: list[Judged], notes: Mapping[str, str]) -> Iterable[str]:
    for place, (score, page) in enumerate(judged):
        if place < _LISTED or (page.set == "readability" and score < _LOW):
            yield f"  {score:.3f} {page.id:44} {notes.get(page.id, 'no note')}"


if __name__ == "__main__":
    run(Path(sys.argv[1]))
