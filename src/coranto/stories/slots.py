"""What an article says in a slot that another may fill otherwise: how many *pirates*, on which day.

Two events of one kind share their words; what tells them apart is that the same slot holds something else. A slot is
the word behind a number, or the day of the week that the opening names, or the day that this is if the time of the
article is known.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coranto.model import Arrival
from coranto.text.calendar import calendar_data
from coranto.text.words import Words, key_number

Slots = NDArray[np.uint64]
"""Slot in the upper 32 bits, what fills it in the lower; sorted, each once."""

WEEKDAY, DAY = np.uint32(1), np.uint32(2)
"""Slots that are no words."""
_UPPER = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
_MOST = 48
_OPENING_WORDS = 80
"""Words in which the day of the event is looked for."""
_TODAY, _YESTERDAY = 7, 8


def slot_of(slots: Slots) -> NDArray[np.uint32]:
    """Return the slot of each entry."""
    return (slots >> _UPPER).astype(np.uint32)


def filler_of(slots: Slots) -> NDArray[np.uint32]:
    """Return what fills the slot of each entry; for ``DAY`` the ordinal of the day."""
    return (slots & _LOWER).astype(np.uint32)


def read_slots(title: Words, text: Words, arrival: Arrival) -> Slots:
    """Return at most 48 slots of an article and what fills them."""
    days = np.concatenate((_days(title), _days(text)))
    found = np.concatenate((_numbers(title), _numbers(text)))[: _MOST // 2]
    named = [_entry(WEEKDAY, day) for day in days if day < _TODAY]
    resolved = [_entry(DAY, _resolve(day, arrival.when)) for day in days] if arrival.dated else []
    return np.unique(np.concatenate((found, np.array((named + resolved)[: _MOST // 2], np.uint64))))


def _numbers(words: Words) -> Slots:
    """Return the word behind each number as a slot that the number fills."""
    close = words.start[1:] - words.end[:-1] == 1
    numbers = np.flatnonzero(close & words.digit[:-1] & ~words.digit[1:])
    slots, fillers = words.hashes[numbers + 1] >> _UPPER, words.hashes[numbers] >> _UPPER
    return (slots << _UPPER) | fillers


def _days(words: Words) -> NDArray[np.int64]:
    """Return the days that the opening names: 0 to 6 from Monday, then today and yesterday."""
    hashes, days = _day_words()
    opening = words.hashes[:_OPENING_WORDS]
    position = np.minimum(np.searchsorted(hashes, opening), len(hashes) - 1)
    found: NDArray[np.int64] = days[position[hashes[position] == opening]]
    return found


def _resolve(day: int, when: datetime) -> int:
    """Return the ordinal of the last such day up to ``when``."""
    today = when.date()
    back = {_TODAY: 0, _YESTERDAY: 1}.get(day, (today.weekday() - day) % 7)
    return today.toordinal() - back


def _entry(slot: np.uint32, filler: int) -> int:
    return (int(slot) << 32) | filler


@cache
def _day_words() -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hashes of the names of days in all known languages, sorted, and the day of each."""
    data = calendar_data()
    named = [
        (name, day)
        for days in data["weekdays"].values()
        for day, spellings in enumerate(days)
        for name in spellings.split(" | ")
        if name
    ]
    for words in data["ages"].values():
        for key, day in (("today", _TODAY), ("yesterday", _YESTERDAY)):
            named += [(name, day) for name in words.get(key, ()) if " " not in name]
    found = sorted({key_number(name): day for name, day in named}.items())
    return np.array([number for number, _ in found], np.uint64), np.array([day for _, day in found], np.int64)
