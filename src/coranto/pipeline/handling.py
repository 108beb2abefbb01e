"""What a source answered is taken into the library: its articles, then the pages that it leads to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from coranto.errors import CorantoError, NotFound
from coranto.model import Capture, Feed, Source, SourceId, SourceKind
from coranto.pipeline.intake import Intake, parse_capture
from coranto.pipeline.pages import PAGE, PageFetcher
from coranto.pipeline.taking import Taken, Taker
from coranto.ports.library import Library
from coranto.ports.outside import Clock

_LOG = logging.getLogger(__name__)
_NO_FEED = (PAGE, SourceKind.MAIL.value)
RESUMED = 20
"""Captures taken up at a time after a kill."""


class CaptureHandler:
    """``pipeline.poller.Handler``. A capture is done when all that it leads to is; ``told`` hears what became of it."""

    def __init__(
        self,
        library: Library,
        pages: PageFetcher,
        clock: Clock,
        *,
        max_bytes: int,
        told: Callable[[Taken], None] = lambda _: None,
    ) -> None:
        self._library = library
        self._pages = pages
        self._clock = clock
        self._max_bytes = max_bytes
        self._told = told

    async def __call__(self, number: int, capture: Capture, source: Source | None, feed: Feed | None) -> None:
        """Take a recorded capture."""
        intake = Intake(self._library.articles.find, max_bytes=self._max_bytes, source=source)
        taker = Taker(self._library, self._clock)
        if source and feed:
            await asyncio.to_thread(self._introduce, source, feed)
        await asyncio.to_thread(_take, capture, feed, intake, taker)
        wanted, taker.taken.wanted = taker.taken.wanted, []
        await self._pages.take(wanted, intake, taker, source.id if source else None)
        await asyncio.to_thread(self._library.captures.done, number)
        self._told(taker.taken)

    async def resume(self, kind: str = "") -> None:
        """Take up what was recorded and is not finished, all of it or one kind.

        Pages come first, so that none is fetched again after a kill.
        """
        while pending := await asyncio.to_thread(self._library.captures.pending, RESUMED, kind):
            for number, capture, source, what in sorted(pending, key=lambda one: one[3] != PAGE):
                try:
                    await self(number, capture, self._source(source), _feed(capture, what))
                except CorantoError:
                    raise
                except Exception as error:  # what crashed the last run must not crash every run
                    _LOG.exception("%s", capture.url)
                    await asyncio.to_thread(self._drop, number, capture, error)

    def _introduce(self, source: Source, feed: Feed) -> None:
        """Let a source that nobody has named go by what its feed calls itself."""
        known = self._source(source.id)
        if known and not known.title and feed.title:
            self._library.sources.update(replace(known, title=feed.title, site=known.site or feed.site))

    def _drop(self, number: int, capture: Capture, error: Exception) -> None:
        """Give up a capture that a fault of ours keeps from being taken, and say so on the sources page."""
        self._library.sources.note_error(capture.url, "fault", repr(error), self._clock.now())
        self._library.captures.done(number)

    def _source(self, source: SourceId | None) -> Source | None:
        try:
            return self._library.sources.get(source) if source else None
        except NotFound:
            return None


def _feed(capture: Capture, kind: str) -> Feed | None:
    try:
        return None if kind in _NO_FEED else parse_capture(capture)
    except CorantoError:
        return None


def _take(capture: Capture, feed: Feed | None, intake: Intake, taker: Taker) -> None:
    taker.take(intake.feed(capture, feed) if feed else intake.open(capture))
    taker.flush()
