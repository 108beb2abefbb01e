"""The copy index."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from coranto.copies.index import CopyIndex
from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [
    a + b + c
    for a in ("ba", "do", "ki", "lu", "me")
    for b in ("ran", "sto", "vil", "net")
    for c in ("", "s", "ter", "ka")
]


def prose(seed: int, paragraphs: int = 8) -> str:
    """Return a made text of 40 words a paragraph."""
    random = Random(seed)
    return "\n\n".join(" ".join(random.choices(WORDS, k=40)) + "." for _ in range(paragraphs))


def arrival(id: str, text: str, minutes: int = 0, title: str = "", publisher: str = "", agency: str = "") -> Arrival:  # noqa: A002
    """Return an arrival some minutes after noon."""
    return Arrival(
        id=ArticleId(id),
        title=title or text[:40],
        text=text,
        when=NOON + timedelta(minutes=minutes),
        publisher=publisher,
        agency=agency,
    )


def families(index: CopyIndex, *batches: list[Arrival]) -> dict[str, str]:
    """Return the family of each article after all batches."""
    found: dict[str, str] = {}
    for batch in batches:
        found |= {placed.article: placed.family for placed in index.add(batch)}
    return found


def test_the_same_text_under_another_headline_is_a_copy() -> None:
    """A copy is found by its text, in one batch or over two."""
    text = prose(1)
    found = families(
        CopyIndex(), [arrival("a", text), arrival("b", text)], [arrival("c", text), arrival("d", prose(2))]
    )
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_cut_down_copy_is_found_and_so_is_one_with_added_paragraphs() -> None:
    """Containment counts in both directions."""
    text = prose(1, 20)
    short = "\n\n".join(text.split("\n\n")[:4])
    longer = prose(5, 12) + "\n\n" + text
    assert set(families(CopyIndex(), [arrival("a", text)], [arrival("b", short), arrival("c", longer)]).values()) == {
        "a"
    }


def test_a_round_up_does_not_make_one_family_of_what_it_rounds_up() -> None:
    """Two reports stay apart although a third text holds both."""
    one, two = prose(1, 3), prose(2, 3)
    found = families(
        CopyIndex(), [arrival("a", one), arrival("b", two), arrival("r", one + "\n\n" + two + prose(3, 9))]
    )
    assert found["a"] != found["b"]


def test_an_appeal_that_a_publisher_prints_everywhere_makes_no_copies() -> None:
    """Paragraphs under many headlines of one publisher do not count."""
    appeal = prose(99, 3)
    batch = [
        arrival(f"a{n}", prose(n, 2) + "\n\n" + appeal, title=f"{prose(n, 1)[:60]}", publisher="The Halden Post")
        for n in range(12)
    ]
    index = CopyIndex()
    found = families(index, batch)
    assert len({found[f"a{n}"] for n in range(4, 12)}) == 8


def test_flashes_need_more_than_a_shared_phrase() -> None:
    """Short texts are copies only if nearly all is the same, headline included."""
    stem = "Shares of the company fell in early trading on Monday, the exchange said in a short note to investors"
    found = families(
        CopyIndex(),
        [arrival("a", stem + " in Halden", title="Halden Steel falls")],
        [arrival("b", stem + " in Moss", title="Moss Paper falls")],
        [arrival("c", stem + " in Halden", title="Halden Steel falls")],
    )
    assert found["a"] == found["c"] != found["b"]


def test_the_agency_is_the_origin_even_if_its_own_page_came_late() -> None:
    """Whose mark the text carries counts before time; earlier articles whose place changed are told."""
    text, index = prose(1), CopyIndex()
    index.add([arrival("paper", text, 0, publisher="Halden Post", agency="Reuters")])
    placed = {
        p.article: p.origin for p in index.add([arrival("wire", text, 30, publisher="Reuters", agency="Reuters")])
    }
    assert placed == {"wire": True, "paper": False}


def test_who_names_the_first_publisher_is_not_the_origin() -> None:
    """A notice of first publication counts before time."""
    text, index = prose(1), CopyIndex()
    index.add(
        [arrival("b", text + "\n\nThis story was first published by The Moss Times.", 0, publisher="Halden Post")]
    )
    placed = {p.article: p.origin for p in index.add([arrival("a", text, 30, publisher="The Moss Times")])}
    assert placed == {"a": True, "b": False}


def test_forgetting_the_origin_names_another() -> None:
    """A family outlives its origin and keeps its name."""
    text, index = prose(1), CopyIndex()
    index.add([arrival("a", text, 0), arrival("b", text, 60), arrival("c", text, 120)])
    assert [(p.article, p.family, p.origin) for p in index.forget(ArticleId("a"))] == [("b", "a", True)]
    assert families(index, [arrival("d", text, 180)])["d"] == "a"


def test_an_index_goes_on_after_dump_and_load() -> None:
    """What was dumped answers as before, names and origins included."""
    text, index = prose(1), CopyIndex()
    index.add([arrival("a", text, 0), arrival("b", text, 60), arrival("x", prose(7))])
    index.forget(ArticleId("a"))
    again = CopyIndex.load(index.dump())
    assert len(again) == 2
    placed = again.add([arrival("c", text, 120)])
    assert [(p.article, p.family, p.origin) for p in placed] == [("c", "a", False)]


def test_a_damaged_dump_is_refused() -> None:
    """A cut or foreign file is an input error, which the caller answers by rebuilding."""
    with pytest.raises(UnreadableInput):
        CopyIndex.load(CopyIndex().dump()[:-40])
    with pytest.raises(UnreadableInput):
        CopyIndex.load(b"no index")


def test_a_full_index_forgets_the_oldest_and_keeps_family_names() -> None:
    """Memory is bounded; a family whose first article is gone keeps its name."""
    text, index = prose(1, 3), CopyIndex(most=40)
    families(index, [arrival("first", text)], *[[arrival(f"f{n}", prose(100 + n, 3))] for n in range(20)])
    families(index, [arrival("second", text)], *[[arrival(f"g{n}", prose(200 + n, 3))] for n in range(25)])
    assert len(index) <= 40
    assert families(index, [arrival("third", text)])["third"] == "first"
