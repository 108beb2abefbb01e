"""A library as JSON Lines. A line is an article, or ``{"record": "source" | "reader" | "comment", ...}``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from coranto.errors import UnreadableInput
from coranto.model import ArticleId, Comment, Reader, Source, StoredArticle
from coranto.pipeline.exchange import Record, article_record
from coranto.ports.library import Library

PAGE = 500


@dataclass(frozen=True, slots=True)
class ExportedReader:
    """A reader with the password hash and what they follow, as (kind, key)."""

    reader: Reader
    password: str
    follows: tuple[tuple[str, str], ...]


def article_lines(library: Library) -> Iterator[Record]:
    """Yield every article, with its family and story."""
    for one in _walk(library):
        yield {**article_record(one.article, one.id), "family": one.family, "story": one.story}


def source_lines(library: Library) -> Iterator[Record]:
    """Yield every source."""
    for source in library.sources.all():
        yield {"record": "source", **msgspec.to_builtins(source)}


def people_lines(library: Library) -> Iterator[Record]:
    """Yield readers with their password hashes and what they follow, then the comments under every article."""
    for reader in library.readers.all():
        found = library.readers.by_name(reader.name)
        exported = ExportedReader(reader, found[1] if found else "", tuple(library.readers.follows(reader.id)))
        yield {"record": "reader", **msgspec.to_builtins(exported)}
    for one in _walk(library):
        for comment in library.comments.of_article(one.id):
            yield {"record": "comment", **msgspec.to_builtins(comment)}


def _walk(library: Library) -> Iterator[StoredArticle]:
    after: ArticleId | None = None
    while stored := library.articles.walk(after, PAGE):
        yield from stored
        after = stored[-1].id


_RECORDS: dict[str, type[Source | ExportedReader | Comment]] = {
    "source": Source,
    "reader": ExportedReader,
    "comment": Comment,
}


def exported_record(record: Record, *, where: str) -> Source | ExportedReader | Comment:
    """Return what a line with a ``record`` key holds.

    Raises:
        UnreadableInput: an unknown kind, or a value of the wrong type.
    """
    kind = _RECORDS.get(str(record["record"]))
    if kind is None:
        raise UnreadableInput(f"unknown record {record['record']!r}", where=where)
    try:
        return msgspec.convert({key: value for key, value in record.items() if key != "record"}, kind)
    except msgspec.ValidationError as error:
        raise UnreadableInput(f"no {record['record']}: {error}", where=where) from error
