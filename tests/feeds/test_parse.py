"""From bytes to a feed."""

import json
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import CorantoError, EmptyInput, UnreadableInput
from coranto.feeds.parse import parse_feed

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
