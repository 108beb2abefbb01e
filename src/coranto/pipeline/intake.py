"""Anything that holds news is taken apart: into articles, pages to fetch, sources, and what is wrong with the rest."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from coranto.errors import CorantoError, EmptyInput, InputTooLarge, UnreadableInput
from coranto.extract.portal import read_portal
from coranto.feeds.opml import read_opml
from coranto.feeds.parse import parse_feed
from coranto.feeds.sitemap import read_sitemap
from coranto.fetch.archives import read_warc
from coranto.fetch.folders import read_archive
from coranto.fetch.mail import read_mail, read_mbox
from coranto.model import Article, Capture, Comment, Feed, Source, SourceKind
from coranto.pipeline.articles import Find, about_to_be_written, from_entry, from_page
from coranto.pipeline.detect import InputKind, detect
from coranto.pipeline.exchange import read_lines, record_article
from coranto.pipeline.exporting import ExportedReader, exported_record
from coranto.ports.library import NewArticle
from coranto.text.urls import is_web_url

MAX_DEPTH = 4
"""Archives within archives."""


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page to fetch; ``entry`` is what led there, and what is taken if the page gives nothing."""

    url: str
    entry: Article | None = None


Found = NewArticle | PageWanted | Source | ExportedReader | Comment | CorantoError


