"""The story index."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId, StoryChangeKind, StoryId
from coranto.stories.index import StoryIndex
from coranto.stories.repair import best_mover, divide, story_scores

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLOSED = (
    "Halden bridge closed after inspector finds crack",
    "The Halden bridge was closed on Monday after an inspector found a crack in its southern pier. Mayor Ingrid Solberg"
    " said that 12,000 drivers a day would have to go round by Moss until engineers have measured the damage.",
)
QUEUES = (
    "Crack in Halden bridge sends 12,000 drivers round by Moss",
    "Long queues formed at Moss on Tuesday, a day after the Halden bridge was shut because of a crack in its southern"
    " pier. Mayor Ingrid Solberg asked drivers for patience; engineers are still measuring the damage.",
)
TRIAL = (
    "Builder of cracked Halden bridge in court",
    "The firm that repaired the Halden bridge stood before a court on Friday. A crack in the southern pier had closed"
    " the bridge in March. Mayor Ingrid Solberg told the court that 12,000 drivers a day went round by Moss.",
)
BAKERS = (
    "Lisbon bakers on strike for a free Sunday",
    "Bakers in Lisbon began a strike on Monday that leaves cafés without rolls. Their union wants nine per cent more,"
    " and the employers' speaker Rui Teixeira called that a fantasy and offered talks on Thursday.",
)
FAIR = (
    "Halden book fair opens with 300 stands",
    "The Halden book fair opened on Saturday with 300 stands and a speech by Mayor Ingrid Solberg. Visitors queued at"
    " the old mill from early morning; children have free entry, and the fair ends on Tuesday with a quiz.",
)


def arrival(id: str, report: tuple[str, str], days: float = 0, publisher: str = "") -> Arrival:  # noqa: A002
    """Return an arrival some days after noon."""
    when = NOON + timedelta(days=days)
    return Arrival(id=ArticleId(id), title=report[0], text=report[1], when=when, publisher=publisher)


def stories(index: StoryIndex, *batches: list[Arrival]) -> dict[str, str]:
    """Return the story of each article after all batches."""
    found: dict[str, str] = {}
    for batch in batches:
        placed, _ = index.place(batch, {})
        found |= {placement.article: placement.story for placement in placed}
    return found


def test_two_reports_of_one_event_are_one_story_and_another_matter_is_not() -> None:
    """A story takes the name of the article that opened it."""
    found = stories(StoryIndex(), [arrival("a", CLOSED), arrival("x", BAKERS), arrival("b", QUEUES, 1)])
    assert found == {"a": "a", "x": "x", "b": "a"}


def test_a_story_lives_as_long_as_it_develops() -> None:
    """Months later, the trial joins the story of the event that it is about."""
    others = [
        arrival(f"o{n}", (f"Town {n} plants trees", f"Town {n} planted {n} trees along its river."), n)
        for n in range(60)
    ]
    found = stories(StoryIndex(), others, [arrival("a", CLOSED), arrival("b", QUEUES, 1)], [arrival("t", TRIAL, 130)])
    assert found["t"] == "a"


def test_what_comes_every_year_is_not_one_story() -> None:
    """The same words a year later are another event."""
    found = stories(StoryIndex(), [arrival("a", FAIR)], [arrival("b", FAIR, 365)])
    assert found["b"] == "b"


def test_batches_do_not_matter() -> None:
    """One by one or all at once, the stories are the same."""
    reports = [arrival("a", CLOSED), arrival("x", BAKERS), arrival("b", QUEUES, 1), arrival("t", TRIAL, 2)]
    assert stories(StoryIndex(), reports) == stories(StoryIndex(), *[[one] for one in reports])


def test_a_page_whose_text_is_only_furniture_is_placed_by_its_headline() -> None:
    """Two sign-in forms are not one story."""
    form = "Sign in using your profile. By submitting your registration information you agree to our terms of service."
    found = stories(StoryIndex(), [arrival("a", (CLOSED[0], form)), arrival("b", (BAKERS[0], form))])
    assert found == {"a": "a", "b": "b"}


def test_an_index_goes_on_after_dump_and_load() -> None:
    """What was dumped places as before, and a forgotten article is not met again."""
    index = StoryIndex()
    index.place([arrival("a", CLOSED), arrival("x", BAKERS)], {})
    index.forget(ArticleId("x"))
    again = StoryIndex.load(index.dump())
    assert len(again) == 1
    assert stories(again, [arrival("b", QUEUES, 1), arrival("y", BAKERS, 1)]) == {"b": "a", "y": "y"}


def test_a_damaged_dump_is_refused() -> None:
    """The caller rebuilds from the library."""
    with pytest.raises(UnreadableInput):
        StoryIndex.load(b"no index")


def by_length(texts: Sequence[str]) -> np.ndarray:
    """Stand in for an encoder: a unit vector that turns with the length of a text."""
    angles = np.array([len(text) for text in texts]) / 50
    return np.column_stack((np.cos(angles), np.sin(angles))).astype(np.float32)


def test_a_dump_without_vectors_is_refused_once_there_is_an_encoder() -> None:
    """Old articles would count as unlike all others; the caller rebuilds. The other way round nothing is lost."""
    plain, encoded = StoryIndex(), StoryIndex(by_length)
    for index in (plain, encoded):
        index.place([arrival("a", CLOSED)], {})
    with pytest.raises(UnreadableInput):
        StoryIndex.load(plain.dump(), by_length)
    assert len(StoryIndex.load(encoded.dump(), by_length)) == 1
    without = StoryIndex.load(encoded.dump())
    assert stories(without, [arrival("b", QUEUES, 1)]) == {"b": "a"}
    with pytest.raises(UnreadableInput):
        StoryIndex.load(without.dump(), by_length)


def test_a_full_index_forgets_the_oldest() -> None:
    """Memory is bounded, and a story goes on under its name while one of its articles is held."""
    index = StoryIndex(most=8)
    stories(index, [arrival("a", CLOSED), arrival("b", QUEUES, 1)])
    fillers = [(f"{word} {BAKERS[0]}", f"{word} opened its doors in {word} on Monday") for word in "QRSTUVW"]
    stories(index, *[[arrival(f"f{n}", report, 1)] for n, report in enumerate(fillers[:5])])
    stories(index, [arrival("c", CLOSED, 2)], [arrival("d", BAKERS, 2)])
    assert len(index) <= 8
    assert stories(index, [arrival("e", QUEUES, 3)])["e"] == "a"


def test_a_merge_is_recorded_with_what_moved() -> None:
    """Two stories that a later article ties together become one under the older name, and it is told why."""
    index = StoryIndex()
    index.place([arrival("a", CLOSED), arrival("b", QUEUES, 1)], {})
    index._names.append(StoryId("b"))
    index._members = {0: [0], 1: [1]}
    index._corpus.table["story"][1] = 1
    placed, changes = index.place([arrival("c", QUEUES, 2)], {})
    assert {placement.article: placement.story for placement in placed} == {"b": "a", "c": "a"}
    assert [(change.kind, change.story, change.into) for change in changes] == [(StoryChangeKind.MERGE, "b", "a")]
    assert set(changes[0].articles) == {"b", "c"}


def test_a_story_falls_in_two_where_its_members_do() -> None:
    """Two parts of at least two members leave each other; the part of the first member stays."""
    odds = np.full((5, 5), -4.0)
    odds[:3, :3] = odds[3:, 3:] = 3.0
    assert divide(odds) == ([3, 4], -4.0)


def test_a_member_that_fits_another_story_better_is_told() -> None:
    """Of three members the last has all odds with the other story; a pair that was never compared counts a little."""
    odds = np.full((5, 5), np.nan)
    odds[0, 1] = odds[1, 0] = 4.0
    odds[2, 3] = odds[3, 2] = odds[2, 4] = odds[4, 2] = 3.0
    place, fit, gain = best_mover(odds, np.array([True, True, True, False, False]))
    assert (place, fit, gain) == (2, 3.0, 4.5)


def test_one_odd_article_is_no_story_of_its_own() -> None:
    """A part of one does not leave."""
    odds = np.full((4, 4), 3.0)
    odds[3, :3] = odds[:3, 3] = -4.0
    assert divide(odds) == ([], 0.0)


def test_in_a_long_story_one_close_member_is_not_enough() -> None:
    """Half of the members count, at most twelve; those that were not even near count against."""
    members = {7: list(range(6)), 9: [6]}
    scores = story_scores(np.array([7, 9]), np.array([3.0, 2.0]), members)
    assert scores[7] == pytest.approx(0.0)
    assert scores[9] == pytest.approx(2.0)
