"""What Coranto found in an article, each with a way to its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coranto.app.reading.body import sentence_at
from coranto.app.reading.lines import Named, cut
from coranto.model import Annotations, Entity, Figure, Quote, Sentence, Span, StoredArticle
from coranto.text.names import name_key, tag_key

_POINTS = 5
_FIGURES = 12
_QUOTES = 20
_QUOTE = 400
_ENTITIES = 24


@dataclass(frozen=True, slots=True)
class Evidence:
    """A way to a span: which article and revision, which range, and the sentence's number on that page (0: none)."""

    span: Span
    sentence: int
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that Coranto says, with the ways to what supports it and how many reports say so (0: not asked)."""

    text: str
    evidence: tuple[Evidence, ...]
    reports: int = 0


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Who said what; ``speaker`` has an empty key where nobody is named."""

    speaker: Named
    content: str
    direct: bool
    evidence: Evidence
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A stated quantity, as written, and what it counts."""

    value: str
    of: str
    claimed_by: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EntityLine:
    """A person, organisation, place or event, with how often it is named."""

    entity: Named
    type: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Panel:
    """All of it for one article; empty parts are not shown."""

    points: tuple[Point, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    entities: tuple[EntityLine, ...] = ()
    tags: tuple[Named, ...] = ()


def article_panel(stored: StoredArticle, found: Annotations | None) -> Panel:
    """Assemble the panel of one article; annotations of another revision are not its own."""
    if found is None or found.revision != stored.revision:
        return Panel()
    return Panel(
        points=tuple(_point(point.text, point.spans, stored, found.sentences) for point in found.key_points[:_POINTS]),
        quotes=tuple(quote_line(quote, stored, found.sentences) for quote in found.quotes[:_QUOTES]),
        figures=_figures(stored, found),
        entities=entity_lines(found.entities),
        tags=tuple(Named(tag_key(tag.tag), tag.tag) for tag in found.hashtags),
    )


def _point(text: str, spans: Sequence[Span], stored: StoredArticle, sentences: Sequence[Sentence]) -> Point:
    return Point(text, tuple(_evidence(span.start, span.end, stored, sentences) for span in spans))


def _evidence(start: int, end: int, stored: StoredArticle, sentences: Sequence[Sentence]) -> Evidence:
    span = Span(stored.id, stored.revision, start, end)
    return Evidence(span, sentence_at(sentences, start), stored.article.publisher)


def quote_line(quote: Quote, stored: StoredArticle, sentences: Sequence[Sentence] = ()) -> QuoteLine:
    """Return one quote of an article."""
    speaker = Named(name_key(quote.speaker_name), quote.speaker_name)
    evidence = _evidence(quote.content.start, quote.content.end, stored, sentences)
    return QuoteLine(speaker, cut(quote.content.text, _QUOTE), quote.direct, evidence, stored.when)


def _figures(stored: StoredArticle, found: Annotations) -> tuple[FigureLine, ...]:
    """Return figures in the order of the text, each once however often it is written."""
    lines: dict[tuple[str, str], FigureLine] = {}
    for figure in found.figures:
        line = _figure(figure, stored, found.sentences)
        lines.setdefault((line.value.casefold(), line.of.casefold()), line)
    return tuple(lines.values())[:_FIGURES]


def _figure(figure: Figure, stored: StoredArticle, sentences: Sequence[Sentence]) -> FigureLine:
    written = stored.article.text[figure.start : figure.end]
    evidence = _evidence(figure.start, figure.end, stored, sentences)
    return FigureLine(written, figure.of, figure.claimed_by, evidence)


def entity_lines(entities: Sequence[Entity]) -> tuple[EntityLine, ...]:
    """Return entities once each, most often named first."""
    counts: dict[str, int] = {}
    first: dict[str, Entity] = {}
    for entity in entities:
        key = entity.key or name_key(entity.text)
        if key:
            counts[key] = counts.get(key, 0) + 1
            if key not in first or len(entity.text) > len(first[key].text):
                first[key] = entity
    ranked = sorted(counts, key=lambda key: (-counts[key], first[key].start))[:_ENTITIES]
    return tuple(EntityLine(Named(key, first[key].text), first[key].type.value, counts[key]) for key in ranked)
