"""Values of HTTP headers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.text.headers import http_date, seconds_asked

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 120 ", 120.0),
        ("Tue, 24 Nov 2026 12:02:00 GMT", 120.0),
        ("Tue, 24 Nov 2026 13:02:00 +0100", 120.0),
        ("Tuesday, 24-Nov-26 12:02:00 GMT", 120.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("999999999999999999999", 999_999_999.0),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("١٢", None),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", None),
    ],
)
def test_a_wait_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    """Both forms of Retry-After; what is neither asks for nothing."""
    assert seconds_asked(value, NOW) == seconds


@given(st.text(max_size=80))
def test_whatever_a_header_says_is_no_error(value: str) -> None:
    """Headers come from outside."""
    at, wait = http_date(value), seconds_asked(value, NOW)
    assert at is None or at.tzinfo is not None
    assert wait is None or wait >= 0


@given(st.integers(0, 10**7))
def test_a_date_says_the_same_as_seconds(seconds: int) -> None:
    """A wait written as a date is the same wait."""
    written = (NOW + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert seconds_asked(written, NOW) == seconds_asked(str(seconds), NOW) == seconds
