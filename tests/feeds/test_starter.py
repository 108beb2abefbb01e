"""The starter list of feeds."""

import pytest
from babel import Locale

from coranto.feeds.starter import StarterFeed, starter_feeds
from coranto.text.urls import host_of, is_web_url, url_key

FEEDS = starter_feeds()


def test_the_list_spans_the_world() -> None:
    """There are feeds from at least 50 countries in at least 30 languages, each address once."""
    assert len({feed.country for feed in FEEDS}) >= 50
    assert len({feed.language for feed in FEEDS}) >= 30
    assert len({url_key(feed.url) for feed in FEEDS}) == len(FEEDS)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.title)
def test_a_row_is_sound(feed: StarterFeed) -> None:
    """Country and language exist, both addresses are encrypted web addresses."""
    english = Locale("en")
    assert feed.country == "INT" or feed.country in english.territories
    assert feed.language in english.languages
    assert all(is_web_url(url) and url.startswith("https://") for url in (feed.url, feed.site))
    assert feed.as_source(folder="News").folder == "News"
    assert host_of(feed.site)


def test_feeds_are_chosen_by_country_and_language() -> None:
    """Either or both narrow the list; what does not exist gives none."""
    assert {feed.country for feed in starter_feeds(language="DE")} >= {"DE", "AT", "CH"}
    assert [feed.title for feed in starter_feeds(country="ch", language="fr")] == ["Le Temps"]
    assert starter_feeds(country="XX") == ()
