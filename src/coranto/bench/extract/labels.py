"""Which passages of a labelled page are its body: the training labels of the body model."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from coranto.bench.extract.scores import words
from coranto.bench.extract.sets import Labelled
from coranto.extract.dom import Page

UNKNOWN = -1.0
"""The label of a passage of which the set says nothing."""
_GRAM = 4
_LONG = 8
"""Words from which a passage is found by its n-grams; a shorter one must stand where the truth has it."""

Labels = npt.NDArray[np.float32]


def label_page(page: Page, truth: Labelled) -> Labels:
    """Return one label a passage, 0 to 1: the share of it that is body, or ``UNKNOWN``."""
    if truth.body is not None:
        return _align([words(passage.text) for passage in page.passages], words(truth.body))
    return _by_segments(page, truth)


def _by_segments(page: Page, truth: Labelled) -> Labels:
    wanted = [" ".join(piece.split()) for piece in truth.wanted]
    unwanted = [" ".join(piece.split()) for piece in truth.unwanted]
    labels = np.full(len(page.passages), UNKNOWN, np.float32)
    for number, passage in enumerate(page.passages):
        text = " ".join(passage.text.split())
        if any(piece in text for piece in unwanted):
            labels[number] = 0.0
        elif any(piece in text for piece in wanted):
            labels[number] = 1.0
    return labels


def _align(passages: list[list[str]], truth: list[str]) -> Labels:
    """Find long passages in the truth by their n-grams, then short ones between those."""
    where: dict[tuple[str, ...], int] = {}
    for start in range(len(truth) - _GRAM, -1, -1):
        where[tuple(truth[start : start + _GRAM])] = start
    labels = np.zeros(len(passages), np.float32)
    places = np.full(len(passages), -1)
    for number, found in enumerate(passages):
        if len(found) >= _LONG:
            starts = [where.get(tuple(found[i : i + _GRAM]), -1) for i in range(len(found) - _GRAM + 1)]
            known = [start for start in starts if start >= 0]
            labels[number] = len(known) / len(starts)
            places[number] = known[0] if len(known) * 2 > len(starts) else -1
    for number, found in enumerate(passages):
        if 0 < len(found) < _LONG:
            labels[number] = _stands_between(found, number, places, passages, truth)
    return labels


def _stands_between(
    found: list[str], number: int, places: npt.NDArray[np.int_], passages: list[list[str]], truth: list[str]
) -> float:
    before = next((i for i in range(number - 1, -1, -1) if places[i] >= 0), None)
    after = next((i for i in range(number + 1, len(passages)) if places[i] >= 0), None)
    first = 0 if before is None else int(places[before]) + len(passages[before]) - 2
    last = len(truth) if after is None else int(places[after])
    if before is None:
        first = max(0, last - 60)
    elif after is None:
        last = min(last, first + 200)
    return float(any(truth[i : i + len(found)] == found for i in range(max(first, 0), last)))
