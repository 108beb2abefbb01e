"""An encoder that remembers: grouping and the vector index ask for the same texts within one run."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from coranto.ports.outside import Embedder, Vectors

KEPT = 2000
"""Texts remembered: at 512 numbers each, four megabytes."""


class RememberingEmbedder:
    """``ports.Embedder`` over another; the texts asked for last are not encoded again."""

    def __init__(self, inner: Embedder, *, kept: int = KEPT) -> None:
        self.name = inner.name
        self.size = inner.size
        self._inner = inner
        self._kept = kept
        self._lock = Lock()
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, shape (len(texts), size)."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        found |= zip(new, self._inner.embed(new), strict=True)
        with self._lock:
            for text in found:
                self._known[text] = found[text]
                self._known.move_to_end(text)
            while len(self._known) > self._kept:
                self._known.popitem(last=False)
        return np.stack([found[text] for text in texts]) if texts else np.zeros((0, self.size), np.float32)
