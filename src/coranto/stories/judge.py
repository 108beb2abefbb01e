"""The odds that articles of a corpus report one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.stories.across import odds_across
from coranto.stories.corpus import Corpus
from coranto.stories.decide import load_trees
from coranto.stories.features import Numbers, pair_features
from coranto.text.postings import Rows

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_YEAR = 365.25
_ANNIVERSARY_DAYS = 25
_ANNIVERSARY = 3.0
"""Taken off the odds of articles that lie whole years apart: a fair, an award or a report that comes every year uses
the same words each time."""


class Judge:
    """Decides pairs of rows of one corpus."""

    def __init__(self, corpus: Corpus, *, with_encoder: bool) -> None:
        self._corpus = corpus
        self._with_encoder = with_encoder

    def odds(self, row: int, others: Rows) -> Numbers:
        """Return the log-odds that ``row`` and each of ``others`` report one event."""
        if not len(others):
            return np.zeros(0)
        features = self.features(row, others)
        odds = load_trees(self._with_encoder).odds(features)
        if self._with_encoder:
            odds = np.where(self._across(row, others), odds_across(features), odds)
        return odds - self._anniversary(row, others)

    def features(self, row: int, others: Rows) -> Numbers:
        """Return what the odds are made of: ``features.NAMES``, and with an encoder the cosine of the vectors."""
        features = pair_features(self._corpus, row, others)
        if not self._with_encoder:
            return features
        return np.column_stack((features, self._corpus.vectors.cosine(row, others)))

    def _across(self, row: int, others: Rows) -> NDArray[np.bool_]:
        """Whether each of ``others`` is known to be in another language than ``row``."""
        languages = self._corpus.table["language"]
        mine, theirs = languages[row], languages[others]
        across: NDArray[np.bool_] = (mine != theirs) & (mine != 0) & (theirs != 0)
        return across

    def _anniversary(self, row: int, others: Rows) -> Numbers:
        years = self._corpus.days_between(row, others) / _YEAR
        nearest = np.round(years)
        near = (nearest >= 1) & (np.abs(years - nearest) * _YEAR <= _ANNIVERSARY_DAYS)
        return np.where(near, _ANNIVERSARY, 0.0)
