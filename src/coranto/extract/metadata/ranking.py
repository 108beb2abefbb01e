"""Choosing among candidates by a linear model: the weights of the facts that hold for a candidate are added.

The weights are trained by ``coranto.bench.extract.fields`` (softmax over the candidates of a page) and
lie in ``extract/data/ranking.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from math import fsum


def score(model: str, facts: Iterable[str]) -> float:
    """Return the sum of the weights of the facts, exact in any order; an unknown fact weighs nothing."""
    weights = weights_of(model)
    return fsum(weights.get(fact, 0.0) for fact in facts)


@cache
def weights_of(model: str) -> dict[str, float]:
    """Return the weights of one model (``title``, ``date``) by fact."""
    file = resources.files("coranto.extract").joinpath("data", "ranking.json")
    models: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return models[model]
