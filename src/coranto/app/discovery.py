"""Finding the feeds of what a reader names (a feed's own address, or a page of its site), and subscribing to them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.app.network import Network, open_network
from coranto.app.service import Coranto
from coranto.app.subscriptions import Subscriptions, is_mailbox
from coranto.errors import (
    AddressRefused,
    Conflict,
    CorantoError,
    FetchError,
    FetchGone,
    FetchRefused,
    FetchTimedOut,
    InputError,
)
from coranto.feeds.discover import find_feeds, guess_feeds
from coranto.feeds.parse import parse_feed
from coranto.model import Capture, Feed, Source
from coranto.text.urls import is_web_url

PATIENCE = 60.0
"""Seconds after which the feed of a site is looked for no longer."""
_NAMED = 5
_GUESSED = 10
"""How many of the feeds that a page names, and of the usual places, are tried."""
_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A feed's address, and its title where it was read."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What became of an address: the new source if there is one, and what is to be said about it."""

    address: str
    source: Source | None = None
    problem: CorantoError | None = None


def subscribe(coranto: Coranto, addresses: Sequence[str], *, folder: str = "") -> list[Subscribed]:
    """Subscribe to the feed of each address, and to mailboxes; many sites are asked at a time.

    An address that does not answer now is kept as it is given: it may answer later, and the sources page shows it.
    """
    found = asyncio.run(_find_all(coranto, addresses))
    subscriptions = Subscriptions(coranto.library, coranto.clock)
    return [_add(subscriptions, address, one, folder) for address, one in zip(addresses, found, strict=True)]


async def find_feed(network: Network, url: str) -> Found:
    """Return the feed at an address, else the first that the page there names, else one at a usual place.

    Raises:
        FetchError: the address does not answer, or may not be fetched.
        InputError: it is no feed, and leads to none.
    """
    if not is_web_url(url):
        raise InputError("that is no web address", hint="it begins with https:// or http://")
    capture = await network.fetcher.fetch(url)
    try:
        return Found(url, _read(capture).title)
    except InputError:
        named = find_feeds(capture.body, capture.address)[:_NAMED]
    usual = guess_feeds(capture.address)[:_GUESSED]
    found = await (_first_named(network, named) if named else _first_usual(network, usual))
    if found is None:
        raise InputError("there is no feed at that address, and the page leads to none", where=url)
    return found


async def _first_named(network: Network, named: Sequence[str]) -> Found | None:
    """Return the first that is a feed, or that does not answer now: that it is one, the page says."""
    for url in named:
        try:
            return Found(url, _read(await network.fetcher.fetch(url)).title)
        except (InputError, AddressRefused, FetchRefused, FetchGone):
            continue
        except FetchError:
            return Found(url)
    return None


async def _first_usual(network: Network, usual: Sequence[str]) -> Found | None:
    """Return the first that is a feed; a site that stops answering is left alone."""
    for url in usual:
        try:
            return Found(url, _read(await network.fetcher.fetch(url)).title)
        except (InputError, FetchRefused, FetchGone):
            continue
        except FetchError:
            break
    return None


async def _find_all(coranto: Coranto, addresses: Sequence[str]) -> list[Found | CorantoError]:
    turns = asyncio.Semaphore(_AT_A_TIME)
    async with open_network(coranto) as network:
        return await asyncio.gather(*(_find(network, address, turns) for address in addresses))


async def _find(network: Network, address: str, turns: asyncio.Semaphore) -> Found | CorantoError:
    if is_mailbox(address):
        return Found(address)
    try:
        async with turns, asyncio.timeout(PATIENCE):
            return await find_feed(network, address)
    except TimeoutError:
        return FetchTimedOut("no answer in time", where=address)
    except (InputError, FetchError) as error:
        return error


def _add(subscriptions: Subscriptions, address: str, found: Found | CorantoError, folder: str) -> Subscribed:
    if isinstance(found, InputError | AddressRefused):
        return Subscribed(address, problem=found)
    feed, problem = (found, None) if isinstance(found, Found) else (Found(address), found)
    try:
        return Subscribed(address, subscriptions.add(feed.url, folder=folder, title=feed.title), problem)
    except (InputError, Conflict) as error:
        return Subscribed(address, problem=error)


def _read(capture: Capture) -> Feed:
    return parse_feed(capture.body, url=capture.address, content_type=capture.content_type)
