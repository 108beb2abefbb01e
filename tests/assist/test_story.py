"""What is said of a story: key points, timeline, positions, figures, coverage, changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coranto.assist.changes import what_changed
from coranto.assist.coverage import compare_coverage
from coranto.assist.figures import compare_figures
from coranto.assist.material import Material
from coranto.assist.points import story_points
from coranto.assist.positions import Stance, positions
from coranto.assist.timeline import timeline
from storyline import FIRST, material, words_at

FERRY = "The ferry Sveti Rok struck rocks off the island of Vis on Friday, and 14 people died, officials said."
AGAIN = "Officials said that 17 people died when the ferry Sveti Rok struck rocks off the island of Vis on Friday."
HELM = "The captain had reported a loss of steering four minutes before the impact, the minister told reporters."
BAR = "In the bar at the end of the mole, the owner had put the football on with the sound off."
LATER = "Divers recovered the voyage data recorder from the flooded bridge of the Sveti Rok on Saturday morning."


@pytest.fixture
def ferry() -> list[Material]:
    return [
        material(f"{FERRY} {HELM}", report=0, title="Ferry strikes rocks off Vis"),
        material(f"{AGAIN} {BAR}", report=1, hours=2, title="Island mourns its dead"),
        material(f"{LATER} {FERRY}", report=2, hours=30, title="Divers recover recorder"),
    ]


def test_every_span_holds_what_is_said(ferry: list[Material]) -> None:
    """The first span of each statement holds its text to the letter."""
    said = [*story_points(ferry), *(row.statement for row in timeline(ferry)), *what_changed(ferry, FIRST)]
    for one in said:
        span = one.spans[0]
        assert words_at(ferry, span.article, span.start, span.end) == one.text


def test_points_count_reports(ferry: list[Material]) -> None:
    """A point that three reports make counts three and is told once; what one says counts one."""
    points = story_points(ferry)
    assert [one.reports for one in points if "struck rocks" in one.text] == [3]
    assert [one.reports for one in points if "steering" in one.text] == [1]


def test_points_are_newest_first(ferry: list[Material]) -> None:
    """The newest state opens the key points."""
    assert story_points(ferry)[0].text == LATER


def test_timeline_has_one_row_a_day(ferry: list[Material]) -> None:
    """Developments are told day by day, oldest first, however late they were reported."""
    assert [row.day for row in timeline(ferry)] == [date(2026, 11, 20), date(2026, 11, 21)]


def test_conflicting_figures_are_marked(ferry: list[Material]) -> None:
    """Two numbers of dead on one day conflict, each with its sentence."""
    group = compare_figures(ferry)[0]
    assert group.conflict
    assert {(claim.low, claim.publisher) for claim in group.claims} >= {(14.0, "Paper 0"), (17.0, "Paper 1")}


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (
            "About 12,000 dockers walked out of the four ports",
            "Some 11,500 dockers walked out of the four ports",
            False,
        ),
        ("At least 40 dockers were held at the four ports", "Police held 43 dockers at the four ports", False),
        ("Police held 52 dockers at the four ports", "Police held 54 dockers at the four ports", True),
        ("Police held 52 dockers at the four ports", "The dockers held rose to 54 dockers at the four ports", False),
    ],
)
def test_rounding_bounds_and_updates_are_no_conflict(one: str, other: str, conflict: bool) -> None:
    """Reports disagree only where neither rounding nor a bound nor a rise explains both numbers."""
    group = compare_figures([material(f"{one}."), material(f"{other}.", report=1, hours=1)])[0]
    assert len(group.claims) == 2
    assert group.conflict is conflict


def test_what_happened_tells_quantities_apart() -> None:
    """The dead and the injured are two quantities, as are drones launched and drones shot down."""
    told = [
        material("The quake killed 640 people in Derik. Russia launched 52 drones at the port of Odesa overnight."),
        material("The quake injured 4,300 people in Derik. It shot down 48 drones of 54 launched at Odesa.", report=1),
    ]
    values = [{claim.low for claim in group.claims} for group in compare_figures(told)]
    assert values == [{52.0, 54.0}]


def test_coverage_says_who_leaves_out_what(ferry: list[Material]) -> None:
    """What most reports say is shared; what one alone says is its own."""
    found = compare_coverage(ferry)
    assert found.reports == 3
    assert [one.text for one in found.shared] == [FERRY] or [one.text for one in found.shared] == [AGAIN]
    assert BAR in [one.text for one in found.by_report[1].only]
    assert "mourns" in found.headlines[1].own


def test_changes_are_what_was_not_said_before(ferry: list[Material]) -> None:
    """Since the first day only the recorder is new: the rest of the new article was known."""
    assert [one.text for one in what_changed(ferry, FIRST + timedelta(hours=3))] == [LATER]
    assert what_changed(ferry, FIRST + timedelta(days=3)) == ()


def test_a_change_of_position_is_marked() -> None:
    """A party whose number on a matter moves has changed its position; its newest comes first."""
    told = [
        material(
            "The Port Association offered a pay rise of 4.1% over two years. Jan Baker demanded a pay rise of 9%."
        ),
        material("The Port Association offered a pay rise of 5.5% over 18 months on Saturday.", report=1, hours=30),
    ]
    party = next(one for one in positions(told) if "Port Association" in one.name)
    assert [(one.stance, one.changed) for one in party.positions] == [(Stance.OFFERS, True), (Stance.OFFERS, False)]
    assert "5.5%" in party.positions[0].statement.text


def test_an_empty_story_says_nothing() -> None:
    """Of no articles, nothing is said."""
    assert story_points([]) == timeline([]) == positions([]) == compare_figures([]) == ()
    assert compare_coverage([]).reports == 0
