"""A mailbox with newsletters (IMAP4rev1, RFC 3501): read over TLS, and never changed.

The folder is opened with EXAMINE and mails are asked for with BODY.PEEK, so that nothing is marked as read.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from coranto.errors import AddressRefused, FetchFailed, FetchRefused, InputError, InputTooLarge
from coranto.fetch.guard import refusal
from coranto.fetch.mail import MAX_MAIL, Found, read_mail

MOST_MAILS = 500
"""Mails taken in one visit; the next one goes on after them."""
SCHEME = "imaps"
"""Of a mailbox's address: IMAP over TLS from the first byte (RFC 8314)."""
_PORT = 993
_TIMEOUT = 30.0
_ROOM = 10_000
"""Bytes that a server may send with a mail besides the mail."""
_USER = re.compile(r"[!#$&'+,\-./0-9:;<=>?@A-Z\[^_`a-z|}~]{1,200}")
_FOLDER = re.compile(r"[ -~]{1,200}")
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where the mails are. ``allowed`` lets a host be reached whose address is not public."""

    host: str
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    port: int = _PORT
    allowed: bool = False


def mailbox_at(url: str, *, password: str = "", allowed_hosts: Collection[str] = ()) -> Mailbox:
    """Return the mailbox at ``imaps://user@host[:port]/folder`` (RFC 5092).

    What would end a command of the protocol is in no user or folder; a folder with other letters than ASCII is written
    as the server writes it (modified UTF-7, RFC 3501, 5.1.3).

    Raises:
        InputError: no such address, or one with a password in it.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port or _PORT
    except ValueError:
        raise _no_mailbox() from None
    user, folder = unquote(parts.username or ""), unquote(parts.path.strip("/")) or "INBOX"
    if parts.password is not None:
        raise InputError("a password in an address would be kept", hint="set CORANTO_MAIL_PASSWORD instead")
    if parts.scheme != SCHEME or not host or not _USER.fullmatch(user) or not _FOLDER.fullmatch(folder):
        raise _no_mailbox()
    allowed = host in allowed_hosts or f"{host}:{port}" in allowed_hosts
    return Mailbox(host=host, user=user, password=password, folder=folder, port=port, allowed=allowed)


def _no_mailbox() -> InputError:
    return InputError("that is no mailbox", hint="write it as imaps://user@host/folder")


class MailCursor(NamedTuple):
    """How far a mailbox was read. Numbers of mails (UIDs) hold only as long as the folder's ``validity``."""

    validity: int = 0
    uid: int = 0


class _BoundedIMAP(imaplib.IMAP4_SSL):
    """IMAP over verified TLS that connects to public addresses only and takes no literal that is over the bound."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._allowed = mailbox.allowed
        super().__init__(mailbox.host, mailbox.port, ssl_context=ssl.create_default_context(), timeout=_TIMEOUT)

    def _create_socket(self, timeout: float | None) -> ssl.SSLSocket:
        address = str(socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0][4][0])
        reason = "" if self._allowed else refusal(address)
        if reason:
            raise AddressRefused(f"{self.host} leads to {address}, which is not public ({reason})", where=self.host)
        raw = socket.create_connection((address, self.port), timeout)
        context: ssl.SSLContext = self.ssl_context
        return context.wrap_socket(raw, server_hostname=self.host)

    def read(self, size: int) -> bytes:
        if size > MAX_MAIL + _ROOM:
            raise self.abort(f"a literal of {size} bytes")
        return super().read(size)


START = MailCursor()
Connect = Callable[[Mailbox], imaplib.IMAP4]


def connect_safely(mailbox: Mailbox) -> imaplib.IMAP4:
    """Open the connection that ``read_mailbox`` uses where it is given no other."""
    return _BoundedIMAP(mailbox)


def read_mailbox(
    mailbox: Mailbox, *, after: MailCursor = START, connect: Connect = connect_safely
) -> Iterator[tuple[MailCursor, Found]]:
    """Yield (how far it was read, page or error) for each mail after the cursor, oldest first.

    Raises:
        AddressRefused: the host is not public and not allowed.
        FetchRefused: the server does not let the user in, or has no such folder.
        FetchFailed: no connection, or one that broke.
    """
    try:
        with connect(mailbox) as server:
            yield from _read(server, mailbox, after)
    except imaplib.IMAP4.abort as error:
        raise FetchFailed(f"the mail server broke off: {error}", where=mailbox.host) from error
    except imaplib.IMAP4.error as error:
        raise FetchRefused(f"the mail server said no: {error}", where=mailbox.host) from error
    except OSError as error:
        raise FetchFailed(f"no connection to the mail server: {error}", where=mailbox.host) from error


def _read(server: imaplib.IMAP4, mailbox: Mailbox, after: MailCursor) -> Iterator[tuple[MailCursor, Found]]:
    server.login(mailbox.user, mailbox.password)
    answer, _ = server.select(_quoted(mailbox.folder), readonly=True)
    if answer != "OK":
        raise FetchRefused("no such folder", where=f"{mailbox.host}/{mailbox.folder}")
    validity = _number(server.untagged_responses.get("UIDVALIDITY"))
    last = after.uid if after.validity == validity else 0
    for uid in _uids_after(server, last)[:MOST_MAILS]:
        cursor = MailCursor(validity, uid)
        for found in _fetch(server, uid, f"{mailbox.host}/{mailbox.folder}, mail {uid}"):
            yield cursor, found


def _uids_after(server: imaplib.IMAP4, last: int) -> list[int]:
    """Return the mails after one; ``n:*`` always names the last mail too, so it is checked again."""
    _, found = server.uid("SEARCH", f"UID {last + 1}:*")
    numbers = (found[0] or b"").split() if found else []
    return sorted(uid for uid in map(int, filter(bytes.isdigit, numbers)) if uid > last)


def _fetch(server: imaplib.IMAP4, uid: int, where: str) -> Iterator[Found]:
    size = _SIZE.search(_joined(server.uid("FETCH", str(uid), "(RFC822.SIZE)")[1]))
    if size and int(size[1]) > MAX_MAIL:
        yield InputTooLarge(f"a mail of {int(size[1])} bytes, at most {MAX_MAIL} are read", where=where)
        return
    _, parts = server.uid("FETCH", str(uid), "(BODY.PEEK[])")
    for part in parts:
        if isinstance(part, tuple):
            yield from read_mail(part[1], where=where)


def _joined(parts: Sequence[object]) -> bytes:
    return b" ".join(part for part in parts if isinstance(part, bytes))


def _number(said: Sequence[object] | None) -> int:
    first = said[0] if said else b""
    return int(first) if isinstance(first, bytes) and first.isdigit() else 0


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
