"""What is missing to an F1 of 1, by class of passage, on sites that the model has not seen.

``python -m coranto.bench.extract.losses DATA``: for each set whose truth is a whole body, how many thousandths of the
mean word-bag F1 are lost to passages that were missed and to passages that were taken without need. A page's F1 is
``2 * common / (found + wanted)``, so that a passage of so many words costs ``words / (found + wanted)`` either way.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from coranto.bench.extract.labels import Labels, label_page
from coranto.bench.extract.scores import words
from coranto.bench.extract.sets import BODY_SETS, Labelled, read_sets, site_of
from coranto.bench.extract.train import cross_validated, fold_of, read_examples
from coranto.extract.body import find_body
from coranto.extract.dom import Page, Passage, parse_page
from coranto.extract.model import BodyModel

_NEAR = 4
"""Elements around a passage whose names are read."""
_PROSE, _SHORT = 100, 80
"""Characters from which a passage of the body shows where the text begins and ends; up to which a line is short."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A passage and where it stands: ``place`` is above the headline, before, in or after the text (0 to 3)."""

    passage: Passage
    tags: frozenset[str]
    names: str
    place: int


def _called(pattern: str) -> Callable[[_Seen], bool]:
    search = re.compile(pattern).search
    return lambda seen: bool(search(seen.names))


def _within(*tags: str) -> Callable[[_Seen], bool]:
    wanted = frozenset(tags)
    return lambda seen: bool(wanted & seen.tags)


_CLASSES: dict[str, Callable[[_Seen], bool]] = {
    "above the headline": lambda seen: seen.place == 0 or seen.passage.tag == "h1",
    "caption": _within("figure", "figcaption"),
    "embedded post": _called("twitter|tweet|instagram|tiktok"),
    "quotation": _within("blockquote"),
    "table": _within("td", "th"),
    "link": lambda seen: seen.passage.link_density > 0.5,
    "comment": _called("comment"),
    "footnote": _called("footnote|reference"),
    "between headline and text": lambda seen: seen.place == 1,
    "after the text": lambda seen: seen.place == 3,
    "box beside the text": lambda seen: "aside" in seen.tags or bool(re.search(r"fact|\bbox\b|sidebar", seen.names)),
    "list": _within("li", "dd", "dt"),
    "subhead": _within("h2", "h3", "h4", "h5", "h6"),
    "short line": lambda seen: len(seen.passage.text) < _SHORT,
}
"""Classes of passages; the first one that fits counts."""
_ELSE = "prose"
_NOT_PARSED = "in no passage"

Losses = dict[str, list[float]]
"""By class: the sum over pages of what was missed, and of what was taken without need."""


def run(data: Path) -> None:
    """Print a table for each set."""
    pages = [page for page in read_sets(data) if page.set in BODY_SETS]
    models = cross_validated(read_examples(pages))
    losses: dict[str, Losses] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    counts = Counter(page.set for page in pages if page.body is not None)
    for truth in pages:
        if truth.body is not None:
            for name, kind, loss in _losses(truth, models[fold_of(site_of(truth))]):
                losses[truth.set][name][kind] += loss
    for name, by_class in losses.items():
        print(name)
        print(*_lines(by_class, counts[name]), sep="\n")


def _losses(truth: Labelled, model: BodyModel) -> Iterator[tuple[str, int, float]]:
    """Yield class, 0 for missed or 1 for taken without need, and share of F1, for each passage judged wrong."""
    page = parse_page(truth.html, url=truth.url)
    labels, found = label_page(page, truth), {id(passage) for passage in find_body(page, model)}
    bags = [words(passage.text) for passage in page.passages]
    wanted = Counter(words(truth.body or ""))
    taken = sum(len(bag) for bag, passage in zip(bags, page.passages, strict=True) if id(passage) in found)
    whole = max(1, taken + sum(wanted.values()))
    for bag in bags:
        wanted.subtract(bag)
    yield _NOT_PARSED, 0, sum(count for count in wanted.values() if count > 0) / whole
    for seen, label, bag in zip(_seen(page, labels), labels.tolist(), bags, strict=True):
        chosen = id(seen.passage) in found
        if chosen != (label > 0.5):
            yield next((name for name, fits in _CLASSES.items() if fits(seen)), _ELSE), int(chosen), len(bag) / whole


def _seen(page: Page, labels: Labels) -> Iterator[_Seen]:
    long = np.array([len(passage.text) > _PROSE for passage in page.passages], bool)
    body = np.flatnonzero((labels > 0.5) & long)
    first, last = (int(body[0]), int(body[-1])) if len(body) else (0, len(page.passages))
    headline = page.heading
    above = headline if headline < first else -1
    for number, passage in enumerate(page.passages):
        around = list(page.ancestry(passage.container))
        place = 0 if number < above else 1 if number < first else 2 if number <= last else 3
        names = " ".join(container.names for container in islice(around, _NEAR))
        yield _Seen(passage, frozenset(container.tag for container in around), names, place)


def _lines(losses: Losses, pages: int) -> Iterator[str]:
    for name, (missed, needless) in sorted(losses.items(), key=lambda item: -sum(item[1])):
        yield f"  {name:26} missed {1000 * missed / pages:6.2f}  without need {1000 * needless / pages:6.2f}"


if __name__ == "__main__":
    run(Path(sys.argv[1]))
