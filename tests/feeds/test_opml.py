"""Subscription lists in and out."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import CorantoError, InputTooLarge, UnreadableInput
from coranto.feeds import opml
from coranto.feeds.opml import read_opml, write_opml
from coranto.model import Source
from coranto.text.hashing import source_id

LIST = b"""<opml version="1.0"><body>
<outline text="News"><outline text="Europe/East"><outline TEXT="Courier" xmlurl="https://courier.example/feed" htmlUrl="https://courier.example/"/></outline>
<outline title="Post &amp; Co" xmlUrl="feed://post.example/rss"/></outline>
<outline text="Again" xmlUrl="http://www.courier.example/feed/"/>
<outline text="Bad" xmlUrl="javascript:alert(1)"/>
<outline text="Tagged" xmlUrl="https://tagged.example/feed" category="/Science/Space,x"/>
</body></opml>"""


def test_folders_titles_and_sites_are_read() -> None:
    """Nested outlines are folders, a feed stands once, what is no web address is left out."""
    found = [(s.title, s.url, s.folder, s.site) for s in read_opml(LIST)]
    assert found == [
        ("Courier", "https://courier.example/feed", "News/Europe-East", "https://courier.example/"),
        ("Post & Co", "https://post.example/rss", "News", ""),
        ("Tagged", "https://tagged.example/feed", "Science/Space", ""),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"&amp;", b"&"),
        lambda data: data[:-30],
        lambda data: b"junk\n" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: b'<!DOCTYPE x [<!ENTITY a "aa">]>' + data,
    ],
    ids=["raw ampersand", "cut off", "junk before", "utf-16", "doctype"],
)
def test_a_damaged_list_gives_its_feeds(damage: object) -> None:
    """Lists that are no well-formed XML are read all the same."""
    assert callable(damage)
    assert [s.title for s in read_opml(damage(LIST))] == ["Courier", "Post & Co", "Tagged"]


def test_bounds_hold() -> None:
    """Size, number and depth of a list are bounded, and what is no list is refused."""
    with pytest.raises(InputTooLarge):
        read_opml(b"<opml>" + b" " * opml.MAX_BYTES)
    with pytest.raises(UnreadableInput):
        read_opml(b"<html><p>no</p></html>")
    deep = b"<outline text='d'>" * 200 + b"<outline xmlUrl='https://deep.example/f'/>"
    assert read_opml(b"<opml><body>" + deep + b"</body></opml>") == []


_NAMES = st.text(st.characters(exclude_characters="/"), max_size=20).map(lambda name: " ".join(name.split()))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=3), st.booleans()), max_size=8))
def test_what_is_written_is_read_back(rows: list[tuple[str, list[str], bool]]) -> None:
    """Addresses, order within a folder and Coranto's own settings survive; no name breaks the file."""
    sources = []
    for number, (title, folder, adult) in enumerate(rows):
        url = f"https://site{number}.example/feed?a=1&b=2"
        sources.append(Source(id=source_id(url), url=url, title=title, folder="/".join(folder), adult=adult))
    found = {s.url: s.adult for s in read_opml(write_opml(sources, title="Mine"))} if rows else {}
    assert found == {s.url: s.adult for s in sources}


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    """Any bytes give a list or one of our errors."""
    for given_ in (data, LIST[:150] + data):
        with suppress(CorantoError):
            read_opml(given_)
