"""What tells two events of one kind apart: slots filled otherwise, and vectors that lie near."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coranto.model import Arrival, ArticleId
from coranto.stories.conflict import slot_features
from coranto.stories.corpus import Corpus
from coranto.stories.ragged import Ragged
from coranto.stories.slots import DAY, WEEKDAY, filler_of, slot_of
from coranto.stories.terms import read_documents
from coranto.stories.vectors import Vectors

SUNDAY = datetime(2024, 5, 5, 12, tzinfo=UTC)


def arrival(title: str, text: str = "", when: datetime = SUNDAY) -> Arrival:
    """Return an article of one day."""
    return Arrival(id=ArticleId(title), title=title, text=text, when=when)


def compared(*arrivals: Arrival) -> list[tuple[float, ...]]:
    """Return the four columns of the last article beside each of the others."""
    corpus = Corpus()
    rows = [corpus.add(document) for document in read_documents(arrivals)]
    columns = slot_features(corpus, rows[-1], np.array(rows[:-1], np.int64))
    return [tuple(float(column[place]) for column in columns) for place in range(len(rows) - 1)]


def test_the_same_number_of_the_same_thing_agrees_and_another_differs() -> None:
    """Twenty-three pirates here and twenty-six there are two catches."""
    found = compared(arrival("Navy nabs 26 pirates"), arrival("The 23 pirates"), arrival("Navy catches 23 pirates"))
    assert [(same > 0, differ > 0) for same, differ, _, _ in found] == [(False, True), (True, False)]


def test_a_day_of_the_week_is_a_day_of_the_calendar_where_the_time_is_known() -> None:
    """Saturday in English, Samstag in German and *yesterday* on a Sunday are one day; a week later they are not."""
    week_before = datetime(2024, 4, 28, 12, tzinfo=UTC)
    found = compared(
        arrival("Feuer am Samstag"),
        arrival("Fire broke out yesterday"),
        arrival("Fire on Saturday", when=week_before),
        arrival("Fire on Thursday"),
        arrival("Fire on Saturday"),
    )
    assert [(weekday, day) for _, _, weekday, day in found] == [(1, 1), (0, 1), (1, -1.5), (-1, -1.5)]


def test_without_a_time_only_the_day_of_the_week_is_known() -> None:
    """Nothing is resolved against a day that only keeps the order of arrival."""
    document = read_documents([replace(arrival("Fire on Saturday"), dated=False)])[0]
    assert WEEKDAY in slot_of(document.slots)
    assert DAY not in slot_of(document.slots)
    assert filler_of(document.slots).tolist() == [5]


def test_an_article_without_slots_agrees_and_differs_in_nothing() -> None:
    """Nothing said is nothing against."""
    assert compared(arrival("Fire on Saturday kills 3 cows"), arrival("Fire")) == [(0, 0, 0, 0)]


@given(st.lists(st.lists(st.integers(0, 255), max_size=5), min_size=1, max_size=8))
def test_parts_come_back_as_they_were_added(parts: list[list[int]]) -> None:
    """Alone and many at once."""
    ragged = Ragged(np.dtype(np.uint8))
    places = np.array([ragged.add(np.array(part, np.uint8)) for part in parts])
    lengths = np.array([len(part) for part in parts])
    values, owner = ragged.gather(places, lengths)
    assert [ragged.part(place, length).tolist() for place, length in zip(places, lengths, strict=True)] == parts
    assert [values[owner == number].tolist() for number in range(len(parts))] == parts


def test_the_nearest_vectors_are_found_by_their_signs() -> None:
    """Among two hundred others, a vector's twin is the nearest; rows without a vector are no error."""
    random = np.random.default_rng(3).normal(size=(201, 512)).astype(np.float32)
    random[200] = random[17] + 0.2 * random[90]
    vectors = Vectors()
    assert not len(vectors.near(0, 8))
    vectors.set(np.arange(201), random / np.linalg.norm(random, axis=1, keepdims=True))
    assert 17 in vectors.near(200, 2)
    assert vectors.cosine(200, np.array([17]))[0] > 0.9
    assert not len(vectors.near(5000, 8))
