"""From bytes to a feed."""

import json
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import CorantoError, EmptyInput, UnreadableInput
from coranto.feeds.parse import parse_feed
from coranto.model import FeedEntry

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_feed_gives_what_stands_beside_it(case: Path) -> None:
    """Each feed under golden/ gives the facts in the file beside it (rewrite with ``python tests/feeds/golden.py``)."""
    feed = parse_feed(case.read_bytes(), url="https://fetched.example/feeds/x")
    expected = case.with_name(case.name + ".expected.json").read_text(encoding="utf-8")
    assert json.loads(msgspec.json.encode(feed)) == json.loads(expected)


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_nothing_is_an_empty_input(data: bytes) -> None:
    """No bytes, white space or a lone byte order mark are an empty input."""
    with pytest.raises(EmptyInput):
        parse_feed(data)


@pytest.mark.parametrize(
    "data", [b"<html><p>News</p></html>", b"{}", b"[1]", b"plain", b"\x89PNG\r\n", b'{"items": 3}']
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    """A page, other JSON, text and pictures are refused with the address in the message."""
    with pytest.raises(UnreadableInput, match=r"https://news\.example/"):
        parse_feed(data, url="https://news.example/")


@pytest.mark.parametrize("cut", ["", "]", "] } junk", ', {"id": "3", "tit', ", oops"])
def test_a_damaged_json_feed_gives_the_items_before_the_damage(cut: str) -> None:
    """What stands before the damage is read; the feed says what is wrong."""
    feed = parse_feed(b'{"version": "1.1", "title": "T", "items": [{"id": "1"}, {"id": "2"}' + cut.encode())
    assert [entry.id for entry in feed.entries] == ["1", "2"]
    assert feed.title == "T"
    assert feed.damaged


def test_the_first_picture_of_a_text_stands_for_one_that_is_not_named() -> None:
    """Without a picture of its own an entry has the first one in its content that is no counting pixel."""
    content = '<img src="https://t.example/p.gif" width="1" height="1"><p><img alt="" src="/a.jpg?w=1&amp;h=2"></p>'
    item = f"<item><title>A</title><description><![CDATA[{content}]]></description></item>"
    feed = parse_feed(f"<rss><channel><link>https://a.example/</link>{item}</channel></rss>".encode())
    assert feed.entries[0].image == "https://a.example/a.jpg?w=1&h=2"


_PIECES = st.sampled_from(
    [
        *(
            "<rss",
            "<channel>",
            "<item>",
            "</item>",
            "<entry",
            "<title>",
            "</title>",
            "<link>",
            "<guid>",
            ">",
            "{",
            '"items',
        ),
        *("<![CDATA[", "]]>", "<!--", "-->", "&", "&amp;", "&#x0;", "&#xD800;", "<!DOCTYPE", "<!ENTITY a 'b'", "&a;"),
        *(
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "type='xhtml'",
            "type='base64'",
            "xml:base='//['",
            "href='http://['",
        ),
        *("<media:content", "<dc:date>", "2026-13-99", "\x00", "\xff", "é"),
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=300), st.lists(_PIECES, max_size=60).map(" ".join).map(lambda text: text.encode("latin-1"))
    )
)
def test_no_bytes_break_it(data: bytes) -> None:
    """Any bytes give a feed or one of our errors."""
    with suppress(CorantoError):
        parse_feed(data, url="https://news.example/feed")


_HEAD = '<rss version="2.0"><channel>'
_SIZE = 200_000
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
BOMBS = {
    "billion laughs": f'<!DOCTYPE r [<!ENTITY a0 "ha">{_LAUGHS}]>{_HEAD}<item><title>&a29;</title></item>',
    "one long entity": f'<!DOCTYPE r [<!ENTITY a "{"a" * 200}">]>{_HEAD}<item><title>' + "&a;" * (_SIZE // 3),
    "a file": f'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>{_HEAD}<item><title>&a;</title></item>',
    "open entries": _HEAD + "<item>" * (_SIZE // 6),
    "closed entries": _HEAD + "<item/>" * (_SIZE // 7),
    "deep": _HEAD + "<item>" + "<description>" * (_SIZE // 13),
    "sections": _HEAD + "<item>" + "<![CDATA[" * (_SIZE // 9),
    "ampersands": _HEAD + "<item><title>" + "&" * _SIZE,
    "bases": "<feed>" + '<a xml:base="x/">' * 200 + '<entry><link href="a"/></entry>' * 3000,
    "links": _HEAD + "<item><description><![CDATA[" + '<a href="' * (_SIZE // 9) + "]]></description></item>",
    "declarations": "<!DOCTYPE x [" + "<!ENTITY a " * (_SIZE // 11),
    "json": '{"items":[' * (_SIZE // 10),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_bounded(kind: str) -> None:
    """No document takes more than a few seconds or grows; no entity is expanded but plain ones, none is fetched."""
    started = time.process_time()
    entries: tuple[FeedEntry, ...] = ()
    with suppress(CorantoError):
        entries = parse_feed(BOMBS[kind].encode(), url="https://news.example/feed").entries
    assert time.process_time() - started < 5
    assert sum(len(entry.title) + len(entry.content) + len(entry.summary) for entry in entries) <= 3 * _SIZE
    assert not any("root:" in entry.title or "haha" in entry.title for entry in entries)
