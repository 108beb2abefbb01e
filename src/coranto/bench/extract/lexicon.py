"""Log-odds of being body, by token of an element's names and by word, counted once a site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

import numpy as np

from coranto.bench.extract.labels import Labels
from coranto.extract.dom import Page
from coranto.extract.lexicon import Lexicon, name_tokens, text_tokens

_NEAR = 5
"""How many containers from a passage upwards lend it their names."""
_LEAST_SITES = 3
_SMOOTHING = 2.0
_PRIOR = 0.3

Shares = dict[str, dict[str, list[float]]]
"""By token and site: weight of body, weight of the rest."""


class Counts:
    """Counts by fold, so that a lexicon can leave any folds out."""

    def __init__(self, folds: int) -> None:
        self._names: list[Shares] = [defaultdict(lambda: defaultdict(lambda: [0.0, 0.0])) for _ in range(folds)]
        self._words: list[Shares] = [defaultdict(lambda: defaultdict(lambda: [0.0, 0.0])) for _ in range(folds)]

    def add(self, page: Page, labels: Labels, *, site: str, fold: int) -> None:
        """Count one labelled page."""
        for passage, label in zip(page.passages, labels.tolist(), strict=True):
            if label >= 0:
                names = (found.names for found in islice(page.ancestry(passage.container), _NEAR))
                tokens = {token for found in names for token in name_tokens(found)}
                weight = float(min(len(passage.text), 200) ** 0.5)
                _count(self._names[fold], tokens, site, label, weight)
                _count(self._words[fold], set(text_tokens(passage.text)), site, label, 1.0)

    def lexicon(self, *, without: Collection[int]) -> Lexicon:
        """Return the log-odds from all folds but some."""
        kept = [fold for fold in range(len(self._names)) if fold not in without]
        return Lexicon(_log_odds([self._names[fold] for fold in kept]), _log_odds([self._words[fold] for fold in kept]))


def _count(shares: Shares, tokens: Iterable[str], site: str, label: float, weight: float) -> None:
    for token in tokens:
        share = shares[token][site]
        share[0] += label * weight
        share[1] += (1 - label) * weight


def _log_odds(folds: Sequence[Shares]) -> dict[str, float]:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for shares in folds:
        for token, by_site in shares.items():
            total = sums[token]
            for body, rest in by_site.values():
                total[0] += body / (body + rest)
                total[1] += rest / (body + rest)
                total[2] += 1
    prior = np.log(_PRIOR / (1 - _PRIOR))
    return {
        token: float(np.log((body + _SMOOTHING * _PRIOR) / (rest + _SMOOTHING * (1 - _PRIOR))) - prior)
        for token, (body, rest, sites) in sums.items()
        if sites >= _LEAST_SITES
    }
