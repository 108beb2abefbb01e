"""Stories across languages: B-cubed F1 on 241 articles in four languages (``python bench/cross_language.py [train]``).

The set is our own (``tests/data/cross_language.jsonl``): 69 events, with look-alikes and lone near-misses. ``train``
(needs scikit-learn) prints the weights of ``stories.across``, and the score on each half of the events by weights from
the other half.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from coranto.app.open import open_embedder
from coranto.app.settings import Settings
from coranto.demo.score import b_cubed
from coranto.pipeline.lines import _arrival, group_lines
from coranto.stories import across
from coranto.stories.features import NAMES
from coranto.stories.index import StoryIndex
from coranto.stories.judge import Embed

DATA = Path(__file__).parent.parent / "tests" / "data" / "cross_language.jsonl"
Row = dict[str, Any]


def main(*, train: bool) -> None:
    """Print a line with the encoder, where it is installed, and one without."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    rows: list[Row] = sorted(map(json.loads, lines), key=lambda row: str(row["published"]))
    embedder = open_embedder(Settings())
    for name, embed in (("with encoder", embedder.embed if embedder else None), ("without", None)):
        if name == "without" or embed:
            print(f"{len(rows)} articles, {name:<12} B3 F1 {measure(rows, embed):.3f} (goal .850)")
    if train and embedder:
        held_out(rows, embedder.embed)
        print("weights", *fit(rows, embedder.embed))


def measure(rows: Sequence[Row], embed: Embed | None) -> float:
    """Return the score of the stories that are made of rows."""
    lines = [json.dumps(row).encode() for row in rows]
    placed = [json.loads(line) for line in group_lines(lines, print, embed)]
    return b_cubed([(one["story"], row["story"]) for one, row in zip(placed, rows, strict=True)])


def held_out(rows: Sequence[Row], embed: Embed) -> None:
    """Print the score on each half of the events by weights from the other."""
    for half in (0, 1):
        mine = [row for row in rows if zlib.crc32(row["story"].encode()) % 2 == half]
        others = [row for row in rows if zlib.crc32(row["story"].encode()) % 2 != half]
        weights, base = fit(others, embed)
        setattr(across, "WEIGHTS", weights)  # noqa: B010 - for this run only
        setattr(across, "BASE", base)  # noqa: B010
        print(f"{len(mine)} articles held out: B3 F1 {measure(mine, embed):.3f}")


def fit(rows: Sequence[Row], embed: Embed) -> tuple[dict[str, float], float]:
    """Return the weights and base of the odds, from all pairs across languages that the index would look at."""
    index = StoryIndex(embed)
    features, same = [], []
    for row in index._append([_arrival(row, "") for row in rows], {}):
        near = index._corpus.near(row, newest=64, most=40, most_by_vector=8)
        near = near[[rows[other]["language"] != rows[row]["language"] for other in near]].astype(np.int64)
        if len(near):
            features.append(index._judge.features(row, near))
            same += [rows[other]["story"] == rows[row]["story"] for other in near]
    columns = [(*NAMES, "vector").index(name) for name in across.WEIGHTS]
    chosen = np.concatenate(features)[:, columns]
    spread = chosen.std(axis=0)
    model = import_module("sklearn.linear_model").LogisticRegression().fit(chosen / spread, same)
    weights = (model.coef_[0] / spread).round(2).tolist()
    return dict(zip(across.WEIGHTS, weights, strict=True)), round(float(model.intercept_[0]), 2)


if __name__ == "__main__":
    main(train="train" in sys.argv[1:])
