"""Where two articles fill the same slots, and with the same or with something else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coranto.stories.corpus import Corpus
from coranto.stories.slots import DAY, WEEKDAY, Slots, filler_of, slot_of
from coranto.text.postings import Rows

Column = NDArray[np.float64]

_NEWS_DAYS = 7
"""Of articles that lie further apart the later one names its own day, not that of the event."""
_FAR = 1.5
"""What two days that are not neighbours count; neighbours count as 1, for a night has two."""


def slot_features(corpus: Corpus, row: int, others: Rows) -> tuple[Column, Column, Column, Column]:
    """Return four columns, one number for each of ``others``.

    These are the weights of word slots that both fill, with the same and with something else; whether they name the
    same days of the week (1) or other ones (-1); and whether these are the same days of the calendar.
    """
    mine, (theirs, owner) = corpus.document(row).slots, corpus.gather_slots(others)
    count = len(others)
    same, differ = _words(corpus, mine, theirs, owner, count)
    days = _weekday(mine, theirs, owner, count), _day(mine, theirs, owner, count)
    later = corpus.days_between(row, others) > _NEWS_DAYS
    weekday, day = (np.where(later, np.maximum(column, 0.0), column) for column in days)
    return same, differ, weekday, day


def _words(corpus: Corpus, mine: Slots, theirs: Slots, owner: Rows, count: int) -> tuple[Column, Column]:
    slots = np.unique(slot_of(mine))
    slots = slots[slots > DAY]
    if not len(slots):
        return np.zeros(count), np.zeros(count)
    position = np.minimum(np.searchsorted(slots, slot_of(theirs)), len(slots) - 1)
    both = slots[position] == slot_of(theirs)
    agreed = both & (mine[np.minimum(np.searchsorted(mine, theirs), len(mine) - 1)] == theirs)
    cell = owner * len(slots) + position
    size = count * len(slots)
    filled = np.bincount(cell[both], minlength=size).reshape(count, len(slots)) > 0
    same = np.bincount(cell[agreed], minlength=size).reshape(count, len(slots)) > 0
    idf = corpus.idf(slots)
    return same @ idf, (filled & ~same) @ idf


def _weekday(mine: Slots, theirs: Slots, owner: Rows, count: int) -> Column:
    days = filler_of(mine[slot_of(mine) == WEEKDAY])
    here = slot_of(theirs) == WEEKDAY
    if not len(days):
        return np.zeros(count)
    named = np.bincount(owner[here], minlength=count) > 0
    same = np.bincount(owner[here & np.isin(filler_of(theirs), days)], minlength=count) > 0
    return np.where(same, 1.0, -1.0) * named


def _day(mine: Slots, theirs: Slots, owner: Rows, count: int) -> Column:
    days = filler_of(mine[slot_of(mine) == DAY]).astype(np.int64)
    here = slot_of(theirs) == DAY
    if not len(days) or not here.any():
        return np.zeros(count)
    apart = np.abs(filler_of(theirs[here]).astype(np.int64)[:, None] - days).min(axis=1)
    nearest = np.full(count, -1)
    order = np.argsort(-apart, kind="stable")
    nearest[owner[here][order]] = apart[order]
    return np.select([nearest < 0, nearest == 0, nearest == 1], [0.0, 1.0, -1.0], -_FAR)
