"""Training a ``Network`` with numpy: Adam (Kingma and Ba 2015), drop-out, a cosine schedule."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from coranto.extract.network import Matrix, Network, Vector

_BATCH = 512
_RATE = 2e-3
_DECAY = 1e-4
_DROP = 0.1
_FLOOR = 1e-3
"""Least spread of an input, so that constant ones do not explode."""


def fit(
    rows: Matrix, truth: Vector, weights: Vector, *, hidden: tuple[int, ...] = (32,), epochs: int = 8, seed: int = 0
) -> Network:
    """Return a network that tells ``truth`` (0 or 1) from ``rows``; ``weights`` say how much each row matters."""
    chance = np.random.default_rng(seed)
    sizes = (rows.shape[1], *hidden, 1)
    network = Network(
        rows.mean(0),
        rows.std(0) + np.float32(_FLOOR),
        tuple(_start(chance, *shape) for shape in pairwise(sizes)),
        tuple(np.zeros(size, np.float32) for size in sizes[1:]),
    )
    inputs, importance = network.normal(rows), weights / weights.mean()
    adam = _Adam([*network.weights, *network.biases], len(network.weights))
    batches = max(1, len(rows) // _BATCH)
    for epoch in range(epochs):
        order = chance.permutation(len(rows))
        for batch in range(batches):
            chosen = order[batch * _BATCH : (batch + 1) * _BATCH]
            done = (epoch * batches + batch) / (epochs * batches)
            gradients = _gradients(network, inputs[chosen], truth[chosen], importance[chosen], chance)
            adam.step(gradients, _RATE * 0.5 * (1 + float(np.cos(np.pi * done))))
    return network


def _start(chance: np.random.Generator, inputs: int, outputs: int) -> Matrix:
    return chance.standard_normal((inputs, outputs), dtype=np.float32) * np.float32(np.sqrt(2 / inputs))


def _gradients(
    network: Network, rows: Matrix, truth: Vector, importance: Vector, chance: np.random.Generator
) -> list[npt.NDArray[np.float32]]:
    """Return the gradients of the weighted cross-entropy, weights first, then biases."""
    seen, masks = [rows], []
    for weights, biases in zip(network.weights[:-1], network.biases[:-1], strict=True):
        raised = np.maximum(seen[-1] @ weights + biases, 0)
        masks.append((chance.random(raised.shape, dtype=np.float32) > _DROP) / np.float32(1 - _DROP))
        seen.append(raised * masks[-1])
    odds = (seen[-1] @ network.weights[-1] + network.biases[-1])[:, 0]
    error = (((1 / (1 + np.exp(-odds))) - truth) * importance / len(rows))[:, None].astype(np.float32)
    by_weight: list[npt.NDArray[np.float32]] = []
    by_bias: list[npt.NDArray[np.float32]] = []
    for layer in range(len(network.weights) - 1, -1, -1):
        by_weight.insert(0, seen[layer].T @ error)
        by_bias.insert(0, error.sum(0))
        if layer:
            error = (error @ network.weights[layer].T) * (seen[layer] > 0) * masks[layer - 1]
    return [*by_weight, *by_bias]


@dataclass
class _Adam:
    """Adam with decoupled decay on the first ``decayed`` parameters, which it changes in place."""

    parameters: list[npt.NDArray[np.float32]]
    decayed: int
    steps: int = 0
    first: list[npt.NDArray[np.float32]] = field(init=False)
    second: list[npt.NDArray[np.float32]] = field(init=False)

    def __post_init__(self) -> None:
        self.first = [np.zeros_like(parameter) for parameter in self.parameters]
        self.second = [np.zeros_like(parameter) for parameter in self.parameters]

    def step(self, gradients: list[npt.NDArray[np.float32]], rate: float) -> None:
        """Move the parameters against their gradients."""
        self.steps += 1
        scale, scale_of_squares = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for number, (parameter, gradient) in enumerate(zip(self.parameters, gradients, strict=True)):
            mean, square = self.first[number], self.second[number]
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            move = (mean / scale) / (np.sqrt(square / scale_of_squares) + 1e-8)
            parameter -= rate * (move + (_DECAY * parameter if number < self.decayed else 0))
