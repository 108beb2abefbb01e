"""Pages that feeds and sitemaps lead to: fetched side by side, each capture recorded before it is processed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from coranto.errors import CorantoError
from coranto.fetch.page import fetch_page
from coranto.fetch.robots import Robots
from coranto.model import Capture, SourceId
from coranto.pipeline.intake import Intake, PageWanted
from coranto.pipeline.taking import Taker
from coranto.ports.library import Library
from coranto.ports.outside import Fetcher

PAGE = "page"
"""What a recorded capture of a page is called."""


class PageFetcher:
    """Fetches wanted pages through one polite fetcher and hands them to the taker."""

    def __init__(self, library: Library, fetcher: Fetcher, robots: Robots) -> None:
        self._library = library
        self._fetcher = fetcher
        self._robots = robots

    async def take(self, wanted: Sequence[PageWanted], intake: Intake, taker: Taker, source: SourceId | None) -> None:
        """Fetch pages that are not in the library or have changed; what cannot be had is taken as its feed told it."""
        turn = asyncio.Lock()
        fresh = await asyncio.to_thread(lambda: [page for page in wanted if self._is_news(page)])
        await asyncio.gather(*(self._take_one(page, intake, taker, source, turn) for page in fresh))
        await asyncio.to_thread(taker.flush)

    def _is_news(self, page: PageWanted) -> bool:
        """Whether the library has no article at this address, or the feed says it was edited since."""
        known = self._library.articles.find(page.url)
        if known is None:
            return True
        edited = page.entry.modified if page.entry else None
        held = self._library.articles.get_many([known])
        if edited is None or edited.tzinfo is None or not held:
            return False
        last = self._library.articles.revisions(known)[-1]
        return edited > (held[0].article.modified or last.seen)

    async def _take_one(
        self, page: PageWanted, intake: Intake, taker: Taker, source: SourceId | None, turn: asyncio.Lock
    ) -> None:
        try:
            capture = replace(await fetch_page(page.url, self._fetcher, self._robots), entry=page.entry)
        except CorantoError as error:
            async with turn:
                await asyncio.to_thread(_take_entry, page, error, intake, taker)
            return
        async with turn:
            await asyncio.to_thread(self._process, capture, intake, taker, source)

    def _process(self, capture: Capture, intake: Intake, taker: Taker, source: SourceId | None) -> None:
        number = self._library.captures.add(capture, source, PAGE)
        taker.take(intake.open(capture))
        taker.flush()
        self._library.captures.done(number)


def _take_entry(page: PageWanted, error: CorantoError, intake: Intake, taker: Taker) -> None:
    taker.refuse(error)
    taker.take(intake.entry(page, taker.clock.now()))
