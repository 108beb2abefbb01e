"""Names of months, zones and units of age, from ``data/dates.json``."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from typing import Any

from dateutil.zoneinfo import get_zonefile_instance


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name in any known language, or 0. Of two words either may be the name."""
    known = _months()
    name = name.lower().strip(" .’'")
    return known.get(name) or next((known[word] for word in map(_bare, name.split()) if word in known), 0)


def zone_named(name: str, when: datetime) -> tzinfo | None:
    """Return the zone that an abbreviation means at that time (``ET`` is EST or EDT), or None."""
    data = calendar_data()
    name = name.upper()
    if name in data["zones"]:
        return timezone(timedelta(minutes=data["zones"][name]))
    region = get_zonefile_instance().get(data["regions"].get(name, ""))
    offset = region.utcoffset(when.replace(tzinfo=None)) if region else None
    return timezone(offset) if offset is not None else None


@cache
def calendar_data() -> dict[str, Any]:
    """Return the file as it is."""
    file = resources.files("coranto.text").joinpath("data", "dates.json")
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def _bare(word: str) -> str:
    return word.strip(".’'")


@cache
def _months() -> dict[str, int]:
    """Every name's month; the languages that come first in the file win (``listopad`` is November)."""
    names: dict[str, int] = {}
    for months in calendar_data()["months"].values():
        for number, spellings in enumerate(months, start=1):
            for spelling in filter(None, spellings.split(" | ")):
                names.setdefault(spelling, number)
    return names
