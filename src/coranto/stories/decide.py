"""Whether two articles report one event: boosted decision trees over ``features``.

The trees (gradient boosting, Friedman 2001) are monotone: more in common never lowers the odds, more days between
never raise them. That is what lets five sets of articles stand for all others. They are made by
``python -m coranto.bench._same_event``; there is one file for use with an encoder and one without.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from coranto.errors import ModelFileRefused
from coranto.stories.features import Numbers

_FILES = {
    False: ("same_event.npz", "973e8447723a902fe299650fb0eb8504a2a6171f08add99feb4734b898919a61"),
    True: ("same_event_encoder.npz", "04bd98e983315d80722b7f9cb97f32f040fd9db5ffb168d5d2d96172d159e217"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Trees in arrays of shape (trees, nodes); a node without ``left`` (0) is a leaf with ``value`` log-odds."""

    column: NDArray[np.uint8]
    threshold: NDArray[np.float32]
    left: NDArray[np.uint8]
    right: NDArray[np.uint8]
    value: NDArray[np.float32]
    base: float

    def odds(self, features: Numbers) -> Numbers:
        """Return the log-odds for each row of features."""
        return _Flat.of(self).odds(features)

    def pack(self) -> bytes:
        """Return the trees as the bytes of a file."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            column=self.column,
            threshold=self.threshold,
            left=self.left,
            right=self.right,
            value=self.value,
            base=np.array(self.base),
        )
        return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Flat:
    """The same trees end to end in one array, so that a step down all of them is four plain look-ups.

    A leaf points to itself; ``depth`` steps from ``roots`` therefore end in the leaves.
    """

    roots: NDArray[np.intp]
    column: NDArray[np.intp]
    threshold: NDArray[np.float32]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: NDArray[np.float32]
    depth: int
    base: float

    @classmethod
    @cache
    def of(cls, trees: Trees) -> _Flat:
        count, nodes = trees.column.shape
        roots = np.arange(count) * nodes
        here = np.arange(count * nodes)
        leaf = trees.left.ravel() == 0
        left, right = ((roots[:, None] + side).ravel() for side in (trees.left, trees.right))
        left, right = np.where(leaf, here, left), np.where(leaf, here, right)
        reached, depth = roots, 0
        while not leaf[reached].all():
            reached, depth = np.union1d(left[reached], right[reached]), depth + 1
        column = trees.column.ravel().astype(np.intp)
        return cls(roots, column, trees.threshold.ravel(), left, right, trees.value.ravel(), depth, trees.base)

    def odds(self, features: Numbers) -> Numbers:
        rows, width = features.shape
        values = features.ravel()
        first = np.repeat(np.arange(rows) * width, len(self.roots))
        node = np.tile(self.roots, rows)
        for _ in range(self.depth):
            lower = values[first + self.column[node]] <= self.threshold[node]
            node = np.where(lower, self.left[node], self.right[node])
        total: Numbers = self.value[node].reshape(rows, len(self.roots)).sum(axis=1, dtype=np.float64) + self.base
        return total


@cache
def load_trees(with_encoder: bool) -> Trees:
    """Return the trees that come with Coranto.

    Raises:
        ModelFileRefused: the file is not the pinned one.
    """
    name, pinned = _FILES[with_encoder]
    data = (resources.files("coranto.stories") / "data" / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != pinned:
        raise ModelFileRefused("sha256 is not the pinned one", where=name)
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        arrays = dict(held)
    base = float(arrays.pop("base"))
    return Trees(**arrays, base=base)
