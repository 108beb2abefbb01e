"""Finding the feed of what a reader names: a feed's own address, or a page of its site."""

from __future__ import annotations

from dataclasses import dataclass

from coranto.app.network import open_network
from coranto.app.service import Coranto
from coranto.errors import InputError
from coranto.feeds.discover import find_feeds
from coranto.feeds.parse import parse_feed
from coranto.model import Capture, Feed
from coranto.text.urls import is_web_url


@dataclass(frozen=True, slots=True)
class Found:
    """A feed's address, and its title where it was read."""

    url: str
    title: str = ""


async def find_feed(coranto: Coranto, url: str) -> Found:
    """Return the feed at an address, or the first one that the page there names.

    Raises:
        FetchError: the address does not answer, or may not be fetched.
        InputError: it is no feed, and names none.
    """
    if not is_web_url(url):
        raise InputError("that is no web address", hint="it begins with https:// or http://")
    async with open_network(coranto) as network:
        capture = await network.fetcher.fetch(url)
        try:
            return Found(url, _read(capture).title)
        except InputError:
            named = find_feeds(capture.body, capture.address)
        if not named:
            raise InputError("there is no feed at that address, and the page names none", where=url)
        return Found(named[0], _read(await network.fetcher.fetch(named[0])).title)


def _read(capture: Capture) -> Feed:
    return parse_feed(capture.body, url=capture.address, content_type=capture.content_type)
