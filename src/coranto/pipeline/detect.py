"""What some bytes are: told from content, not from names."""

from __future__ import annotations

import re
from enum import StrEnum

from coranto.errors import EmptyInput, UnreadableInput

SNIFFED = 4096
"""How many bytes from the start are looked at."""


class InputKind(StrEnum):
    """Anything that can hold news."""

    FEED = "feed"
    JSON_FEED = "json-feed"
    OPML = "opml"
    SITEMAP = "sitemap"
    HTML = "html"
    WARC = "warc"
    LINES = "json-lines"
    MAIL = "mail"
    MBOX = "mbox"
    GZIP = "gzip"
    ZSTD = "zstd"
    ZIP = "zip"
    TAR = "tar"
    TEXT = "text"


_MAGIC = (
    (b"\x1f\x8b", InputKind.GZIP),
    (b"\x28\xb5\x2f\xfd", InputKind.ZSTD),
    (b"PK\x03\x04", InputKind.ZIP),
    (b"WARC/", InputKind.WARC),
    (b"From ", InputKind.MBOX),
)
_TAR_MAGIC_AT = 257
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype\s[^>\[]*(?:\[[^\]]*\]\s*)?>|\s+)*\s*", re.IGNORECASE | re.DOTALL
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(\w+)", re.ASCII)
_ROOTS = {
    "rss": InputKind.FEED,
    "feed": InputKind.FEED,
    "rdf": InputKind.FEED,
    "channel": InputKind.FEED,
    "opml": InputKind.OPML,
    "urlset": InputKind.SITEMAP,
    "sitemapindex": InputKind.SITEMAP,
}
_JSON_FEED = re.compile(r"jsonfeed\.org/version|\"items\"\s*:\s*\[")
_BURIED_FEED = re.compile(r"<rss\s[^<>]*version|<feed\s[^<>]*xmlns|<rdf:RDF\s")
"""The root of a feed with something before it, a server's warning as a rule."""
_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1|title|meta|script)\b", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    r"(?:(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type)"
    r":[^\n]*\n(?:[ \t][^\n]*\n)*){2,}",
    re.IGNORECASE,
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
"""A tag in UTF-16 without a mark."""


def detect(data: bytes, *, where: str = "") -> InputKind:
    """Return what the bytes are.

    Raises:
        EmptyInput: there are none, or only white space.
        UnreadableInput: binary data of no kind that holds news.
    """
    if not data.strip():
        raise EmptyInput("nothing in it", where=where, hint="check that the download or export finished")
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (kind is not InputKind.MBOX or _is_mbox(data)):
            return kind
    if data[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] == b"ustar":
        return InputKind.TAR
    head = _decode(data[:SNIFFED])
    if _binary(head):
        raise UnreadableInput(
            "binary data of no known kind", where=where, hint="give a feed, page, archive, mail, JSON Lines or text"
        )
    return _detect_text(head)


def _detect_text(head: str) -> InputKind:
    body = head[_end_of_prologue(head) :]
    root = _ROOT.match(body)
    if root and root[1].lower() in _ROOTS:
        return _ROOTS[root[1].lower()]
    if body.startswith("{"):
        return InputKind.JSON_FEED if _JSON_FEED.search(head) else InputKind.LINES
    if _MAIL_HEADER.match(head.replace("\r\n", "\n")):
        return InputKind.MAIL
    buried = _BURIED_FEED.search(head)
    if buried and not _PAGE.search(head, 0, buried.start()):
        return InputKind.FEED
    return InputKind.HTML if _HTML.search(head) else InputKind.TEXT


def _end_of_prologue(head: str) -> int:
    found = _PROLOGUE.match(head)
    return found.end() if found else 0


def _is_mbox(data: bytes) -> bool:
    """Whether a header follows the ``From sender date`` line that opens a mail folder (RFC 4155)."""
    _, _, rest = data[:SNIFFED].partition(b"\n")
    return _MAIL_HEADER.match(_decode(rest).replace("\r\n", "\n")) is not None


def _decode(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    wide = next((encoding for start, encoding in _WIDE if head.startswith(start)), "utf-8")
    return head.decode(wide, "replace")


def _binary(head: str) -> bool:
    """Whether control characters make up more than a few in a hundred; text never holds that many."""
    controls = sum(1 for character in head if character < " " and character not in "\t\n\r\f")
    return controls > len(head) * 0.03
