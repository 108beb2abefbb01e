"""Mailboxes among the sources: each letter is recorded, then the cursor passes it, then it is taken.

A process killed at any point loses no letter; one that is read twice is the same article twice, which is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection

from coranto.errors import CorantoError, SettingsError
from coranto.fetch.mailbox import START, Connect, MailCursor, connect_safely, mailbox_at, read_mailbox
from coranto.model import Capture, Feed, Source, SourceKind
from coranto.ports.library import Library
from coranto.ports.outside import Clock


class Mailboxes:
    """Reads mailboxes. ``handle`` gets each recorded letter, as it gets what the poller fetched."""

    def __init__(
        self,
        library: Library,
        handle: Callable[[int, Capture, Source, Feed | None], Awaitable[None]],
        *,
        clock: Clock,
        password: str,
        allowed_hosts: Collection[str] = (),
        connect: Connect = connect_safely,
    ) -> None:
        self._library = library
        self._handle = handle
        self._clock = clock
        self._password = password
        self._allowed_hosts = allowed_hosts
        self._connect = connect

    async def read(self, source: Source) -> int:
        """Take the letters that are new in a mailbox; returns how many those are.

        Raises:
            SettingsError: there is no password, or one that the protocol cannot carry.
            InputError: the source's address names no mailbox.
            FetchError: the server is not reached, or refuses.
        """
        if not self._password or not self._password.isascii():
            raise SettingsError("no password for mailboxes, or not one in ASCII", hint="set CORANTO_MAIL_PASSWORD")
        box = mailbox_at(source.url, password=self._password, allowed_hosts=self._allowed_hosts)
        letters = read_mailbox(box, after=self._cursor(source), connect=self._connect)
        count = 0
        while one := await asyncio.to_thread(next, letters, None):
            await self._take(source, *one)
            count += 1
        return count

    async def _take(self, source: Source, cursor: MailCursor, found: Capture | CorantoError) -> None:
        number = await asyncio.to_thread(self._record, source, cursor, found)
        if isinstance(found, Capture):
            await self._handle(number, found, source, None)

    def _record(self, source: Source, cursor: MailCursor, found: Capture | CorantoError) -> int:
        """Record a letter or what is wrong with it, then that it was seen."""
        number = 0
        if isinstance(found, Capture):
            number = self._library.captures.add(found, source.id, SourceKind.MAIL.value)
        else:
            self._library.sources.note_error(found.where, found.code, found.message, self._clock.now())
        self._library.settings.set(_key(source), f"{cursor.validity}.{cursor.uid}")
        return number

    def _cursor(self, source: Source) -> MailCursor:
        validity, _, uid = (self._library.settings.get(_key(source)) or "").partition(".")
        return MailCursor(int(validity), int(uid)) if uid else START


def _key(source: Source) -> str:
    return f"mailbox:{source.id}"
