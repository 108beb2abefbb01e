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
    False: ("same_event.npz", "c24ff70b629f0d166fd28727839382a7cf51ea6b31d8f2004f2ff0b6e74c6c53"),
    True: ("same_event_encoder.npz", "698f7e424f2877cb22c651886f152447e9db3f18237d5c1aa4aa4dce604378c3"),
}


@dataclass(frozen=True, slots=True)
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
        count, trees = len(features), np.arange(len(self.column))
        rows = np.arange(count)[:, None]
        node = np.zeros((count, len(trees)), np.intp)
        while True:
            left = self.left[trees, node]
            inner = left > 0
            if not inner.any():
                break
            lower = features[rows, self.column[trees, node]] <= self.threshold[trees, node]
            node = np.where(inner, np.where(lower, left, self.right[trees, node]), node)
        total: Numbers = self.value[trees, node].sum(axis=1, dtype=np.float64) + self.base
        return total

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
