"""Rate limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coranto.app.limits import Limit, RateLimits, who_counts
from coranto.errors import TooManyRequests

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_window_has_its_share() -> None:
    """So many and no more; each address for itself; the next window begins anew."""
    limits = RateLimits({"write": Limit(2, timedelta(minutes=1))})
    limits.spend("write", "a", NOW)
    limits.spend("write", "a", NOW)
    with pytest.raises(TooManyRequests) as told:
        limits.spend("write", "a", NOW + timedelta(seconds=45))
    assert told.value.retry_after == 15
    limits.spend("write", "b", NOW)
    limits.spend("write", "a", NOW + timedelta(minutes=1))


def test_a_household_counts_once() -> None:
    """Addresses of one IPv6 /64 are one; IPv4 and names stand for themselves."""
    assert who_counts("2001:db8::1") == who_counts("2001:db8::ffff")
    assert who_counts("2001:db8::1") != who_counts("2001:db8:0:1::1")
    assert who_counts("192.0.2.1") == "192.0.2.1"
    assert who_counts("reader-id") == "reader-id"
