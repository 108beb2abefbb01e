"""Who a sentence is about, and that one party stands once."""

from __future__ import annotations

import pytest

from coranto.assist.positions import Stance, positions
from storyline import material


def parties_of(*texts: str) -> dict[str, list[Stance]]:
    told = [material(text, report=number, hours=number) for number, text in enumerate(texts)]
    return {party.name: [one.stance for one in party.positions] for party in positions(told)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia rejected the new terms for the export of grain.",
        "Moscow rejected the new terms for the export of grain.",
        "The Kremlin rejected the new terms for the export of grain.",
        "Kremlin spokesman Dmitry Peskov rejected the new terms for the export.",
        "The Russian government rejected the new terms for the export of grain.",
        "Russia's Foreign Ministry rejected the new terms for the export of grain.",
    ],
)
def test_a_state_is_one_party(sentence: str) -> None:
    """A country, its capital, its seat of power, its spokesman and its ministry are one party."""
    assert parties_of("Moscow demanded that the bank be let back into the system.", sentence).keys() == {"Russia"}


def test_a_body_is_one_party_under_its_longest_name() -> None:
    """A union is one party under its full name, a part of it, its initials, `the union` and its president."""
    found = parties_of(
        "The National Dockers' Union demanded a pay rise of 9 percent. The union rejected any delay of the talks.",
        "The Dockers' Union refused to send its members back. The NDU wants more pay for work at night.",
        "The Dockers' Union met again. Union president Marta Olsen offered to suspend the strike for a week.",
    )
    assert found.keys() == {"National Dockers' Union"}
    assert len(found["National Dockers' Union"]) == 5


def test_only_the_subject_is_a_party() -> None:
    """A place that a sentence mentions, what a verb is done to, and a noun that looks like a verb are no parties."""
    assert parties_of("Bills for some six thousand flats in Lichtenberg are in dispute.") == {}
    assert parties_of("The plan for a port near Rotterdam was rejected by a wide margin.") == {}
    assert parties_of("Russia launched 52 drones overnight, Kyiv said, and demanded more aid.").keys() == {"Ukraine"}


def test_a_stance_in_a_quote_is_its_speakers() -> None:
    """What stands in quotation marks is no stance of whoever is named in it."""
    found = parties_of(
        '"Ukraine refused every offer that we made," Sergei Lavrov said. Kyiv wants more talks before the winter.'
    )
    assert found.get("Ukraine") == [Stance.DEMANDS]
