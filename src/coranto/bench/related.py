"""Pearson r with people's judgements on ``related/semeval2022``, cross-validated, with and without the encoder.

``python -m coranto.bench.related DATA`` makes the weights of ``stories/data/closeness.json`` from all pairs, and the
frequencies of ``stories/data/stems.npz`` from general texts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.bench._same_event import general_of
from coranto.bench.copies import read_gzip
from coranto.models.encoder import SentenceEncoder, available
from coranto.stories.closeness import stem_columns, vector_columns
from coranto.stories.judge import Embed
from coranto.stories.matter import Matters, Numbers, count_stems

_FILES = Path(__file__).parent.parent / "stories" / "data"
_HEADLINE = 300
"""Characters of a headline at most."""
_FOLDS = 5
_REPEATS = 5
_RIDGE = 10.0
_STEPS = 300
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
    matters = Matters(embed)
    read = matters.read([_headed(record[key]) for record in records for key in ("text1", "text2")])
    pairs = list(zip(read[::2], read[1::2], strict=True))
    columns = np.concatenate([stem_columns(one, [other]) for one, other in pairs])
    if embed:
        vectors = matters.vectors(read)
        cosines = [vector_columns(vectors[2 * number], vectors[2 * number + 1, None]) for number in range(len(pairs))]
        columns = np.hstack((columns, np.concatenate(cosines)))
    judged = np.array([float(record["overall"]) for record in records])
    return columns, (_MOST - judged) / (_MOST - 1)


def _headed(text: str) -> tuple[str, str]:
    """Return headline and body: two spaces stand between them."""
    title, _, body = text.partition("  ")
    return (title, body) if len(title) <= _HEADLINE else ("", text)


def fit(features: Numbers, truth: Numbers) -> tuple[Numbers, float]:
    """Return weights, none below 0, and base of a ridge regression on standardised columns (Hoerl & Kennard 1970).

    By coordinate descent, each step cut off at 0.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = (features - mean) / spread
    squares = scaled.T @ scaled + _RIDGE * np.eye(features.shape[1])
    products = scaled.T @ (truth - truth.mean())
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        for number, square in enumerate(np.diag(squares)):
            rest = products[number] - squares[number] @ weights + square * weights[number]
            weights[number] = max(0.0, rest / square)
    weights /= spread
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
    """Make the weights from all pairs, and the frequencies of stems, and write them into the package."""
    (_FILES / "stems.npz").write_bytes(general_of(data, count_stems).pack())
    records = read_gzip(data / "related" / "semeval2022.jsonl.gz")
    models = {}
    for name, embed in _encoders().items():
        weights, base = fit(*read_pairs(records, embed))
        models[name] = {"base": round(base, 6), "weights": [round(float(weight), 6) for weight in weights]}
    (_FILES / "closeness.json").write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
