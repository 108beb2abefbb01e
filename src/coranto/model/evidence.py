"""What Coranto says about articles, each with the spans that support it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coranto.model.ids import ArticleId


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The unit of evidence: ``text[start:end]`` (code points) of one revision of an article."""

    article: ArticleId
    revision: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of one text: ``text == body[start:end]``. Also serves for a quote's three parts."""

    text: str
    start: int
    end: int


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention. ``key`` names the entity across mentions and articles (its page)."""

    text: str
    type: EntityType
    start: int
    end: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A tag without ``#``, CamelCase, canonical; ``score`` in 0..1."""

    tag: str
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Who said what. ``speaker_name`` is the speaker resolved through pronouns and roles to a name."""

    content: Sentence
    direct: bool
    speaker: Sentence | None = None
    cue: Sentence | None = None
    speaker_name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated quantity. ``value`` for one number; ``low``/``high`` for a range or a bound."""

    start: int
    end: int
    of: str
    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    claimed_by: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that Coranto itself says, with what supports it. ``spans`` is never empty.

    ``reports`` counts the independent reports behind it, where that was asked.
    """

    text: str
    spans: tuple[Span, ...]
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention with the closest evidence in ``statements``."""

    question: str
    statements: tuple[Statement, ...]
    abstained: bool
    choice: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One development on one day."""

    day: date
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that is found in one revision of one article; offsets are into its ``text``."""

    article: ArticleId
    revision: int
    language: str
    sentences: tuple[Sentence, ...] = ()
    hashtags: tuple[Hashtag, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    labels: tuple[str, ...] = ()
    key_points: tuple[Statement, ...] = ()
    annotated: datetime | None = None
