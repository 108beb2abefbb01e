"""Newsletters: a mail (RFC 5322), a mail folder (mbox, RFC 4155) or a saved page (MHTML, RFC 2557) as pages.

A mail becomes an HTML page whose head says what the mail's header said, so that it is cleaned like any other page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from coranto.errors import CorantoError, EmptyInput, InputTooLarge, UnreadableInput
from coranto.model import Capture
from coranto.text.dates import in_utc_unless_zoned

MAX_MAIL = 20_000_000
"""Bytes of one mail."""
_LONGEST_HEADER = 2000
_MOST_PARTS = 200
_MOST_BOUNDARIES = 200
"""Each line of a mail is compared with every boundary that is open."""
_FIRST_LINE = b"From "
_WEB_ADDRESS = re.compile(r"<?(https?://[^\s<>\"]{1,2000})>?")

Found = Capture | CorantoError


class _BoundedMessage(Message):
    """A message whose headers are cut: the standard library reads their parameters in quadratic time."""

    def set_raw(self, name: str, value: str) -> None:
        super().set_raw(name, value[:_LONGEST_HEADER])


def read_mail(data: bytes, *, where: str) -> Iterator[Found]:
    """Yield the page that a mail or MHTML file holds, or the error it makes.

    Its address is the copy on the web where the mail names one, else ``mid:`` and the message id (RFC 2392).
    """
    try:
        if data.lower().count(b"boundary=") > _MOST_BOUNDARIES:
            raise UnreadableInput("a mail of too many parts", where=where)
        yield _as_page(message_from_bytes(data[:MAX_MAIL], _class=_BoundedMessage), where)
    except CorantoError as error:
        yield error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # The standard library's mail parser lets any of these out on damaged input.
        yield UnreadableInput(f"a mail that cannot be read: {error}", where=where)


def read_mbox(file: BinaryIO, *, where: str) -> Iterator[Found]:
    """Yield the page of each mail in a folder, one mail in memory at a time."""
    for number, data in enumerate(_split(file), 1):
        place = f"{where}, mail {number}"
        if data is None:
            yield InputTooLarge(f"a mail of more than {MAX_MAIL} bytes", where=place)
        else:
            yield from read_mail(data, where=place)


def _split(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield each mail of an mbox, None for one over the bound."""
    lines: list[bytes] = []
    size, blank, started = 0, True, False
    while line := file.readline(MAX_MAIL):
        if blank and line.startswith(_FIRST_LINE):
            if started:
                yield b"".join(lines) if size <= MAX_MAIL else None
            lines, size, started = [], 0, True
            continue
        blank = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= MAX_MAIL:
            lines.append(line[1:] if line.startswith(b">From ") else line)
    if started or lines:
        yield b"".join(lines) if size <= MAX_MAIL else None


def _as_page(message: Message, where: str) -> Capture:
    body = _body(message)
    if not body.strip():
        raise EmptyInput("a mail without text", where=where)
    sent = _sent(message)
    return Capture(
        url=_address(message),
        body=(_head(message, sent) + body).encode("utf-8", "replace"),
        fetched=sent or datetime.now(UTC),
        headers={"content-type": "text/html; charset=utf-8"},
    )


def _head(message: Message, sent: datetime | None) -> str:
    if message.get("Snapshot-Content-Location"):
        return ""
    name, address = parseaddr(_header(message, "From"))
    facts = {"author": name or address, "article:published_time": sent.isoformat() if sent else ""}
    meta = "".join(
        f'<meta name="{key}" property="{key}" content="{html.escape(value)}">' for key, value in facts.items() if value
    )
    return f'<!doctype html><meta charset="utf-8"><title>{html.escape(_header(message, "Subject"))}</title>{meta}'


def _header(message: Message, name: str) -> str:
    """Return a header on one line, its encoded words decoded (RFC 2047)."""
    raw = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        parts = decode_header(raw)
    except (ValueError, LookupError):
        return " ".join(raw.split())
    text = "".join(part if isinstance(part, str) else _decode(part, charset or "") for part, charset in parts)
    return " ".join(text.split())


def _sent(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except ValueError:
        return None
    return in_utc_unless_zoned(sent)


def _address(message: Message) -> str:
    for name in ("Snapshot-Content-Location", "Archived-At", "Content-Location"):
        found = _WEB_ADDRESS.search(_header(message, name))
        if found:
            return found[1]
    identity = _header(message, "Message-ID").strip("<> ")
    return f"mid:{identity}" if identity else ""


def _body(message: Message) -> str:
    """Return the longest HTML part, else the plain text as paragraphs."""
    parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    pages = [_text(part) for part in shown if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if pages:
        return max(pages, key=len)
    plain = "\n\n".join(_text(part) for part in shown if part.get_content_type() == "text/plain")
    paragraphs = re.split(r"\n\s*\n", plain.replace("\r\n", "\n"))
    return "".join(f"<p>{html.escape(' '.join(text.split()))}</p>\n" for text in paragraphs if text.strip())


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return _decode(payload, part.get_content_charset() or "") if isinstance(payload, bytes) else ""


def _decode(data: bytes, charset: str) -> str:
    for encoding in (charset, "utf-8"):
        try:
            return data.decode(encoding) if encoding else data.decode()
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
