"""Related articles."""

from datetime import UTC, datetime, timedelta

from coranto.model import Article, ArticleId, StoredArticle, StoryId
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
