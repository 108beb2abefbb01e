"""Train the body model on the labelled pages, and judge it on sites it has not seen.

Pages of one site are always in one fold, whichever set they come from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from coranto.bench.extract.labels import Labels, label_page
from coranto.bench.extract.learning import fit
from coranto.bench.extract.lexicon import Counts
from coranto.bench.extract.sets import BODY_SETS, Labelled, site_of
from coranto.extract.columns import Columns, context, describe
from coranto.extract.dom import Page, parse_page
from coranto.extract.model import BodyModel
from coranto.extract.network import Matrix, Network, Vector, committee

FOLDS = 5
_MEMBERS = 3
_SET_WEIGHTS = {"readability": 0.3, "fundus_tests": 1.5}
"""Readability's truth is another tool's output; the news pages are few and the closest to what is read."""
_WORD = 6
"""Characters a word, about."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page, ready to learn from; ``weights`` say how much each passage matters to the page's F1."""

    page: Page
    columns: Columns
    labels: Labels
    weights: Vector
    site: str
    fold: int


def fold_of(site: str) -> int:
    """Return the fold of a site, the same on every machine."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def read_examples(pages: Sequence[Labelled]) -> list[Example]:
    """Return the pages that can be learnt from."""
    examples = []
    for labelled in pages:
        page = parse_page(labelled.html, url=labelled.url)
        if labelled.set in BODY_SETS and page.passages:
            columns, labels, site = Columns(page), label_page(page, labelled), site_of(labelled)
            weights = _importance(columns, labels) * np.float32(_SET_WEIGHTS.get(labelled.set, 1.0))
            examples.append(Example(page, columns, labels, weights, site, fold_of(site)))
    return examples


def train(examples: Sequence[Example], *, without: Collection[int] = ()) -> BodyModel:
    """Return a model of all folds but some.

    Each fold's inputs are made by a lexicon, and its second look by a network, that have not seen it.
    """
    counts = Counts(FOLDS)
    for example in examples:
        counts.add(example.page, example.labels, site=example.site, fold=example.fold)
    used = [example for example in examples if example.fold not in without]
    lexicons = {fold: counts.lexicon(without={fold, *without}) for fold in range(FOLDS)}
    rows = [describe(example.columns, lexicons[example.fold]) for example in used]
    folds = sorted({example.fold for example in used})
    halves = [folds[::2], folds[1::2]]
    unseen = [_fit(used, rows, [example.fold not in half for example in used]) for half in halves]
    looks = [unseen[0 if example.fold in halves[0] else 1](row) for example, row in zip(used, rows, strict=True)]
    second = [
        np.concatenate([row, context(look, example.columns)], axis=1)
        for example, row, look in zip(used, rows, looks, strict=True)
    ]
    everything = [True] * len(used)
    members = [_fit(used, second, everything, seed=seed) for seed in range(_MEMBERS)]
    return BodyModel(counts.lexicon(without=without), _fit(used, rows, everything), committee(members))


def cross_validated(examples: Sequence[Example]) -> list[BodyModel]:
    """Return for each fold the model that has seen none of its sites."""
    return [train(examples, without={fold}) for fold in range(FOLDS)]


def _fit(examples: Sequence[Example], rows: Sequence[Matrix], chosen: Sequence[bool], *, seed: int = 0) -> Network:
    picked = [number for number, yes in enumerate(chosen) if yes]
    weights = np.concatenate([examples[number].weights for number in picked])
    labels = np.concatenate([examples[number].labels for number in picked])
    known = weights > 0
    inputs = np.concatenate([rows[number] for number in picked])[known]
    return fit(inputs, (labels[known] > 0.5).astype(np.float32), weights[known], seed=seed)


def _importance(columns: Columns, labels: Labels) -> Vector:
    """Weigh a passage by its share of the body's words, as it does in F1, and a little for itself."""
    words = columns.size / _WORD
    body = max(float((words * np.maximum(labels, 0)).sum()), 60.0)
    return np.where(labels < 0, 0, np.minimum(words / body + 0.002, 0.2)).astype(np.float32)
