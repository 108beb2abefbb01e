"""Sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html), with the news extension."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from coranto.errors import InputTooLarge, UnreadableInput
from coranto.feeds import values
from coranto.feeds.decode import decode
from coranto.feeds.document import parse_repaired, parse_strictly
from coranto.feeds.tags import Children, children, namespace_of, short_name
from coranto.text.urls import is_web_url

MAX_BYTES = 60_000_000
"""Bytes after decompression; the protocol allows 50 MB."""
MAX_ENTRIES = 50_000
"""As the protocol allows."""
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One page that a sitemap names; ``published`` is the news extension's date, else when the page last changed."""

    url: str
    published: datetime | None = None
    title: str = ""
    language: str = ""
    publisher: str = ""
    keywords: tuple[str, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The pages that a sitemap names, and the further sitemaps that an index names."""

    entries: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(data: bytes, *, url: str) -> Sitemap:
    """Return what a sitemap holds: XML or plain lines of addresses, gzipped or not.

    Raises:
        EmptyInput: nothing in it.
        InputTooLarge: over ``MAX_BYTES`` after decompression.
        UnreadableInput: no sitemap.
    """
    text = decode(_unpack(data, url))
    if not text.lstrip().startswith("<"):
        return _read_lines(text, url)
    root = parse_strictly(text)
    if root is None:
        root, _ = parse_repaired(text)
    if root is None or short_name(root.tag, namespace_of(root)) not in ("urlset", "sitemapindex"):
        raise UnreadableInput("no sitemap", where=url)
    home = namespace_of(root)
    entries: list[SitemapEntry] = []
    sitemaps: list[str] = []
    for element in root:
        parts = children(element, home)
        address = values.absolute(url, _text(parts, "loc"))
        if not is_web_url(address):
            continue
        if short_name(element.tag, home) == "sitemap":
            sitemaps.append(address)
        else:
            entries.append(_entry(parts, address, home))
    return Sitemap(entries=tuple(entries[:MAX_ENTRIES]), sitemaps=tuple(sitemaps[:MAX_ENTRIES]))


def _entry(parts: Children, address: str, home: str) -> SitemapEntry:
    news = next((children(element, home) for element in parts.get("news:news", ())), {})
    publication = next((children(element, home) for element in news.get("news:publication", ())), {})
    image = next((children(element, home) for element in parts.get("image:image", ())), {})
    return SitemapEntry(
        url=address,
        published=values.read_time(_text(news, "news:publication_date")) or values.read_time(_text(parts, "lastmod")),
        title=values.plain_text(_text(news, "news:title")),
        language=_text(publication, "news:language"),
        publisher=values.plain_text(_text(publication, "news:name")),
        keywords=values.unique([values.one_line(word) for word in _text(news, "news:keywords").split(",")]),
        image=values.absolute(address, _text(image, "image:loc")),
    )


def _text(parts: Children, name: str) -> str:
    return next((text for element in parts.get(name, ()) if (text := values.one_line(element.text or ""))), "")


def _read_lines(text: str, url: str) -> Sitemap:
    addresses = [line.strip() for line in text.splitlines() if is_web_url(line)]
    if not addresses:
        raise UnreadableInput("no sitemap", where=url)
    return Sitemap(entries=tuple(SitemapEntry(url=address) for address in addresses[:MAX_ENTRIES]))


def _unpack(data: bytes, url: str) -> bytes:
    if not data.startswith(_GZIP):
        return data[:MAX_BYTES]
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise UnreadableInput(f"gzip that cannot be read: {error}", where=url) from error
    if unpacker.unconsumed_tail:
        raise InputTooLarge(f"more than {MAX_BYTES} bytes after decompression", where=url)
    return unpacked
