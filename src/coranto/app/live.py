"""The work behind a running Coranto: poll what is due and move on what came."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from threading import Event, Thread

from coranto.app.network import open_network
from coranto.app.service import Coranto
from coranto.app.work import make_advance, working
from coranto.errors import CorantoError, LibraryBusy
from coranto.pipeline.advance import Progress
from coranto.pipeline.handling import CaptureHandler
from coranto.pipeline.intake import parse_capture
from coranto.pipeline.mailboxes import Mailboxes
from coranto.pipeline.poller import Poller
from coranto.pipeline.websub import PUSHED, Subscriber

LOOK = 2.0
"""Seconds between two looks at what there is to move on."""
RETRY = 10.0
"""Seconds until a library that another process works on is tried again."""
_LOG = logging.getLogger(__name__)


def poll_once(coranto: Coranto, progress: Progress = lambda _stage, _count: None) -> int:
    """Poll every source that is due and move on what came; returns how many sources were asked.

    Raises:
        LibraryBusy: another Coranto is at work on this library.
    """
    with working(coranto):
        advance = make_advance(coranto, progress)
        asked = asyncio.run(_poll_due(coranto, progress))
        advance.run()
    return asked


def ask_again(coranto: Coranto) -> None:
    """Make every source due now, whatever its rhythm."""
    sources, now = coranto.library.sources, coranto.clock.now()
    for source in sources.all():
        sources.polled(replace(sources.state(source.id), due=now), source.state)


class LiveWork:
    """Polls and moves on in a thread of its own until stopped; waits while another process is at work."""

    def __init__(self, coranto: Coranto) -> None:
        self._coranto = coranto
        self._stop = Event()
        self._thread = Thread(target=self._run, name="live", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step at hand; what is unfinished is taken up by the next start."""
        self._stop.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with working(self._coranto):
                    asyncio.run(self._work())
            except LibraryBusy:
                _LOG.info("another Coranto is at work on this library; waiting")
            except CorantoError as error:
                _LOG.error("%s", error)
            self._stop.wait(RETRY)

    async def _work(self) -> None:
        """Poll in one task, so that a host that hangs holds up nothing, and move on what came in another."""
        advance = await asyncio.to_thread(make_advance, self._coranto)
        async with _line(self._coranto, lambda _stage, _count: None) as line:
            polling = asyncio.ensure_future(line.run())
            try:
                while not self._stop.is_set() and not polling.done():
                    await line.handler.resume(PUSHED)
                    await asyncio.to_thread(advance.run)
                    await asyncio.sleep(LOOK)
            finally:
                polling.cancel()
                with suppress(asyncio.CancelledError):
                    await polling


async def _poll_due(coranto: Coranto, progress: Progress) -> int:
    async with _line(coranto, progress) as line:
        return await line.poller.poll_due()


@dataclass(frozen=True)
class _Line:
    """What brings in news: the poller, what takes what it finds, and where hubs can reach us, who asks them."""

    poller: Poller
    handler: CaptureHandler
    subscriber: Subscriber | None

    async def run(self) -> None:
        """Poll, and ask hubs, until cancelled."""
        await asyncio.gather(self.poller.run(), *([self.subscriber.run()] if self.subscriber else []))


@asynccontextmanager
async def _line(coranto: Coranto, progress: Progress) -> AsyncIterator[_Line]:
    """Give what brings in news, once what a killed run had left is taken up."""
    async with open_network(coranto) as network:
        handler = CaptureHandler(
            coranto.library,
            network.pages,
            coranto.clock,
            max_bytes=coranto.settings.max_bytes,
            told=lambda taken: progress("fetch", sum(taken.outcomes.values())),
        )
        await handler.resume()
        base, library, clock = coranto.settings.public_url, coranto.library, coranto.clock
        subscriber = Subscriber(library, network.hubs, base, clock) if base else None
        poller = Poller(
            library,
            network.fetcher,
            parse_capture,
            handler,
            clock=clock,
            robots=network.robots,
            subscriber=subscriber,
            mailboxes=_mailboxes(coranto, handler),
        )
        yield _Line(poller, handler, subscriber)


def _mailboxes(coranto: Coranto, handler: CaptureHandler) -> Mailboxes:
    settings = coranto.settings
    return Mailboxes(
        coranto.library,
        handler,
        clock=coranto.clock,
        password=settings.mail_password,
        allowed_hosts=settings.allowed_hosts,
    )
