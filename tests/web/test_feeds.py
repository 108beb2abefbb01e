"""Feeds out, read back by our own reader."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest

from coranto.feeds.parse import parse_feed
from newsroom import Browser


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_a_feed_of_ours_can_be_read(visitor: Browser, form: str) -> None:
    """Every form holds the story with its address."""
    feed = parse_feed(visitor.get(f"/feed.{form}").encode(), url="http://testserver/")
    assert [(entry.title, entry.url) for entry in feed.entries][:1] == [
        ("Halden bridge reopens", "http://testserver/story/post-1")
    ]


def test_the_elements_of_rss_have_no_namespace(visitor: Browser) -> None:
    """RSS 2.0 is no Atom: a reader that minds namespaces finds the items."""
    assert Xml.fromstring(visitor.get("/feed.rss")).find("channel/item/title") is not None
    assert Xml.fromstring(visitor.get("/feed.atom")).tag == "{http://www.w3.org/2005/Atom}feed"
