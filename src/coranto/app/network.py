"""The way out: one guarded, polite fetcher, and robots.txt for pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from coranto.app.service import Coranto
from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.polite import Manners, PoliteFetcher
from coranto.fetch.robots import Robots
from coranto.pipeline.pages import PageFetcher
from coranto.ports.outside import Fetcher, Poster


@dataclass(frozen=True)
class Network:
    """What one event loop fetches through."""

    fetcher: Fetcher
    robots: Robots
    pages: PageFetcher
    hubs: Poster


@asynccontextmanager
async def open_network(coranto: Coranto) -> AsyncIterator[Network]:
    """Open the way out under the settings' bounds; connections are closed at the end."""
    settings = coranto.settings
    http = HttpFetcher(
        contact=settings.contact,
        allowed_hosts=settings.allowed_hosts,
        ports=settings.fetch_ports,
        limits=Limits(max_bytes=settings.max_bytes, timeout=settings.timeout),
    )
    fetcher = PoliteFetcher(http, Manners(delay=settings.delay))
    try:
        robots = Robots(fetcher)
        yield Network(fetcher, robots, PageFetcher(coranto.library, fetcher, robots), http)
    finally:
        await fetcher.close()
