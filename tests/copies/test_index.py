"""The copy index."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_text_reworded_throughout_is_still_a_copy() -> None:
    """A fifth of the words replaced here and there leaves half of its runs of three."""
    random, words, foreign = Random(5), prose(1, 10).split(" "), prose(2, 10).split(" ")
    reworded = " ".join(random.choice(foreign) if random.random() < 0.2 else word for word in words)
    assert set(families(CopyIndex(), [arrival("a", " ".join(words))], [arrival("b", reworded)]).values()) == {"a"}


def test_a_quotation_that_many_texts_print_makes_no_family_of_them() -> None:
    """A short piece joins one of the long texts that hold it; the next long one does not follow it there."""
    piece, first, second = prose(9, 2), prose(1, 12), prose(2, 12)
    found = families(
        CopyIndex(),
        [arrival("long", first + "\n\n" + piece)],
        [arrival("piece", piece, title="The statement in full")],
        [arrival("other", second + "\n\n" + piece)],
    )
    assert found["piece"] == "long"
    assert found["other"] == "other"


def test_a_sign_in_form_is_one_text_within_one_site_only() -> None:
    """A page whose text speaks of no headline is no copy of another site's page with the same form."""
    form = prose(7, 2)
    found = families(
        CopyIndex(),
        [arrival("a", form, title="Teen hurt at Halden quay", publisher="Halden Post")],
        [arrival("b", form + " Halden", title="Four shot near Moss", publisher="Moss Times")],
        [arrival("c", form, title="Boy found after search", publisher="Halden Post")],
    )
    assert found["c"] == found["a"] != found["b"]


def test_the_page_that_a_canonical_link_leads_to_is_the_origin() -> None:
    """Whoever names another address as the text's own was not the first to print it, however early it came."""
    text, index = prose(1), CopyIndex()
    carrier = replace(arrival("b", text, 0, publisher="Halden Post"), url="https://halden.example/b")
    carrier = replace(carrier, original="https://moss.example/a")
    other = replace(arrival("x", text, 5, publisher="Oslo Day"), url="https://oslo.example/x")
    source = replace(arrival("a", text, 60, publisher="The Moss Times"), url="https://www.moss.example/a/")
    placed = {p.article: p.origin for p in index.add([carrier, other, source])}
    assert placed == {"b": False, "x": False, "a": True}


def test_the_oldest_are_forgotten_when_the_index_is_full() -> None:
    """The newest three quarters stay, with their families' names, and go on being found."""
    index = CopyIndex(most=40)
    index.add([arrival("first", prose(0), 0), arrival("again", prose(0), 1)])
    index.add([arrival(f"n{n}", prose(n), n) for n in range(2, 30)])
    index.add([arrival("third", prose(0), 40), *(arrival(f"n{n}", prose(n), n) for n in range(30, 40))])
    assert len(index) == 30
    assert index.placement(ArticleId("first")) is None
    again, other = index.add([arrival("fourth", prose(0), 50), arrival("m", prose(35), 51)])
    assert (again.family, other.family) == ("first", "n35")


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab \n.é日\U0001f600\ud800", max_size=400), max_size=6))
def test_any_text_can_be_placed(texts: list[str]) -> None:
    """Whatever stands in a text, each article has a place, and the same after dump and load."""
    index = CopyIndex()
    batch = [arrival(f"a{n}", text, title=text[:9] or "x", publisher="Paper") for n, text in enumerate(texts)]
    placed = index.add(batch)
    assert [one.article for one in placed[: len(texts)]] == [one.id for one in batch]
    again = CopyIndex.load(index.dump())
    assert all(again.placement(one.id) == index.placement(one.id) for one in batch)
