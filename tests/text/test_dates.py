"""Dates and ages as people write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.text.dates import find_dates, read_age, read_date

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = datetime(2026, 11, 23)
EST = timezone(timedelta(hours=-5))
AGES = [
    ("9 minutes ago", 9 / 60),
    ("an hour ago", 1),
    ("Updated 3 hours ago", 3),
    ("2h", 2),
    ("3d ago", 72),
    ("vor 3 Stunden", 3),
    ("vor einer Stunde", 1),
    ("vor 3 Std.", 3),
    ("il y a 2 h", 2),
    ("il y a une heure", 1),
    ("hace 5 horas", 5),
    ("3 ore fa", 3),
    ("un'ora fa", 1),
    ("há 3 dias", 72),
    ("3 dias atrás", 72),
    ("2 uur geleden", 2),
    ("3 часа назад", 3),
    ("час назад", 1),
    ("6 хвилин тому", 0.1),
    ("2 saat önce", 2),
    ("5 godzin temu", 5),
    ("5小时前", 5),
    ("3時間前", 3),
    ("2시간 전", 2),
    ("منذ 3 ساعات", 3),
    ("منذ ساعة", 1),
    ("för 3 timmar sedan", 3),
    ("2 tuntia sitten", 2),
    ("acum 30 de minute", 0.5),
    ("yesterday", 24),
    ("Gestern, 10:30 Uhr", 25.5),
    ("3 years", None),
    ("in 3 hours", None),
    ("3 people", None),
    ("2026", None),
    ("hour", None),
    ("now what", None),
]
TIMED = [
    "2026-11-23 10:30",
    "20261123T1030",
    "23. November 2026, 10:30 Uhr",
    "Stand: 23.11.2026 | 10.30 Uhr",
    "23 novembre 2026 à 10h30",
    "23 de noviembre de 2026 10:30 h",
    "lunedì 23 novembre 2026 alle 10:30",
    "23 de novembro de 2026 às 10h30",
    "23 november 2026 om 10:30",
    "23 ноября 2026, 10:30",
    "23 листопада 2026 р., 10:30",
    "23 Kasım 2026 10:30",
    "23 listopada 2026, 10:30",
    "2026年11月23日 10:30",
    "2026年11月23日 午前10時30分",
    "2026년 11월 23일 오전 10:30",
    "٢٣ نوفمبر ٢٠٢٦ ١٠:٣٠",
    "2026. november 23. 10:30",
    "Nov. 23, 2026 at 10:30 a.m.",
    "10:30 AM, Mon November 23, 2026",
    "11/23/2026 10:30 AM",
]
DAYS = [
    "2026-11-23",
    "2026/11/23",
    "23.11.26",
    "23rd of November 2026",
    "23-Nov-2026",
    "23 تشرين الثاني 2026",
    "23 tháng 11, 2026",
    "23 พฤศจิกายน 2569",
    "23 नवंबर 2026",
    "Posted on November 23, 2026 by Admin",
    "2026 m. lapkričio 23 d.",
]


@pytest.mark.parametrize(("text", "hours"), AGES)
def test_ages_count_back_from_the_reference(text: str, hours: float | None) -> None:
    """An age is a time before the reference; what is no age is none."""
    expected = NOW - timedelta(hours=hours) if hours is not None else None
    assert read_age(text, NOW) == expected


@pytest.mark.parametrize("text", TIMED)
def test_dates_with_a_time(text: str) -> None:
    """Day and time are read in any language; without a zone there is none."""
    assert read_date(text) == DAY.replace(hour=10, minute=30)


@pytest.mark.parametrize("text", DAYS)
def test_dates_without_a_time(text: str) -> None:
    """A day alone is its midnight."""
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T10:30:00+02:00", DAY.replace(hour=10, minute=30, tzinfo=timezone(timedelta(hours=2)))),
        ("Mon, 23 Nov 2026 10:30:00 GMT", DAY.replace(hour=10, minute=30, tzinfo=UTC)),
        ("November 23, 2026 at 3:05 p.m. ET", DAY.replace(hour=15, minute=5, tzinfo=EST)),
        ("July 3, 2026 3:05 PM EDT", datetime(2026, 7, 3, 15, 5, tzinfo=timezone(timedelta(hours=-4)))),
        ("Published 10:42 GMT, 12 May 2026", datetime(2026, 5, 12, 10, 42, tzinfo=UTC)),
        ("12 May 2026 at 09:15 UTC+2", datetime(2026, 5, 12, 9, 15, tzinfo=timezone(timedelta(hours=2)))),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
    ],
)
def test_zones_are_kept(text: str, expected: datetime) -> None:
    """A named zone or an offset becomes the time's offset."""
    found = read_date(text)
    assert found == expected
    assert found is not None
    assert found.utcoffset() == expected.utcoffset()


def test_the_order_of_an_ambiguous_date_is_asked_for() -> None:
    """``3/4/2026`` is April 3 unless the month stands first; with dots the day always does."""
    assert read_date("3/4/2026") == datetime(2026, 4, 3)
    assert read_date("3/4/2026", month_first=True) == datetime(2026, 3, 4)
    assert read_date("3.4.2026", month_first=True) == datetime(2026, 4, 3)


def test_every_date_of_a_text_is_found_with_its_own_time() -> None:
    """Published and updated stand in one line; a time belongs to one date only."""
    found = list(find_dates("Published 3 May 2021 10:30, updated 4 May 2021 11:00 and 5/6/2021"))
    assert [(date.when.day, date.when.hour, date.timed) for date in found] == [
        (3, 10, True),
        (4, 11, True),
        (5, 0, False),
    ]


@pytest.mark.parametrize("text", ["no date 12345", "31.02.2026", "May 2026", "99/99/2026", "tel. 030 2026 123456"])
def test_what_is_no_date(text: str) -> None:
    """Numbers that name no day are no date."""
    assert read_date(text) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789 .:/-TZ年月日apmMay,November+|", max_size=80))
def test_no_text_is_an_error(text: str) -> None:
    """Hostile text gives dates or none."""
    assert all(0 <= date.start < date.end <= len(text) for date in find_dates(text))
    read_date(text, reference=NOW)


def test_a_long_hostile_text_is_read_in_time() -> None:
    """A hundred thousand near-dates cost no more than a pass over them."""
    assert list(find_dates("23 Nov 23 Nov, 2026-" * 20_000)) is not None
