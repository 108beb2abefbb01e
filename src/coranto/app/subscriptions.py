"""The sources of a library: add, pause, remove, and take over a whole subscription list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coranto.errors import Conflict, InputError, NotFound
from coranto.feeds.opml import read_opml, write_opml
from coranto.feeds.pasted import MAX_TEXT, read_addresses
from coranto.fetch.mailbox import SCHEME, mailbox_at
from coranto.model import Source, SourceId, SourceKind, SourceState
from coranto.ports.library import Library
from coranto.ports.outside import Clock
from coranto.text.hashing import source_id
from coranto.text.urls import is_web_url, url_key

_LONGEST_URL = 2000
_LONGEST_NAME = 120


class Subscriptions:
    """What the owner does with sources; the poller finds the rest."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    def add(self, url: str, *, folder: str = "", title: str = "") -> Source:
        """Subscribe to a feed, or to a mailbox (``imaps://user@host/folder``).

        Raises:
            InputError: no address of either kind.
            Conflict: it is there already.
        """
        kind = SourceKind.MAIL if is_mailbox(url) else SourceKind.FEED
        if kind is SourceKind.MAIL:
            box = mailbox_at(url)
            title = title or f"{box.folder} at {box.host}"
        elif not is_web_url(url) or len(url) > _LONGEST_URL:
            raise InputError("that is no web address, or a very long one", hint="it begins with https:// or http://")
        source = Source(
            id=source_id(url),
            kind=kind,
            url=url.strip(),  # as it is: what tracks the reader of a page may choose a feed's form (?outputType=xml)
            folder=folder[:_LONGEST_NAME],
            title=title[:_LONGEST_NAME],
            added=self._clock.now(),
        )
        if not self._library.sources.add(source):
            raise Conflict("this source is there already")
        return source

    def find(self, named: str) -> Source:
        """Return the source with this address or id.

        Raises:
            NotFound: there is none.
        """
        key = url_key(named)
        known = self._library.sources.all()
        found = next((source for source in known if source.id == named or url_key(source.url) == key), None)
        if found is None:
            raise NotFound("no such source", where=named, hint="`coranto sources` lists them")
        return found

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
        """Return the feeds as a list that other readers take; mailboxes are left out."""
        sources = self._library.sources.all() if sources is None else sources
        return write_opml([source for source in sources if source.kind is not SourceKind.MAIL], title="Coranto")


def is_mailbox(address: str) -> bool:
    """Whether this is written as the address of a mailbox."""
    return address.lower().startswith(f"{SCHEME}:")


def addresses_in(text: str) -> list[str]:
    """Return the addresses of feeds, sites and mailboxes that someone pasted, each once."""
    boxes = dict.fromkeys(word for word in text[:MAX_TEXT].split() if is_mailbox(word))
    return [*boxes, *(source.url for source in read_addresses(text))]
