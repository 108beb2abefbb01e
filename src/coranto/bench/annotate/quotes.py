"""Attributions with quotation marks against PolNeAR."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coranto.annotate.document import read_document
from coranto.annotate.quotes import find_quotes
from coranto.model import Article, Quote

_MARKS = '"“”'

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled attribution: character spans of content and source."""

    content: Spans
    source: Spans


@dataclass(slots=True)
class Counts:
    """What was found and what was there."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0
    speaker_known: int = 0
    speaker_right: int = 0

    @property
    def recall(self) -> float:
        """Share of labelled contents of which a quote covers at least half."""
        return self.found / max(self.gold, 1)

    @property
    def precision(self) -> float:
        """Share of quotes that lie by at least half in one labelled content."""
        return self.right / max(self.predicted, 1)

    @property
    def speaker(self) -> float:
        """Share of found contents whose speaker overlaps the labelled source."""
        return self.speaker_right / max(self.speaker_known, 1)


def read_polnear(file: Path) -> list[tuple[str, list[Gold]]]:
    """Return each article's text with its attributions."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [(record["text"], [_gold(one) for one in record["attributions"]]) for record in records]


def measure(articles: Sequence[tuple[str, list[Gold]]]) -> Counts:
    """Compare quotes that hold a quotation mark with attributions that do."""
    counts = Counts()
    for text, gold in articles:
        quotes = find_quotes(read_document(Article(title="", text=text, language="en")))
        count(counts, text, gold, quotes)
    return counts


def count(counts: Counts, text: str, gold: Sequence[Gold], quotes: Sequence[Quote]) -> None:
    """Add one article's comparison."""
    marked = [one for one in gold if _has_mark(text, one.content)]
    counts.gold += len(marked)
    for one in marked:
        size = sum(end - start for start, end in one.content)
        best = max(quotes, key=lambda quote: overlap(one.content, quote), default=None)
        if best and 2 * overlap(one.content, best) >= size:
            counts.found += 1
            counts.speaker_known += bool(one.source)
            counts.speaker_right += _same_speaker(one, best)
    for quote in quotes:
        if _has_mark(text, ((quote.content.start, quote.content.end),)):
            counts.predicted += 1
            counts.right += is_right(gold, quote)


def is_right(gold: Sequence[Gold], quote: Quote) -> bool:
    """Tell whether a labelled content holds at least half of the quote's."""
    size = quote.content.end - quote.content.start
    return any(2 * overlap(one.content, quote) >= size for one in gold)


def overlap(spans: Spans, quote: Quote) -> int:
    """Return how many characters of the spans lie in the quote's content."""
    return sum(max(0, min(end, quote.content.end) - max(start, quote.content.start)) for start, end in spans)


def _same_speaker(gold: Gold, quote: Quote) -> bool:
    speaker = quote.speaker
    return speaker is not None and any(speaker.start < end and start < speaker.end for start, end in gold.source)


def _has_mark(text: str, spans: Spans) -> bool:
    return any(mark in text[start:end] for start, end in spans for mark in _MARKS)


def _gold(record: dict[str, Any]) -> Gold:
    return Gold(_spans(record["content"]), _spans(record["source"]))


def _spans(parts: list[dict[str, Any]]) -> Spans:
    return tuple((start, end) for part in parts for start, end in part["spans"])
