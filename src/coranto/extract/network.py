"""A small feed-forward network: what it computes, and how it is kept. Training is in ``coranto.bench.extract``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from coranto.extract.layers import clipped, mean_chances, rectified

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

LIMIT = 5.0
"""Inputs are cut at so many standard deviations."""


@dataclass(frozen=True)
class Network:
    """A hidden layer of rectifiers, and logistic outputs whose mean counts; weights are inputs x outputs."""

    centre: Vector
    spread: Vector
    weights: tuple[Matrix, ...]
    biases: tuple[Vector, ...]

    def __call__(self, *parts: Matrix) -> Vector:
        """Return the chance, 0 to 1, of each row; the inputs may come in parts side by side (rows x inputs each)."""
        lowest, highest, weights, biases = self._on_raw_inputs
        hidden = rectified(clipped(parts, lowest, highest) @ weights, biases)
        return mean_chances(hidden @ self.weights[1], self.biases[1])

    @cached_property
    def _on_raw_inputs(self) -> tuple[Vector, Vector, Matrix, Vector]:
        """Return the limits of the inputs, and the first layer for inputs that are not centred and scaled."""
        weights = self.weights[0] / self.spread[:, None]
        reach = LIMIT * self.spread
        return self.centre - reach, self.centre + reach, weights, self.biases[0] - self.centre @ weights

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


def committee(members: Sequence[Network]) -> Network:
    """Return one network that tells the mean of several, which have one hidden layer each and the same inputs."""
    first = members[0]
    outputs = np.zeros((sum(len(member.weights[1]) for member in members), len(members)), np.float32)
    start = 0
    for number, member in enumerate(members):
        outputs[start : start + len(member.weights[1]), number] = member.weights[1][:, 0]
        start += len(member.weights[1])
    return Network(
        first.centre,
        first.spread,
        (np.concatenate([member.weights[0] for member in members], axis=1), outputs),
        (np.concatenate([member.biases[0] for member in members]), np.array([m.biases[1][0] for m in members])),
    )
