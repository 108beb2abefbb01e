"""Days that sentences speak of."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.assist.days import find_days

PUBLISHED = date(2026, 11, 24)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "The strike began last Tuesday.", [date(2026, 11, 17)]),
        ("en", "The strike began on Tuesday.", [PUBLISHED]),
        ("en", "They met on Friday and again yesterday.", [date(2026, 11, 20), date(2026, 11, 23)]),
        ("en", "Members will vote on Friday.", [date(2026, 11, 27)]),
        ("en", "Two days ago it rained.", [date(2026, 11, 22)]),
        ("en", "It ran aground on Jan. 25.", [date(2027, 1, 25)]),
        ("en", "The union votes by 4 December.", [date(2026, 12, 4)]),
        ("en", "On March 3, 2021, it opened.", [date(2021, 3, 3)]),
        ("en", "In May 25 people may march 12 miles.", [date(2026, 5, 25)]),
        ("de", "Am 3. Oktober und vor zwei Wochen.", [date(2026, 10, 3), date(2026, 11, 10)]),
        ("de", "Am Montag lehnten sie ab.", [date(2026, 11, 23)]),
        ("fr", "Ils se sont retrouvés hier, puis mardi dernier.", [date(2026, 11, 23), date(2026, 11, 17)]),
        ("fr", "Le vote est prévu vendredi.", [date(2026, 11, 27)]),
        ("en", "He scored 31 February points.", []),
    ],
)
def test_days_are_resolved_against_publication(language: str, text: str, days: list[date]) -> None:
    """A day is resolved against the day of publication, in the language of the text."""
    assert [found.day for found in find_days(text, PUBLISHED, language)] == days


@given(st.text(max_size=300), st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_places_of_days_do_not_overlap(text: str, published: date) -> None:
    """Whatever the text, the places found lie in it, in order, and none overlaps another."""
    found = find_days(text, published)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
