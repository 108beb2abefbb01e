"""The sources of a library: add, pause, remove, and take over a whole subscription list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coranto.errors import Conflict, InputError
from coranto.feeds.opml import read_opml, write_opml
from coranto.model import Source, SourceId, SourceState
from coranto.ports.library import Library
from coranto.ports.outside import Clock
from coranto.text.hashing import source_id
from coranto.text.urls import is_web_url

_LONGEST_URL = 2000
_LONGEST_NAME = 120


class Subscriptions:
    """What the owner does with sources; the poller finds the rest."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    def add(self, url: str, *, folder: str = "", title: str = "") -> Source:
        """Subscribe to a feed.

        Raises:
            InputError: no http(s) address.
            Conflict: it is there already.
        """
        if not is_web_url(url) or len(url) > _LONGEST_URL:
            raise InputError("that is no web address, or a very long one")
        source = Source(
            id=source_id(url),
            url=url.strip(),  # as it is: what tracks the reader of a page may choose a feed's form (?outputType=xml)
            folder=folder[:_LONGEST_NAME],
            title=title[:_LONGEST_NAME],
            added=self._clock.now(),
        )
        if not self._library.sources.add(source):
            raise Conflict("this source is there already")
        return source

    def pause(self, source: SourceId, paused: bool) -> None:
        """Stop polling, or go on with it."""
        state = SourceState.PAUSED if paused else SourceState.NEW
        self._library.sources.update(replace(self._library.sources.get(source), state=state))

    def remove(self, source: SourceId) -> None:
        """Forget a source; its articles stay."""
        self._library.sources.remove(source)

    def take_opml(self, data: bytes) -> tuple[int, int]:
        """Subscribe to a list's feeds; returns how many are new and how many there are.

        Raises:
            InputError: no OPML.
        """
        found = read_opml(data)
        now = self._clock.now()
        return sum(self._library.sources.add(replace(source, added=now)) for source in found), len(found)

    def as_opml(self, sources: Sequence[Source] | None = None) -> bytes:
        """Return the subscriptions as a list that other readers take."""
        return write_opml(self._library.sources.all() if sources is None else sources, title="Coranto")
