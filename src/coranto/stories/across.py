"""The odds that two articles in different languages report one event.

Words tell little there, so these odds are a logistic regression on four numbers: how near the vectors are, the names
and numbers that both have, and the days between. ``python bench/cross_language.py train`` fits it and prints how well
it does on events that it has not seen.
"""

from __future__ import annotations

import numpy as np

from coranto.stories.features import NAMES, Numbers

WEIGHTS = {"vector": 29.55, "names": 10.18, "numbers": 12.43, "days": -0.59}
BASE = -15.03

_COLUMNS = [(*NAMES, "vector").index(name) for name in WEIGHTS]


def odds_across(features: Numbers) -> Numbers:
    """Return the log-odds for each row of ``Judge.features`` with an encoder."""
    odds: Numbers = features[:, _COLUMNS] @ np.array(list(WEIGHTS.values())) + BASE
    return odds


def language_number(language: str) -> int:
    """Return a number for a language, its regions alike; 0 where it is not known."""
    return int.from_bytes(language[:2].lower().encode("ascii", "ignore"))
