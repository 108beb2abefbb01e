"""How close two articles are in matter, from 0 to 1: a linear estimate of what people say.

Ridge regression on the judgements of SemEval-2022 task 8 (Chen et al. 2022) over cosines of stems and, where there is
an encoder, of the vectors of their parts. ``python -m coranto.bench.related`` makes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec
import numpy as np
from numpy.typing import NDArray

from coranto.stories.matter import Matter, Numbers

_STEM_HINGE = 0.2
_VECTOR_HINGES = (0.4, 0.6)
"""From these cosines on, more counts for more: below lies what any two texts of one language have in common."""


class _Model(msgspec.Struct):
    base: float
    weights: list[float]


def closeness(columns: Numbers, *, with_vectors: bool) -> Numbers:
    """Return the closeness of each row of columns, as of ``stem_columns``, or that and ``vector_columns``."""
    model = _weights()["encoder" if with_vectors else "plain"]
    estimate: Numbers = columns @ np.array(model.weights) + model.base
    return np.clip(estimate, 0.0, 1.0)


def stem_columns(one: Matter, others: Sequence[Matter]) -> Numbers:
    """Return cosines of stems: of the whole, above a hinge, and of the opening; shape (len(others), 3)."""
    cosines = np.array([_cosines(one, other) for other in others]).reshape(len(others), 2)
    whole, opening = cosines.T
    return np.column_stack((whole, np.maximum(whole - _STEM_HINGE, 0), opening))


def vector_columns(one: NDArray[np.float32], others: NDArray[np.float32]) -> Numbers:
    """Return cosines of vectors, part by part and of their sum, and each above two hinges.

    ``one`` has shape (parts, size), ``others`` (n, parts, size).
    """
    mine = np.vstack((one, one.sum(axis=0)))
    theirs = np.concatenate((others, others.sum(axis=1, keepdims=True)), axis=1)
    lengths = np.linalg.norm(mine, axis=1) * np.linalg.norm(theirs, axis=2)
    cosines = (np.einsum("pd,npd->np", mine, theirs) / np.maximum(lengths, 1e-9)).astype(np.float64)
    return np.hstack((cosines, *(np.maximum(cosines - hinge, 0) for hinge in _VECTOR_HINGES)))


def _cosines(one: Matter, other: Matter) -> tuple[float, float]:
    if not len(one.stems) or not len(other.stems):
        return 0.0, 0.0
    place = np.minimum(np.searchsorted(one.stems, other.stems), len(one.stems) - 1)
    theirs = np.flatnonzero(one.stems[place] == other.stems)
    mine = place[theirs]
    return float(one.weights[mine] @ other.weights[theirs]), float(one.opening[mine] @ other.opening[theirs])


@cache
def _weights() -> dict[str, _Model]:
    file = resources.files("coranto.stories") / "data" / "closeness.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, _Model])
