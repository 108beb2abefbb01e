"""The feeds of a site, found in its page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.feeds.discover import find_feeds, guess_feeds

PAGE = """<html><head><base href="https://courier.example/de/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate" type="application/rss+xml" title="News" href="feed.xml">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
<link rel="alternate" type="application/json+oembed" href="/oembed?x">
<link rel="alternate" hreflang="en" href="/en/">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="//atom.example/f">
</head><body><a href="/rss/sport.xml#top">Sport</a> <a href="https://other.example/feed">x</a>
<a href="/feedback">Feedback</a>
<a href="feed.xml">RSS</a><a href="/news/rss-explained.html">RSS</a><a href="javascript:rss()">RSS</a></body></html>"""


def test_declared_feeds_come_first() -> None:
    """Declared feeds, then those of comments, then links on the site that look like feeds, then others; each once."""
    assert find_feeds(PAGE, "https://courier.example/") == [
        "https://courier.example/de/feed.xml",
        "https://atom.example/f",
        "https://courier.example/comments/feed",
        "https://courier.example/rss/sport.xml",
        "https://other.example/feed",
    ]


def test_a_site_that_names_no_feed_has_usual_places() -> None:
    """Below the page first, then below the site; of what is no address there is nothing to guess."""
    guesses = guess_feeds("https://courier.example/blog/?page=2#top")
    assert guesses[0] == "https://courier.example/blog/feed"
    assert "https://courier.example/feed" in guesses
    assert len(set(guess_feeds("https://courier.example"))) == len(guess_feeds("https://courier.example")) > 5
    assert guess_feeds("news") == []


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    """Any bytes give a list."""
    assert isinstance(find_feeds(b"<link rel=alternate href=" + data, "https://courier.example/"), list)
