"""Related articles."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from coranto.model import Article, ArticleId, StoredArticle, StoryId
from coranto.stories.matter import PARTS, Matters
from coranto.stories.related import find_related

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BRIDGE = "The Halden bridge was closed after a crack was found in its pier, said Mayor Ingrid Solberg of Halden."
TOLL = "Drivers pay for the Halden bridge from June. Mayor Ingrid Solberg said the toll mends the bridge and its piers."
BAKERS = "Bakers in Lisbon began a strike that leaves cafés without rolls; their union wants nine per cent more."


def stored(id: str, title: str, text: str, story: str, days: float = 0) -> StoredArticle:  # noqa: A002
    """Return a stored article some days before noon."""
    return StoredArticle(
        id=ArticleId(id),
        article=Article(title=title, text=text),
        revision=1,
        seen=NOON - timedelta(days=days),
        story=StoryId(story),
    )


ARTICLE = stored("a", "Halden bridge closed after crack", BRIDGE, "s1")


def test_the_same_matter_in_another_story_is_related_and_says_why() -> None:
    """The reason names what both are about, as the article writes it."""
    found = find_related(ARTICLE, [stored("t", "Toll for Halden bridge", TOLL, "s2", 3)], now=NOON)
    assert [one.article for one in found] == ["t"]
    assert "Halden" in found[0].reason


def test_neither_the_same_story_nor_another_matter_is_related() -> None:
    """Below the floor fewer are shown, never fillers."""
    candidates = [ARTICLE, stored("b", "Crack closes bridge", BRIDGE, "s1"), stored("x", "Strike", BAKERS, "s3")]
    assert find_related(ARTICLE, candidates, now=NOON) == []


def test_of_one_story_at_most_one_is_shown() -> None:
    """Two reports of the toll are one suggestion, the fresher first."""
    candidates = [
        stored("old", "Toll for Halden bridge", TOLL, "s2", 300),
        stored("new", "Toll for Halden bridge", TOLL, "s2", 1),
    ]
    assert [one.article for one in find_related(ARTICLE, candidates, now=NOON)] == ["new"]


def test_inflected_words_of_another_language_meet() -> None:
    """Stems are first letters, so that a language needs no stemmer."""
    one = stored(
        "a", "Brücke gesperrt", "Die Haldener Brücke bleibt gesperrt, weil Gutachter Risse in Pfeilern fanden.", "s1"
    )
    other = stored(
        "b", "Neue Brücken", "Über gesperrte Brücken und die Haldener Pfeiler: Gutachten nennen Risse.", "s2"
    )
    assert [near.article for near in find_related(one, [other], now=NOON)] == ["b"]


def test_what_is_related_is_so_from_both_sides() -> None:
    """Closeness does not depend on which of the two is asked."""
    toll = stored("t", "Toll for Halden bridge", TOLL, "s2", 3)
    there, back = (find_related(*pair, now=NOON)[0].score for pair in ((ARTICLE, [toll]), (toll, [ARTICLE])))
    assert there == pytest.approx(back)


def test_a_reason_names_whole_names_that_both_texts_have() -> None:
    """Every name in a reason stands in both texts, with first name and surname as one."""
    reason = find_related(ARTICLE, [stored("t", "Toll for Halden bridge", TOLL, "s2")], now=NOON)[0].reason
    names = reason.removeprefix("also about ").split(", ")
    assert "Mayor Ingrid Solberg" in names
    assert all(name in BRIDGE + ARTICLE.article.title and name in TOLL for name in names)


def test_without_a_shared_name_the_reason_is_shared_words() -> None:
    """Where no name is shared, rare words are told."""
    one = stored("a", "cracks in bridge piers", "inspectors measured cracks in concrete piers of the viaduct", "s1")
    other = stored("b", "viaduct piers mended", "concrete piers of the viaduct had cracks, inspectors measured", "s2")
    assert find_related(one, [other], now=NOON)[0].reason.startswith("on the same matter: ")


def test_an_encoder_is_asked_for_each_article_once() -> None:
    """What was embedded is remembered with the article."""
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return np.ones((len(texts), 8), np.float32)

    matters = Matters(embed)
    toll = stored("t", "Toll for Halden bridge", TOLL, "s2", 3)
    for _ in range(3):
        assert find_related(ARTICLE, [toll], now=NOON, matters=matters)
    assert len(asked) == 2 * len(PARTS)
