"""The evaluation of timelines, on examples small enough to work by hand."""

from __future__ import annotations

from datetime import date

import pytest

from coranto.bench._rouge import rouge_l, rouge_n
from coranto.bench.timelines import aligned_rouge, evaluate, read_timeline

FIRST, SECOND, LATE = date(2011, 1, 25), date(2011, 1, 26), date(2011, 2, 1)


def test_a_timeline_equal_to_its_reference_is_perfect() -> None:
    """Same dates, same words: 1 in every measure."""
    told = {FIRST: ["protests begin in cairo"], SECOND: ["police use tear gas"]}
    assert evaluate(told, told) == (1.0, 1.0, 1.0)


def test_a_date_that_is_off_counts_by_its_distance() -> None:
    """One day off halves the match: 4 of 4 words, times 1 / (1 + 1), in precision and recall alike."""
    assert aligned_rouge({SECOND: ["protests begin in cairo"]}, {FIRST: ["protests begin in cairo"]}, 1) == 0.5


def test_many_dates_may_align_with_one() -> None:
    """Both our dates align with the only reference date: precision (2 / 1 + 2 / 2) / 4, recall 2 / 2 on the nearer."""
    ours = {FIRST: ["protests begin"], SECOND: ["protests begin"]}
    reference = {FIRST: ["protests begin"]}
    assert aligned_rouge(ours, reference, 1) == pytest.approx(2 * 0.75 * 1 / 1.75)


def test_alignment_goes_by_content_too() -> None:
    """The cost (1 - 1/2) * (1 - 1) of the same words a day off is 0, the least there is."""
    ours = {SECOND: ["police use tear gas"]}
    reference = {FIRST: ["police use tear gas"], LATE: ["mubarak speaks on television"]}
    assert aligned_rouge(ours, reference, 1) == pytest.approx(2 * 0.5 * 0.25 / 0.75)


def test_dates_count_exactly() -> None:
    """One of two dates right is F1 one half; nothing told is nothing right."""
    assert evaluate({FIRST: ["a"], LATE: ["b"]}, {FIRST: ["a"], SECOND: ["b"]})[0] == 0.5
    assert evaluate({}, {FIRST: ["a"]}) == (0.0, 0.0, 0.0)


def test_a_reference_is_read_by_dates() -> None:
    """A date, its sentences, a line of hyphens."""
    text = "2011-01-25\nProtests begin .\nPolice watch .\n-----\n2011-01-26\nTear gas .\n"
    assert read_timeline(text) == {FIRST: ["Protests begin .", "Police watch ."], SECOND: ["Tear gas ."]}


def test_rouge_counts_clipped_overlap() -> None:
    """``the cat sat`` and ``the cat the dog``: 2 words common of 3 and 4; the longest common run of words is 2."""
    assert rouge_n("the cat sat", "the cat the dog", 1) == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert rouge_n("the cat sat", "the cat the dog", 2) == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))
    assert rouge_l("the cat sat", "the cat the dog") == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
