"""Copies and stories composed."""

from datetime import UTC, datetime, timedelta

import pytest

from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId
from coranto.pipeline.grouping import Grouper

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BRIDGE = (
    "The Halden bridge was closed on Monday after an inspector found a crack in its southern pier. Mayor Ingrid Solberg"
    " said that 12,000 drivers a day would have to go round by Moss until engineers have measured the damage. The"
    " bridge was opened in 1973 and was last repaired nine years ago, says the county's road office in Sarpsborg."
)
STRIKE = (
    "Bakers in Lisbon began a strike on Monday that leaves cafés without rolls. Their union wants nine per cent more"
    " and a free Sunday. The employers' speaker Rui Teixeira called that a fantasy and offered talks on Thursday. "
    "The last strike of the trade, in 1988, lasted eleven days and ended with a compromise over night work."
)


def arrival(id: str, title: str, text: str, hours: int = 0) -> Arrival:  # noqa: A002
    """Return an arrival some hours after noon."""
    return Arrival(id=ArticleId(id), title=title, text=text, when=NOON + timedelta(hours=hours))


BATCH = [
    arrival("a", "Halden bridge closed after crack is found", BRIDGE),
    arrival("s", "Lisbon bakers on strike", STRIKE),
    arrival("b", "Crack closes bridge at Halden", BRIDGE, 2),
]


def test_copies_share_family_and_story() -> None:
    """A copy is in its origin's family and story; another matter is in neither."""
    placed, changes = Grouper().place(BATCH)
    by_id = {p.article: p for p in placed}
    assert [p.article for p in placed[:3]] == ["a", "s", "b"]
    assert by_id["b"].family == "a"
    assert by_id["b"].story == by_id["a"].story == "a"
    assert by_id["a"].origin
    assert not by_id["b"].origin
    assert by_id["s"].story == "s"
    assert changes == []


def test_an_id_twice_in_a_batch_counts_once() -> None:
    """The later state of an article is the one that is placed."""
    placed, _ = Grouper().place([BATCH[0], BATCH[0]])
    assert [p.article for p in placed] == ["a"]


def test_grouping_goes_on_after_dump_and_load() -> None:
    """A new process continues where the last one stopped."""
    grouper = Grouper()
    grouper.place(BATCH[:2])
    placed, _ = Grouper.load(grouper.dump()).place(BATCH[2:])
    assert placed[0].story == "a"


def test_a_damaged_dump_is_refused() -> None:
    """The caller rebuilds from the library."""
    with pytest.raises(UnreadableInput):
        Grouper.load(b"nothing")


def test_a_forgotten_article_is_no_longer_met() -> None:
    """After an article is forgotten, its copy opens a family and a story of its own."""
    grouper = Grouper()
    grouper.place(BATCH[:1])
    grouper.forget(ArticleId("a"))
    placed, _ = grouper.place(BATCH[2:])
    assert (placed[0].family, placed[0].story) == ("b", "b")
