"""How well the rankings of title, authors and day choose, cross-validated by host, and their training.

``python -m coranto.bench.extract.fields DATA`` prints, for each set, the share of pages whose part is right
under weights trained without that host, the share that is so to the letter (``right`` forgives case, blanks, the
shape of quotes and dashes, and degrees behind a name), and the share where a right candidate is there at all (the
ceiling). With ``--write`` it trains on all pages and writes ``extract/data/ranking.json``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coranto.bench.extract import scores
from coranto.bench.extract.sets import Labelled, read_sets
from coranto.extract.dom import parse_page
from coranto.extract.metadata import linked_of, passage_of
from coranto.extract.metadata.authors import author_candidates
from coranto.extract.metadata.dates import date_candidates
from coranto.extract.metadata.marked import read_marks
from coranto.extract.metadata.titles import read_title, title_candidates
from coranto.text.urls import host_of

_FOLDS = 5
_STEPS = 150
_RATE = 0.1
_RIDGE = {"title": 8.0, "author": 4.0, "date": 4.0}
_WEIGHT = {"fundus_tests": 3}
"""Pages of the small news set count this often in training, so that blogs do not outvote news."""
_FILE = Path(__file__).parents[2] / "extract" / "data" / "ranking.json"

Facts = frozenset[str]
Weights = dict[str, float]
Column = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One page's candidates for one part: their facts, which are right, and which are so to the letter."""

    part: str
    set: str
    host: str
    candidates: tuple[Facts, ...]
    right: tuple[bool, ...]
    literal: tuple[bool, ...]

    @property
    def fold(self) -> int:
        """All pages of a host are in one fold."""
        return int(hashlib.sha256(self.host.encode()).hexdigest(), 16) % _FOLDS


def run(data: Path, *, write: bool = False) -> None:
    """Print the table; train and write the shipped weights if asked."""
    choices: dict[str, list[Choice]] = defaultdict(list)
    for labelled in read_sets(data):
        for choice in choices_of(labelled):
            choices[choice.part].append(choice)
    print(f"{'part':8} {'set':14} {'pages':>5} {'right':>6} {'literal':>7} {'ceiling':>7}")
    for part, pages in choices.items():
        for name, rows in _judge(part, pages).items():
            right, literal, possible = (sum(column) / len(rows) for column in zip(*rows, strict=True))
            print(f"{part:8} {name:14} {len(rows):5} {right:6.3f} {literal:7.3f} {possible:7.3f}")
    if write:
        models = {part: train(pages, ridge=_RIDGE[part]) for part, pages in choices.items()}
        _FILE.write_text(json.dumps(models, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def choices_of(labelled: Labelled) -> Iterator[Choice]:
    """Yield the choices that a labelled page asks for."""
    page = parse_page(labelled.html, url=labelled.url or "")
    linked = linked_of(page)
    marks = read_marks(page)
    host = host_of(page.url) or labelled.id

    def choice(part: str, candidates: Sequence[tuple[Facts, bool, bool]]) -> Choice:
        facts, right, literal = zip(*candidates, strict=True) if candidates else ((), (), ())
        return Choice(part, labelled.set, host, facts, right, literal)

    if labelled.title and labelled.set != "readability":  # that title is the output of a program, not a truth
        true = labelled.title
        titles = [(c.text, frozenset(c.facts)) for c in title_candidates(page, linked)]
        yield choice(
            "title",
            [(facts, scores.same_title(text, true) == 1, text == " ".join(true.split())) for text, facts in titles],
        )
    headline = passage_of(page, read_title(page, linked))
    if labelled.authors or labelled.set == "wcxb":
        told = ", ".join(labelled.authors or ())
        authors = [(c.names, frozenset(c.facts)) for c in author_candidates(page, linked, marks, headline)]
        yield choice(
            "author",
            [(facts, _named(names, labelled.authors), ", ".join(names) == told) for names, facts in authors],
        )
    if labelled.day:
        dates = [(scores.day_of(c.when), frozenset(c.facts)) for c in date_candidates(page, linked, marks, headline)]
        days = [(facts, scores.same_day(day, labelled.day) == 1) for day, facts in dates]
        yield choice("date", [(facts, right, right) for facts, right in days])


def train(pages: Sequence[Choice], *, ridge: float) -> Weights:
    """Return the weights under which right candidates win: softmax over a page's candidates, ridge, Adam."""
    pages = [page for page in pages if any(page.right)]
    names = sorted({fact for page in pages for facts in page.candidates for fact in facts})
    matrix = _matrix(pages, {name: number for number, name in enumerate(names)})
    right = np.array([candidate for page in pages for candidate in page.right], np.float32)
    counts = np.array([len(page.candidates) for page in pages])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    shares = np.array([_WEIGHT.get(page.set, 1) for page in pages], np.float32)
    total = float(shares.sum())
    shares = np.repeat(shares / total, counts)
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        chances = _shares_of(np.exp(_centred(matrix @ weights.astype(np.float32), starts, counts)), starts, counts)
        wanted = _shares_of(chances * right, starts, counts)
        slope = ridge * weights / total + matrix.T @ (shares * (chances - wanted))
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.001}


def _centred(values: Column, starts: Column, counts: Column) -> Column:
    """Return the values less the highest of their page."""
    highest: Column = np.repeat(np.maximum.reduceat(values, starts), counts)
    return values - highest


def _shares_of(values: Column, starts: Column, counts: Column) -> Column:
    """Return each value's share of its page's sum."""
    sums: Column = np.repeat(np.add.reduceat(values, starts), counts)
    return values / np.maximum(sums, np.float32(1e-12))


def _judge(part: str, pages: Sequence[Choice]) -> dict[str, list[tuple[bool, bool, bool]]]:
    """Return for each set, a page a row, whether the choice is right, is so to the letter, and can be."""
    found: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for fold in range(_FOLDS):
        weights = train([page for page in pages if page.fold != fold], ridge=_RIDGE[part])
        for page in pages:
            if page.fold == fold:
                best = max(range(len(page.candidates)), key=lambda n: _score(page.candidates[n], weights), default=-1)
                right, literal = (page.right[best], page.literal[best]) if best >= 0 else (False, False)
                found[_name(page)].append((right, literal, any(page.right)))
    return found


def _name(page: Choice) -> str:
    """Name the set; pages of wcxb without an author are a set of their own."""
    nobody = page.part == "author" and page.right and page.right[-1]
    return f"{page.set} nobody" if nobody else page.set


def _score(facts: Facts, weights: Mapping[str, float]) -> float:
    return fsum(weights.get(fact, 0.0) for fact in facts)


def _matrix(pages: Sequence[Choice], index: Mapping[str, int]) -> Column:
    """Return a row a candidate, 1 in the column of each of its facts."""
    candidates = [facts for page in pages for facts in page.candidates]
    matrix = np.zeros((len(candidates), len(index)), np.float32)
    for row, facts in zip(matrix, candidates, strict=True):
        row[[index[fact] for fact in facts]] = 1
    return matrix


def _named(names: Sequence[str], truth: Sequence[str] | None) -> bool:
    return scores.same_authors(names, truth) == 1 if truth else not names


if __name__ == "__main__":
    run(Path(sys.argv[1]), write="--write" in sys.argv)