class Intake:
    """Takes captures and files apart. ``reference`` is the time that ages count back from (default: when fetched)."""

    def __init__(
        self, find: Find, *, max_bytes: int, source: Source | None = None, reference: datetime | None = None
    ) -> None:
        self._find = find
        self._max_bytes = max_bytes
        self._source = source
        self._reference = reference

    def open(self, capture: Capture) -> Iterator[Found]:
        """Yield what a capture holds; its kind is told from its bytes. One bad part does not stop the rest."""
        yield from self._open(capture, 0)

    def feed(self, capture: Capture, feed: Feed) -> Iterator[Found]:
        """Yield what a parsed feed holds: whole articles, and pages to fetch for the others."""
        for entry in feed.entries:
            made = from_entry(entry, feed, self._source)
            if made.whole and (made.article.title or made.article.text):
                yield self._new(made.article, capture, entry.url)
            elif is_web_url(entry.url):
                yield PageWanted(entry.url, made.article)

    def entry(self, page: PageWanted, at: datetime) -> Iterator[Found]:
        """Yield what a feed said of a page that is not to be had; nothing where it said no more than a headline."""
        if page.entry and page.entry.text:
            yield self._new(page.entry, Capture(url=page.url, body=b"", fetched=at), page.entry.url)

    def _open(self, capture: Capture, depth: int) -> Iterator[Found]:
        try:
            if depth > MAX_DEPTH:
                raise UnreadableInput(f"archives more than {MAX_DEPTH} deep", where=capture.url)
            if len(capture.body) > self._max_bytes:
                raise _too_large(self._max_bytes, capture.url)
            yield from self._handlers()[detect(capture.body, where=capture.url)](capture, depth)
        except CorantoError as error:
            yield error

    def _handlers(self) -> dict[InputKind, Callable[[Capture, int], Iterator[Found]]]:
        return {
            InputKind.FEED: self._open_feed,
            InputKind.JSON_FEED: self._open_feed,
            InputKind.OPML: lambda capture, _: iter(read_opml(capture.body)),
            InputKind.SITEMAP: self._open_sitemap,
            InputKind.HTML: self._open_page,
            InputKind.WARC: self._open_warc,
            InputKind.LINES: self._open_lines,
            InputKind.MAIL: lambda capture, depth: self._each(read_mail(capture.body, where=capture.url), depth),
            InputKind.MBOX: lambda capture, depth: self._each(
                read_mbox(io.BytesIO(capture.body), where=capture.url), depth
            ),
            InputKind.GZIP: self._open_gzip,
            InputKind.ZSTD: self._open_warc,
            InputKind.ZIP: self._open_archive,
            InputKind.TAR: self._open_archive,
            InputKind.TEXT: self._open_text,
        }

    def record(self, found: Capture | CorantoError) -> Iterator[Found]:
        """Yield what one record of a web archive holds."""
        yield from self._each((found,), 0)

    def _open_warc(self, capture: Capture, depth: int) -> Iterator[Found]:
        records = (found for _, found in read_warc(io.BytesIO(capture.body), where=capture.url))
        yield from self._each(records, depth)

    def _open_feed(self, capture: Capture, _depth: int) -> Iterator[Found]:
        feed = parse_capture(capture)
        if not feed.entries:
            raise EmptyInput("a feed without entries", where=capture.url, hint="check that the download finished")
        yield from self.feed(capture, feed)

    def _open_sitemap(self, capture: Capture, _depth: int) -> Iterator[Found]:
        found = read_sitemap(capture.body, url=capture.address)
        for entry in found.entries:
            yield PageWanted(entry.url, Article(title=entry.title, url=entry.url, published=entry.published))

    def _open_page(self, capture: Capture, _depth: int) -> Iterator[Found]:
        article = from_page(capture)
        if self._source and self._source.kind is SourceKind.MAIL:
            yield self._new(_as_letter(article), capture)
        else:
            yield self._new(article, capture, capture.url, capture.address)

    def _open_lines(self, capture: Capture, _depth: int) -> Iterator[Found]:
        for where, record in read_lines(io.BytesIO(capture.body), file=capture.url):
            try:
                if isinstance(record, CorantoError):
                    raise record
                if "record" in record:
                    yield exported_record(record, where=where)
                    continue
                article = record_article(record, where=where)
                yield self._new(article, capture, article.url)
            except CorantoError as error:
                yield error

    def _open_gzip(self, capture: Capture, depth: int) -> Iterator[Found]:
        body = _gunzip(capture.body, self._max_bytes, capture.url)
        yield from self._open(replace(capture, body=body), depth + 1)

    def _open_archive(self, capture: Capture, depth: int) -> Iterator[Found]:
        members = read_archive(io.BytesIO(capture.body), where=capture.url, max_bytes=self._max_bytes)
        yield from self._each(members, depth)

    def _open_text(self, capture: Capture, _depth: int) -> Iterator[Found]:
        read_at = self._reference or capture.fetched
        for article in read_portal(capture.body.decode("utf-8-sig", "replace"), reference=read_at):
            yield self._new(article, replace(capture, fetched=read_at))

    def _each(self, captures: Iterable[Capture | CorantoError], depth: int) -> Iterator[Found]:
        for one in captures:
            if isinstance(one, CorantoError):
                yield one
            else:
                yield from self._open(one, depth + 1)

    def _new(self, article: Article, capture: Capture, *addresses: str) -> NewArticle:
        leads = tuple(url for url in addresses if is_web_url(url))
        return about_to_be_written(article, seen=capture.fetched, find=self._find, source=self._source, addresses=leads)


def parse_capture(capture: Capture) -> Feed:
    """Return the feed in a capture.

    Raises:
        InputError: it is none.
    """
    return parse_feed(capture.body, url=capture.address, content_type=capture.content_type)


def _as_letter(article: Article) -> Article:
    """Return what came by mail: anyone can send a letter, so it speaks for its sender and for no address on the web."""
    return replace(article, url="", publisher=article.publisher or ", ".join(article.authors[:1]))


def _gunzip(data: bytes, bound: int, where: str) -> bytes:
    """Return the unpacked bytes; a bomb stops at the bound."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            body = file.read(bound + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(f"damaged gzip: {error}", where=where, hint="fetch the file again") from error
    if len(body) > bound:
        raise _too_large(bound, where)
    return body


def _too_large(bound: int, where: str) -> InputTooLarge:
    return InputTooLarge(f"over {bound:,} bytes", where=where, hint="raise the setting max_bytes")
