"""The exchange format: articles as JSON objects, one a line (shared/design.md).

Times are ISO 8601 with offset where known. Keys that are not ours are the caller's to pass through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec

from coranto.errors import CorantoError, UnreadableInput
from coranto.model import Article

Record = dict[str, Any]

KEYS = (
    "url",
    "original",
    "kind",
    "title",
    "standfirst",
    "authors",
    "dateline",
    "credits",
    "publisher",
    "agency",
    "published",
    "modified",
    "section",
    "keywords",
    "image",
    "language",
    "text",
    "blocks",
    "entries",
    "labels",
)


def article_record(article: Article, id: str) -> Record:  # noqa: A002 - the format's own key
    """Return an article as the object that ``coranto extract`` and ``coranto export`` write."""
    values = asdict(article)
    return {"id": id, **{key: _plain(values[key]) for key in KEYS}}


def record_article(record: Mapping[str, Any], *, where: str = "") -> Article:
    """Return the article that an object of the format describes; keys that are not ours are left aside.

    Raises:
        UnreadableInput: a key has a value of the wrong type, or there is no title and no text.
    """
    given = {key: record[key] for key in KEYS if record.get(key) is not None}
    try:
        article = msgspec.convert({"title": "", **given}, Article)
    except msgspec.ValidationError as error:
        raise UnreadableInput(f"no article: {error}", where=where) from error
    if not article.title.strip() and not article.text.strip():
        raise UnreadableInput("no article: neither title nor text", where=where)
    return article


def read_lines(lines: Iterable[bytes], *, file: str = "") -> Iterator[tuple[str, Record | CorantoError]]:
    """Yield (where: ``line 3``, object or the error that the line is); blank lines are skipped."""
    decoder = msgspec.json.Decoder()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{file}, line {number}" if file else f"line {number}"
            yield where, _object(decoder, line, where)


def _object(decoder: msgspec.json.Decoder[Any], line: bytes, where: str) -> Record | CorantoError:
    try:
        value = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return UnreadableInput(f"no JSON: {error}", where=where)
    if not isinstance(value, dict):
        return UnreadableInput(f"a JSON object is needed, not {type(value).__name__}", where=where)
    return value


def error_record(id: object, error: CorantoError) -> Record:  # noqa: A002 - the format's own key
    """Return the object that goes out for a line that cannot be used."""
    return {"id": id, "error": {"code": error.code, "message": str(error)}}


def run_lines(
    lines: Iterable[bytes], stage: Callable[[Record, str], Record], complain: Callable[[str], None]
) -> Iterator[bytes]:
    """Run a stage over lines, one out for each in, in order.

    ``stage`` takes the object and where it stood, and returns what it found; keys of the input that
    it does not set pass through, but for ``html``, which it has used up. A line that cannot be used
    is told to ``complain`` and goes out as an error; the rest goes on.
    """
    for where, record in read_lines(lines):
        yield msgspec.json.encode(_run_one(record, where, stage, complain)) + b"\n"


def _run_one(
    record: Record | CorantoError, where: str, stage: Callable[[Record, str], Record], complain: Callable[[str], None]
) -> Record:
    given: Record = {} if isinstance(record, CorantoError) else record
    try:
        if isinstance(record, CorantoError):
            raise record
        return {key: value for key, value in given.items() if key != "html"} | stage(given, where)
    except CorantoError as error:
        complain(str(error))
        return error_record(given.get("id"), error)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value.isoformat() if isinstance(value, datetime) else value
