"""Whether two articles report one event: a logistic decision over ``features``."""

from __future__ import annotations

import numpy as np

from coranto.stories.features import NAMES, Numbers

_WEIGHTS = {"text": 12.0, "days": -0.25}
_BIAS = -2.8
_COLUMNS = np.array([_WEIGHTS.get(name, 0.0) for name in NAMES])


def same_event(features: Numbers) -> Numbers:
    """Return the log-odds for each row of features."""
    odds: Numbers = features @ _COLUMNS + _BIAS
    return odds
