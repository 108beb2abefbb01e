"""An encoder that remembers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coranto.models.remembering import RememberingEmbedder
from coranto.ports.outside import Vectors


class Counting:
    """Gives each text its length, and notes what it was asked."""

    name = "counting"
    size = 1

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] for text in texts], np.float32).reshape(-1, 1)


def test_a_text_is_encoded_once() -> None:
    """In whatever batches it is asked for, rows come in the order asked."""
    inner = Counting()
    embedder = RememberingEmbedder(inner)
    assert embedder.embed(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    assert embedder.embed(["bb", "ccc"])[:, 0].tolist() == [2, 3]
    assert inner.asked == ["a", "bb", "ccc"]
    assert embedder.embed([]).shape == (0, 1)


def test_only_the_last_texts_are_remembered() -> None:
    """What was not asked for lately is encoded again."""
    inner = Counting()
    embedder = RememberingEmbedder(inner, kept=2)
    embedder.embed(["a", "bb"])
    embedder.embed(["a", "ccc"])
    embedder.embed(["bb"])
    assert inner.asked == ["a", "bb", "ccc", "bb"]
