"""Pearson r with people's judgements on ``related/semeval2022``, cross-validated, with and without the encoder.

``python -m coranto.bench.related DATA`` makes the weights of ``stories/data/closeness.json`` from all pairs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.bench.copies import read_gzip
from coranto.model import Arrival, ArticleId
from coranto.models.encoder import SentenceEncoder, available
from coranto.stories.closeness import columns, vector_cosines
from coranto.stories.corpus import Corpus
from coranto.stories.features import Numbers
from coranto.stories.judge import Embed
from coranto.stories.terms import read_documents

_FILE = Path(__file__).parent.parent / "stories" / "data" / "closeness.json"
_FOLDS = 5
_REPEATS = 5
_RIDGE = 30.0
_MOST = 4.0
"""The judgement for pairs that have nothing in common; 1 is for the same."""


def run(data: Path) -> None:
    """Print the table."""
    records = read_gzip(data / "related" / "semeval2022.jsonl.gz")
    same_language = np.array([record["lang1"] == record["lang2"] for record in records])
    english = np.array([record["lang1"] == record["lang2"] == "en" for record in records])
    print(f"related/semeval2022  {len(records)} pairs, r, {_FOLDS}-fold cross-validated (goals .800 en-en, .700 all)")
    for name, embed in _encoders().items():
        features, truth = read_pairs(records, embed)
        found = _cross_validated(features, truth)
        parts = (("en-en", english), ("all", np.ones(len(truth), np.bool_)), ("across languages", ~same_language))
        shown = "  ".join(f"{title} {np.corrcoef(found[part], truth[part])[0, 1]:.3f}" for title, part in parts)
        print(f"  {name:8}  {shown}")


def read_pairs(records: Sequence[Mapping[str, Any]], embed: Embed | None) -> tuple[Numbers, Numbers]:
    """Return the columns of each pair and its closeness, 0 to 1."""
    corpus = Corpus()
    texts = [text for record in records for text in (record["text1"], record["text2"])]
    when = datetime(2020, 1, 1, tzinfo=UTC)
    for document in read_documents([Arrival(id=ArticleId(""), title="", text=text, when=when) for text in texts]):
        corpus.add(document)
    features = []
    for number in range(len(records)):
        mine, theirs = texts[2 * number : 2 * number + 2]
        cosines = vector_cosines(embed, mine, [theirs]) if embed else None
        features.append(columns(corpus, 2 * number, np.array([2 * number + 1]), cosines))
    judged = np.array([float(record["overall"]) for record in records])
    return np.concatenate(features), (_MOST - judged) / (_MOST - 1)


def fit(features: Numbers, truth: Numbers) -> tuple[Numbers, float]:
    """Return weights and base of a ridge regression on standardised columns (Hoerl & Kennard 1970)."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = (features - mean) / spread
    squares = scaled.T @ scaled + _RIDGE * np.eye(features.shape[1])
    weights: Numbers = np.linalg.solve(squares, scaled.T @ (truth - truth.mean())) / spread
    return weights, float(truth.mean() - mean @ weights)


def _cross_validated(features: Numbers, truth: Numbers) -> Numbers:
    """Return the mean estimate of each pair over repeats, each time by weights made without it."""
    total = np.zeros(len(truth))
    for seed in range(_REPEATS):
        order: NDArray[np.intp] = np.random.default_rng(seed).permutation(len(truth))
        for fold in range(_FOLDS):
            held = order[fold::_FOLDS]
            weights, base = fit(np.delete(features, held, axis=0), np.delete(truth, held))
            total[held] += features[held] @ weights + base
    return total / _REPEATS


def _encoders() -> dict[str, Embed | None]:
    return {"plain": None, "encoder": SentenceEncoder().embed} if available() else {"plain": None}


def write(data: Path) -> None:
    """Make the weights from all pairs and write them into the package."""
    records = read_gzip(data / "related" / "semeval2022.jsonl.gz")
    models = {}
    for name, embed in _encoders().items():
        weights, base = fit(*read_pairs(records, embed))
        models[name] = {"base": round(base, 6), "weights": [round(float(weight), 6) for weight in weights]}
    _FILE.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
