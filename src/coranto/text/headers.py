"""Values of HTTP headers (RFC 9110)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def http_date(value: str) -> datetime | None:
    """Return the time that a header names (RFC 9110, 5.6.7), None if it names none."""
    try:
        at = parsedate_to_datetime(value.strip())
    except (ValueError, OverflowError):
        return None
    return at.replace(tzinfo=at.tzinfo or UTC)


def seconds_asked(value: str, now: datetime) -> float | None:
    """Return the seconds to wait that a Retry-After header asks for (10.2.3), None if it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    at = http_date(value)
    return max(0.0, (at - now).total_seconds()) if at else None
