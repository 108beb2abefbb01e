"""Sentences of a text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.text.sentences import sentence_bounds


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", 'Mr. Ek said "Go." He left at 5 p.m. today.', ['Mr. Ek said "Go."', "He left at 5 p.m. today."]),
        ("en", "Rep. Zoe Day (D-Calif.), who won, left.", ["Rep. Zoe Day (D-Calif.), who won, left."]),
        ("de", "Am 3. Oktober kam Dr. Ek. Er ging.", ["Am 3. Oktober kam Dr. Ek.", "Er ging."]),
        ("fr", "« Oui ! » M. Ek part.", ["« Oui ! »", "M. Ek part."]),
        ("es", "¿Por qué? El Sr. Ruiz no dijo nada.", ["¿Por qué?", "El Sr. Ruiz no dijo nada."]),
        ("ru", "В 2020 г. Иванов уехал. А. С. Пушкин приехал.", ["В 2020 г. Иванов уехал.", "А. С. Пушкин приехал."]),
        ("uk", "Він мешкає на вул. Шевченка. Вона поїхала.", ["Він мешкає на вул. Шевченка.", "Вона поїхала."]),
        ("ja", "雨が降った。橋が落ちた。", ["雨が降った。", "橋が落ちた。"]),
    ],
)
def test_a_sentence_ends_where_its_language_ends_one(language: str, text: str, expected: list[str]) -> None:
    """Abbreviations, ordinals, initials and marks inside a quotation end no sentence."""
    assert sentences(text, language) == expected


@given(st.text(max_size=400), st.sampled_from(["en", "de", "fr", "ru", "zh", ""]))
def test_bounds_are_in_order_and_lose_no_word(text: str, language: str) -> None:
    """Bounds do not overlap, cross no line and leave out only white space."""
    bounds = sentence_bounds(text, language)
    assert all(start < end for start, end in bounds)
    assert all(left[1] <= right[0] for left, right in pairwise(bounds))
    assert "".join("".join(text[start:end] for start, end in bounds).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 300_000, "A. " * 100_000, '"' * 300_000], ids=["word", "initials", "marks"])
def test_a_hostile_text_takes_bounded_time(text: str) -> None:
    """A line of one word, of initials or of marks is split in time that grows with its length."""
    started = time.process_time()
    sentence_bounds(text, "en")
    assert time.process_time() - started < 5
