"""How close two articles are in matter, from 0 to 1: a linear estimate of what people say.

Fitted to the judgements of SemEval-2022 task 8 (Chen et al. 2022) over cosines of stems and, where there is an encoder,
of vectors, each in pieces, so that no more in common ever counts for less. ``python -m coranto.bench.related`` makes
the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from coranto.stories.matter import Matter, Numbers

_STEMS = (0.0, 0.2, 1.0)
_VECTORS = (-1.0, 0.4, 0.6, 1.0)
"""Where the pieces of a cosine meet: the first holds what any two texts have in common, the last two of one event."""


class _Model(msgspec.Struct):
    base: float
    weights: list[float]


def closeness(columns: Numbers, *, with_vectors: bool) -> Numbers:
    """Return the closeness of each row of columns, as of ``stem_columns``, or that and ``vector_columns``."""
    model = _weights()["encoder" if with_vectors else "plain"]
    estimate: Numbers = columns @ np.array(model.weights) + model.base
    return np.clip(estimate, 0.0, 1.0)


def stem_columns(one: Matter, others: Sequence[Matter]) -> Numbers:
    """Return the cosines of stems, of the whole in pieces and of the opening; shape (len(others), 3)."""
    whole, opening = np.array([_cosines(one, other) for other in others]).reshape(len(others), 2).T
    return np.column_stack((_pieces(whole, _STEMS), opening))


def vector_columns(one: NDArray[np.float32], others: NDArray[np.float32]) -> Numbers:
    """Return the cosines of vectors of unit length in pieces; shapes (size,), (n, size) and (n, 3)."""
    return _pieces((others @ one).astype(np.float64), _VECTORS)


def _pieces(values: Numbers, bounds: Sequence[float]) -> Numbers:
    return np.column_stack([np.clip(values, low, high) - low for low, high in pairwise(bounds)])


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
