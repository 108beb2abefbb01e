"""How close two articles are in matter, from 0 to 1: a linear estimate of what people say.

Ridge regression on the judgements of SemEval-2022 task 8 (Chen et al. 2022) over shared terms and, where there is an
encoder, cosines of headline, opening and body. ``python -m coranto.bench.related`` makes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec
import numpy as np

from coranto.stories.corpus import Corpus
from coranto.stories.features import NAMES, Numbers, pair_features
from coranto.stories.judge import Embed
from coranto.text.postings import Rows

USED = ("text", "names", "rare", "contained", "pair_weight", "shared")
"""The features of shared terms that count."""
PARTS = ((0, 120), (0, 400), (400, 1000))
"""Characters of headline and text that are embedded apart."""

_COLUMNS = [NAMES.index(name) for name in USED]
_HINGE = 0.5
"""Cosines above this count twice: below it they are noise between any two texts of one language."""


class _Model(msgspec.Struct):
    base: float
    weights: list[float]


def closeness(corpus: Corpus, row: int, others: Rows, cosines: Numbers | None) -> Numbers:
    """Return the closeness of ``row`` to each of ``others``; ``cosines`` as of ``vector_cosines``."""
    model = _weights()["plain" if cosines is None else "encoder"]
    features = columns(corpus, row, others, cosines)
    estimate: Numbers = features @ np.array(model.weights) + model.base
    return np.clip(estimate, 0.0, 1.0)


def columns(corpus: Corpus, row: int, others: Rows, cosines: Numbers | None) -> Numbers:
    """Return what the estimate is made of, one row for each of ``others``."""
    shared = pair_features(corpus, row, others)[:, _COLUMNS]
    if cosines is None:
        return shared
    return np.column_stack((shared, cosines, np.maximum(cosines - _HINGE, 0)))


def vector_cosines(embed: Embed, text: str, others: Sequence[str]) -> Numbers:
    """Return for each of ``others`` five cosines: part by part, of the whole, and the highest between any two parts."""
    vectors = embed([part for each in (text, *others) for part in _parts(each)]).astype(np.float64)
    parts = vectors.reshape(len(others) + 1, len(PARTS), -1)
    between = np.einsum("ad,nbd->nab", parts[0], parts[1:])
    whole = parts[:, 1:].sum(axis=1)
    whole /= np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)
    by_part = np.diagonal(between, axis1=1, axis2=2)
    return np.column_stack((by_part, whole[1:] @ whole[0], between.max(axis=(1, 2))))


def _parts(text: str) -> list[str]:
    return [text[first:last] or text[: last - first] for first, last in PARTS]


@cache
def _weights() -> dict[str, _Model]:
    file = resources.files("coranto.stories") / "data" / "closeness.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, _Model])
