"""Relative ages: ``9 minutes ago``, ``vor 3 Stunden``, ``il y a 2 h``, ``3 часа назад``, ``5小时前``, ``2h``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from coranto.text.calendar import calendar_data

_LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_SHORT_UNITS = {"min": _LENGTHS["minute"], "h": _LENGTHS["hour"]}
"""Abbreviations that every language uses."""
_LONGEST = 48
"""Characters: what is longer is a sentence."""
_SHORT = 3
"""Letters up to which a unit alone makes an age (``3h``, ``12 min``), without a word such as ``ago``."""
_COUNT = re.compile(r"(?P<count>\d{1,3})?\s?(?:de\s)?(?P<unit>[^\d]+?)\.?")
_CLOCK = re.compile(r"[^\d]{0,8}(?P<hour>\d\d?)[:.h](?P<minute>\d\d)(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?uhr)?")
_LEAD = re.compile(
    r"^(?:updated|published|posted|aktualisiert|publié|publicado|pubblicato|обновлено)[:\s]+|^[-–—•·|\s]+"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words of age; ``units`` by spelling, longest lengths of time last."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    one: tuple[str, ...]
    units: dict[str, timedelta]


def read_age(text: str, reference: datetime) -> datetime | None:
    """Return the time that a relative age such as ``9 minutes ago`` means, or None if it is no age.

    ``yesterday`` is a day before the reference, ``yesterday 10:30`` that time of that day.
    """
    text = " ".join(text.split()) if len(text) <= _LONGEST else ""
    text = _LEAD.sub("", text.lower()).rstrip(" .")
    if not text:
        return None
    days, rest = _named_day(text)
    if days is not None:
        return _on_day(reference - timedelta(days=days), rest)
    age = next((age for words in _languages() if (age := _age(text, words)) is not None), None)
    return reference - age if age is not None else None


def _named_day(text: str) -> tuple[int | None, str]:
    """Return how many days back ``today``, ``gestern`` or ``just now`` lies, and what follows it."""
    known = _named_days()
    if text in known:
        return known[text], ""
    name = next((name for name in known if text.startswith(name) and text[len(name)] in " ,"), "")
    return (known[name], text[len(name) :]) if name else (None, "")


def _on_day(day: datetime, rest: str) -> datetime | None:
    if not rest:
        return day
    clock = _CLOCK.fullmatch(rest)
    if not clock:
        return None
    hour = int(clock["hour"]) % 12 + (12 if clock["half"] == "p" else 0) if clock["half"] else int(clock["hour"])
    if hour > 23 or int(clock["minute"]) > 59:
        return None
    return datetime.combine(day.date(), time(hour, int(clock["minute"])), day.tzinfo)


def _age(text: str, words: _Words) -> timedelta | None:
    """Read a count and a unit, between the words that make them an age."""
    before = next((word for word in words.before if text.startswith(word)), "")
    after = next((word for word in words.after if text.endswith(word)), "")
    middle = text[len(before) : len(text) - len(after)].strip()
    one = next((word for word in words.one if middle.startswith(word if word[-1] in "'’" else word + " ")), None)
    counted = _COUNT.fullmatch("1" + middle[len(one) :] if one else middle)
    if not counted:
        return None
    unit = counted["unit"].strip()
    length = words.units.get(unit)
    if length is None or not (before or after or (counted["count"] and len(unit) <= _SHORT)):
        return None
    return int(counted["count"] or 1) * length


@cache
def _languages() -> tuple[_Words, ...]:
    return tuple(
        _Words(
            tuple(words.get("before", ())),
            tuple(words.get("after", ())),
            tuple(words.get("one", ())),
            _SHORT_UNITS | {name: _LENGTHS[unit] for unit, names in words["units"].items() for name in names.split()},
        )
        for words in calendar_data()["ages"].values()
    )


@cache
def _named_days() -> dict[str, int]:
    days = (("now", 0), ("today", 0), ("yesterday", 1))
    languages = calendar_data()["ages"].values()
    return {name: back for words in languages for key, back in days for name in words.get(key, ())}
