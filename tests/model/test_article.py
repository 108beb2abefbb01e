"""Articles."""

from datetime import UTC, datetime, timedelta

from coranto.model import Article, ArticleId, Kind, StoredArticle

SEEN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def stored(published: datetime | None) -> StoredArticle:
    article = Article(title="Ferry returns to Halden", published=published)
    return StoredArticle(id=ArticleId("a"), article=article, revision=1, seen=SEEN)


def test_the_publishers_time_counts() -> None:
    """An article is sorted by the time its publisher gave."""
    assert stored(SEEN - timedelta(hours=2)).when == SEEN - timedelta(hours=2)


def test_a_time_from_the_future_does_not_count() -> None:
    """A wrong clock at the publisher does not pin an article to the top."""
    assert stored(SEEN + timedelta(days=1)).when == SEEN
    assert stored(None).when == SEEN


def test_a_time_without_zone_is_taken_for_utc() -> None:
    """A few hours off is nearer the truth than the day on which an archive was read."""
    assert stored(datetime(2026, 1, 1)).when == datetime(2026, 1, 1, tzinfo=UTC)  # the missing zone is the case


def test_only_articles_and_live_blogs_go_to_readers() -> None:
    """Index pages, stubs and error pages are never shown as articles."""
    assert [kind for kind in Kind if kind.readable] == [Kind.ARTICLE, Kind.LIVE]
