"""Addresses in a pasted text."""

from hypothesis import given
from hypothesis import strategies as st

from coranto.feeds.pasted import read_addresses

PASTED = """
My feeds:
1. Courier - https://courier.example/feed?a=1&b=2, and <a href="http://post.example/rss">Post</a>.
* feed://kurier.example/atom.xml
  feed:https://revue.example/rss
news.example/feed
see mail.example, or write to me@mail.example
https://www.courier.example/feed/?a=1&b=2
javascript:alert(1) ftp://files.example/x
"""


def test_each_address_is_found_once() -> None:
    """Lists, prose and HTML give their web addresses; a bare one counts where it has a line of its own."""
    assert [source.url for source in read_addresses(PASTED)] == [
        "https://courier.example/feed?a=1&b=2",
        "http://post.example/rss",
        "https://kurier.example/atom.xml",
        "https://revue.example/rss",
        "https://news.example/feed",
    ]


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    """Any text gives a list."""
    assert isinstance(read_addresses(text + "\nhttps://a.example/" + text), list)
