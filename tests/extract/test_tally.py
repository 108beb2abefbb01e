import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.extract.tally import count_cards, count_characters, count_untold, find_timed, is_card
from coranto.extract.walk import Passage

TEXTS = st.text(st.sampled_from("aé河1٣ :.hH時-"), min_size=1, max_size=60)


@st.composite
def passages(draw: st.DrawFn) -> list[Passage]:
    """Draw some passages, with links of any share."""
    return [
        Passage(text, "p", 0, draw(st.integers(0, len(text))), 0)
        for text in draw(st.lists(TEXTS, min_size=1, max_size=12))
    ]


@pytest.mark.parametrize(
    ("text", "linked", "told"),
    [
        ("The council votes again", 23, True),
        ("The council votes again", 12, False),
        ("Politics", 8, False),
        ("議会が橋の再建を再び可決", 12, True),
        ("政治", 2, False),
    ],
)
def test_a_card_is_a_linked_headline(text: str, linked: int, told: bool) -> None:
    """It is nearly all link and longer than a section's name, which scripts without blanks say in half as much."""
    assert is_card(Passage(text, "a", 0, linked, 0)) is told


@given(passages())
def test_characters_and_cards_are_counted_once(found: list[Passage]) -> None:
    """The counts over all passages are the sums of what holds for each."""
    assert count_cards(found) == sum(map(is_card, found))
    assert count_characters(found) == sum(len(passage.text) - passage.link_chars for passage in found)
    assert count_characters(found, 10) == count_characters([passage for passage in found if len(passage.text) > 10])


@given(passages(), st.data())
def test_what_follows_a_card_is_its_teaser(found: list[Passage], data: st.DataObject) -> None:
    """Of the body, a linked headline and the two passages after it are not the page's own words."""
    body = [passage for passage in found if data.draw(st.booleans())]
    near = {id(later) for at, passage in enumerate(found) if is_card(passage) for later in found[at : at + 3]}
    assert count_untold(found, body) == count_characters([passage for passage in body if id(passage) not in near])


@given(st.lists(TEXTS, min_size=1, max_size=12))
def test_a_time_of_day_may_stand_where_digits_and_a_separator_are(texts: list[str]) -> None:
    """Only what begins with a digit, or is short and ends in one or nearly so, is looked at, and so far."""

    def may_be(text: str) -> bool:
        near = text[0].isdigit() or (len(text) <= 40 and any(map(str.isdigit, text[-6:])))
        return near and bool(re.search(r"\d\s?[:.hH時]\s?\d\d", text[:40]))

    found = [Passage(text, "p", 0, 0, 0) for text in texts]
    assert find_timed(found) == [number for number, text in enumerate(texts) if may_be(text)]
