"""Addresses of sources: kept as they are, and shown without what is not for everyone."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from coranto.app.accounts import Accounts
from coranto.app.reading.sources import read_sources
from coranto.app.service import Coranto
from coranto.app.subscriptions import Subscriptions
from coranto.feeds.starter import starter_feeds
from coranto.model import Role, Source, SourceState
from coranto.text.hashing import source_id
from newsroom import Browser


@pytest.fixture
def owner(app: Starlette, coranto: Coranto) -> Browser:
    """Give the browser of the library's owner."""
    accounts = Accounts(coranto.library, coranto.clock)
    return Browser(app, accounts.redeem(accounts.sign_in_link(accounts.add("Alice", Role.OWNER).id)))


def test_a_login_in_an_address_is_the_owners(app: Starlette, coranto: Coranto, owner: Browser) -> None:
    """Private feeds are fetched with it; the page and the list that others get do not show it."""
    subscriptions = Subscriptions(coranto.library, coranto.clock)
    subscriptions.add("https://ada:secret@x.example/feed?outputType=xml")
    visitor = Browser(app)
    for browser in (visitor, owner):
        assert "https://x.example/feed?outputType=xml" in browser.get("/sources")
        assert "secret" not in browser.get("/sources")
    assert "secret" not in visitor.get("/sources/opml")
    assert "https://ada:secret@x.example/feed?outputType=xml" in owner.get("/sources/opml")


def test_a_paste_of_many_is_taken(coranto: Coranto, owner: Browser) -> None:
    """Every address in a text is subscribed to; what is said about each that is not well names it."""
    text = "The Post – https://post.example/feed\nand https://nowhere.invalid/rss, imaps://ada@mail.example/News\n"
    said = owner.post("/sources", "/sources", 200, addresses=text, folder="Mine")
    assert "2 of 3 added" in said
    assert "https://post.example/feed" in said
    assert "already" in said
    added = {source.url for source in coranto.library.sources.all() if source.folder == "Mine"}
    assert added == {"https://nowhere.invalid/rss", "imaps://ada@mail.example/News"}
    assert "ada@" not in owner.get("/sources")


def test_a_list_to_begin_with_is_offered_where_there_is_nothing(coranto: Coranto, owner: Browser) -> None:
    """By country and language, marked as not verified, to the owner of a library without sources; then no more."""
    assert "A list to begin with" not in owner.get("/sources?country=CH&language=de")
    coranto.library.sources.remove(coranto.library.sources.all()[0].id)
    assert "not verified" in owner.get("/sources")
    shown = owner.get("/sources?country=CH&language=de")
    feeds = starter_feeds(country="CH", language="de")
    assert feeds
    assert all(feed.url in shown for feed in feeds)
    assert "No feed of that country" in owner.get("/sources?country=NO&language=sw")


def test_sources_that_need_care_come_first(coranto: Coranto, owner: Browser) -> None:
    """Health is seen at a glance: counts and a bar by state, the failing ones above the others."""
    for name, state in (("a", SourceState.OK), ("b", SourceState.OK), ("z", SourceState.FAILING)):
        url = f"https://{name}.example/feed"
        coranto.library.sources.add(Source(id=source_id(url), url=url, title=name, state=state))
    found = read_sources(coranto.library)
    assert found.sources[0].source.title == "z"
    assert [(share.state, share.count, share.start, share.width) for share in found.shares] == [
        ("ok", 2, 0.0, 50.0),
        ("new", 1, 50.0, 25.0),
        ("failing", 1, 75.0, 25.0),
    ]
    assert "1 failing" in owner.get("/sources")
