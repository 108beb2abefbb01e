"""Stages over JSON Lines (shared/design.md): ``coranto group`` and ``coranto annotate``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import msgspec

from coranto.annotate.article import annotate_article
from coranto.errors import CorantoError, UnreadableInput
from coranto.model import Arrival, ArticleId, Figure, Placement, Quote, Sentence
from coranto.pipeline.exchange import Record, error_record, read_lines, record_article
from coranto.pipeline.grouping import Grouper
from coranto.stories.judge import Embed
from coranto.text.dates import in_utc_unless_zoned, read_date

BATCH = 200
"""Lines grouped at a time."""


def annotate_record(record: Record, where: str) -> Record:
    """Return what is found in one article line, in the format's own keys."""
    article = record_article(record, where=where)
    found = annotate_article(article, id=ArticleId(str(record.get("id", ""))))
    return {
        "id": record.get("id"),
        "language": found.language,
        "hashtags": [asdict(tag) for tag in found.hashtags],
        "entities": [{"text": e.text, "type": e.type, "start": e.start, "end": e.end} for e in found.entities],
        "quotes": [_quote(quote) for quote in found.quotes],
        "figures": [_figure(figure) for figure in found.figures],
        "labels": found.labels,
        "key_points": [
            {"text": point.text, "spans": [{"start": span.start, "end": span.end} for span in point.spans]}
            for point in found.key_points
        ],
    }


def group_lines(lines: Iterable[bytes], complain: Callable[[str], None], embed: Embed | None = None) -> Iterator[bytes]:
    """Place articles in order of arrival; after the last line, yield one line for each, in order."""
    order: list[ArticleId | bytes] = []
    placed: dict[ArticleId, Placement] = {}
    grouper = Grouper(embed)
    for batch in _batches(lines, order, complain):
        placements, _ = grouper.place(batch)
        placed |= {one.article: one for one in placements}
    for one in order:
        yield one if isinstance(one, bytes) else _placement_line(placed[one])


def _batches(
    lines: Iterable[bytes], order: list[ArticleId | bytes], complain: Callable[[str], None]
) -> Iterator[Sequence[Arrival]]:
    batch: list[Arrival] = []
    for where, record in read_lines(lines):
        try:
            arrival = _arrival(record, where)
        except CorantoError as error:
            complain(str(error))
            given = record if isinstance(record, dict) else {}
            order.append(msgspec.json.encode(error_record(given.get("id"), error)) + b"\n")
            continue
        order.append(arrival.id)
        batch.append(arrival)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _arrival(record: Record | CorantoError, where: str) -> Arrival:
    if isinstance(record, CorantoError):
        raise record
    id_, published = record.get("id"), record.get("published")
    if not isinstance(id_, str) or not id_:
        raise UnreadableInput('"id" must be a string', where=where)
    when = read_date(published) if isinstance(published, str) else None
    article = record_article({key: value for key, value in record.items() if key != "published"}, where=where)
    return Arrival(
        id=ArticleId(id_),
        title=article.title,
        text=article.text,
        when=_zoned(when),
        publisher=article.publisher,
        agency=article.agency,
        url=article.url,
        language=article.language,
        dated=when is not None,
    )


def _zoned(when: datetime | None) -> datetime:
    if when is None:
        return datetime.fromtimestamp(0, UTC)
    return in_utc_unless_zoned(when)


def _placement_line(placed: Placement) -> bytes:
    out = {
        "id": placed.article,
        "family": placed.family,
        "origin": placed.origin,
        "story": placed.story,
        "first_story": placed.first_story,
    }
    return msgspec.json.encode(out) + b"\n"


def _quote(quote: Quote) -> Record:
    parts = {"speaker": quote.speaker, "cue": quote.cue, "content": quote.content}
    return {name: _piece(part) for name, part in parts.items()} | {
        "direct": quote.direct,
        "speaker_name": quote.speaker_name,
    }


def _piece(part: Sentence | None) -> Record | None:
    return asdict(part) if part else None


def _figure(figure: Figure) -> Record:
    found = asdict(figure)
    found["as_of"] = figure.as_of.isoformat() if figure.as_of else None
    return found
