"""Numbers as people write them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.text.numbers import find_numbers


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,234.5", 1234.5),
        ("en", "$12.5 million", 12_500_000),
        ("en", "two hundred and five", 205),
        ("en", "twenty-one", 21),
        ("de", "12,5 Mio. Euro", 12_500_000),
        ("de", "1.234 Menschen", 1234),
        ("fr", "4 500 personnes", 4500),
        ("es", "5 millones", 5_000_000),
        ("ru", "сто двадцать пять", 125),
        ("uk", "3,5 млрд", 3_500_000_000),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language: str, text: str, value: float) -> None:
    """Marks of thousands and decimals, words and scales of the language are understood."""
    assert [number.value for number in find_numbers(text, language)] == [value]


@pytest.mark.parametrize("text", ["B-52", "3/4", "10:30", "192.168.0.1", "x2y", "99999999999999999999"])
def test_codes_times_and_fractions_are_no_numbers(text: str) -> None:
    """A number inside a word, a time, an address or an identifier is not counted."""
    assert list(find_numbers(text, "en")) == []


@given(st.text(alphabet="0123456789.,-/ onetwhudrmil%$", max_size=200), st.sampled_from(["en", "de", "ru"]))
def test_numbers_stand_where_they_say(text: str, language: str) -> None:
    """Numbers are in order, inside the text, and finite."""
    found = list(find_numbers(text, language))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(one.value < float("inf") for one in found)
