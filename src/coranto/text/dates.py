"""Dates and ages as people write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "hr": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_AGE = re.compile(rf"(\d{{1,4}}|an?)\s+({'|'.join(_UNITS)})s?\s+ago", re.IGNORECASE)


def read_age(text: str, reference: datetime) -> datetime | None:
    """Return the time that a relative age such as ``9 minutes ago`` means, or None if it is no age."""
    text = text.strip().lower()
    if text in ("just now", "now"):
        return reference
    if text == "yesterday":
        return reference - timedelta(days=1)
    found = _AGE.fullmatch(text)
    if not found:
        return None
    count = int(found[1]) if found[1].isdigit() else 1
    return reference - count * _UNITS[found[2].lower()]
