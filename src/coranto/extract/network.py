"""A small feed-forward network: what it computes, and how it is kept. Training is in ``coranto.bench.extract``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

LIMIT = 5.0
"""Inputs are cut at so many standard deviations."""


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of weights (inputs x outputs) with rectifiers between them, and a logistic output."""

    centre: Vector
    spread: Vector
    weights: tuple[Matrix, ...]
    biases: tuple[Vector, ...]

    def __call__(self, rows: Matrix) -> Vector:
        """Return the chance, 0 to 1, of each row (rows x inputs)."""
        found = self.normal(rows)
        for weights, biases in zip(self.weights[:-1], self.biases[:-1], strict=True):
            found = np.maximum(found @ weights + biases, 0)
        odds = (found @ self.weights[-1] + self.biases[-1])[:, 0]
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)

    def normal(self, rows: Matrix) -> Matrix:
        """Return rows centred, scaled and cut at the limit."""
        return np.asarray(np.clip((rows - self.centre) / self.spread, -LIMIT, LIMIT), np.float32)

    def arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        """Return the network as arrays to keep, weights in half precision."""
        kept: dict[str, npt.NDArray[np.generic]] = {f"{name}.centre": self.centre, f"{name}.spread": self.spread}
        for number, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            kept[f"{name}.weights.{number}"] = weights.astype(np.float16)
            kept[f"{name}.biases.{number}"] = biases
        return kept

    @classmethod
    def from_arrays(cls, name: str, kept: Mapping[str, npt.NDArray[np.generic]]) -> Network:
        """Return the network that ``arrays`` kept."""
        count = sum(key.startswith(f"{name}.weights.") for key in kept)

        def column(key: str) -> npt.NDArray[np.float32]:
            return np.asarray(kept[f"{name}.{key}"], np.float32)

        return cls(
            column("centre"),
            column("spread"),
            tuple(column(f"weights.{number}") for number in range(count)),
            tuple(column(f"biases.{number}") for number in range(count)),
        )
