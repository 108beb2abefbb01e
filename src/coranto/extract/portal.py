"""A portal page pasted as plain text: one main article, and cards of others, with page furniture between.

The cards of one portal share one shape: where publisher, age and headline stand to each other. The shape
that fits most of the page's ages is found first, then each card is read by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coranto.errors import EmptyInput
from coranto.extract.notices import (
    cut_credits,
    cut_dateline,
    cut_tail,
    ends_article,
    is_furniture,
    is_notice,
    read_byline,
    read_people,
    true_outlet,
)
from coranto.extract.notices.byline import byline_names, has_capitals
from coranto.extract.notices.people import is_proper
from coranto.extract.notices.words import words_of
from coranto.model import Article, Kind
from coranto.text.dates import find_dates, read_age

_MOST_LINES = 20_000
_LABEL = 48
"""Characters of a publisher's name, at most."""
_HEADLINE = 220
_NAME_WORDS = 3
_HEAD = 40
"""Lines in which the main article's byline stands."""
_PROSE = 240
"""Characters from which a line is prose whatever it looks like."""
_SEPARATORS = re.compile(r"\s*[·•|●∙‧—–]\s*|\s-\s|,\s(?=\D*\d)")
_READING_TIME = re.compile(
    r"\d{1,3}\s?-?\s?(?:min(?:ute)?s?|minuten|мин\w*|хв\w*|분|分|dk)\.?\s?(?:read(?:ing time)?|lesezeit|(?:de )?lecture"
    r"|de lectura|di lettura|de leitura|leestijd|czytania|чтения|читання|okuma|読了)",
    re.IGNORECASE,
)
_TERMINATED = re.compile(r"[.!?。！？؟।…][\"'”’»)\]」』]*\Z")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A line that tells an age or day, and perhaps the publisher beside it."""

    line: int
    published: datetime
    label: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a card's parts stand, in lines from its stamp; ``label`` is 0 where it is in the stamp's own line."""

    label: int | None
    headline: int

    def parts(self) -> Iterator[int]:
        yield self.headline
        if self.label:
            yield self.label


_SHAPES = (
    _Shape(label=-1, headline=1),
    _Shape(label=1, headline=2),
    _Shape(label=-1, headline=-2),
    _Shape(label=1, headline=-1),
    _Shape(label=0, headline=1),
    _Shape(label=0, headline=-1),
    _Shape(label=None, headline=1),
    _Shape(label=None, headline=-1),
)


@dataclass(frozen=True, slots=True)
class _Card:
    """An article on the page by line numbers; ``first`` is its first line of any kind, ``body`` that below its head."""

    publisher: str
    published: datetime
    first: int
    headline: int
    body: int


def read_portal(text: str, *, reference: datetime) -> list[Article]:
    """Return the articles of a pasted page, the main one first; ages count back from ``reference``.

    Raises:
        EmptyInput: there is no article in it.
    """
    lines = [line.strip() for line in text.splitlines()[:_MOST_LINES]]
    lines = [line for line in lines if line and (ends_article(line) or not is_furniture(line))]
    cards = _cards(lines, reference)
    found = [_main(lines, cards, reference), *_card_articles(lines, cards)]
    articles = [article for article in found if article and (article.text or article.published)]
    if not articles:
        raise EmptyInput("no article in the pasted page", hint="paste the headline and the text below it")
    return articles


def _cards(lines: Sequence[str], reference: datetime) -> list[_Card]:
    stamps = list(_stamps(lines, reference))
    if not stamps:
        return []
    shape = max(_SHAPES, key=lambda shape: sum(_fit(lines, stamp, shape) for stamp in stamps))
    cards = [_card(lines, stamp, shape) for stamp in stamps if _fit(lines, stamp, shape) > 0]
    return [
        card for card, before in zip(cards, [None, *cards], strict=False) if not before or card.first >= before.body
    ]


def _stamps(lines: Sequence[str], reference: datetime) -> Iterator[_Stamp]:
    for number, line in enumerate(lines):
        if len(line) > _LABEL + 60:
            continue
        parts = [part for part in _SEPARATORS.split(line) if part and not _READING_TIME.fullmatch(part)]
        times = [_time(part, reference) for part in parts]
        published = _time(line, reference) or next(filter(None, times), None)
        labels = [part for part, time in zip(parts, times, strict=True) if not time] if any(times) else []
        if published and len(labels) <= 2:
            yield _Stamp(number, published, _label(labels[0]) if labels else "")


def _time(text: str, reference: datetime) -> datetime | None:
    """Read an age, or a day that is all there is in the text."""
    age = read_age(text, reference)
    if age:
        return age
    day = next(find_dates(text), None) if len(text) <= _LABEL else None
    if day and len(text) - (day.end - day.start) <= 4:
        return day.when if day.when.tzinfo else day.when.replace(tzinfo=reference.tzinfo)
    return None


def _fit(lines: Sequence[str], stamp: _Stamp, shape: _Shape) -> int:
    """Judge how well a card of this shape stands at a stamp: 0 is not at all."""
    if bool(stamp.label) != (shape.label == 0):
        return 0
    at = stamp.line
    if not all(0 <= at + part < len(lines) for part in shape.parts()):
        return 0
    headline = at + shape.headline + _repeats(lines, stamp, shape)
    if headline >= len(lines) or not _is_headline(lines[headline]):
        return 0
    if shape.label and not _is_label(lines[at + shape.label]):
        return 0
    body = max(at, headline, at + (shape.label or 0)) + 1
    below = body < len(lines) and _is_prose(lines[body])
    return 1 + 2 * below + (2 if shape.label else 0) + 2 * _repeats(lines, stamp, shape)


def _repeats(lines: Sequence[str], stamp: _Stamp, shape: _Shape) -> int:
    """Whether the label stands once more between stamp and headline, as ``- Yahoo``."""
    if shape.label != -1 or shape.headline != 1:
        return 0
    again = lines[stamp.line + 1] if stamp.line + 1 < len(lines) else ""
    return int(_label(again.lstrip("-–—• ")) == _label(lines[stamp.line - 1]))


def _card(lines: Sequence[str], stamp: _Stamp, shape: _Shape) -> _Card:
    label = lines[stamp.line + shape.label] if shape.label else stamp.label
    headline = stamp.line + shape.headline + _repeats(lines, stamp, shape)
    places = (stamp.line, headline, stamp.line + (shape.label or 0))
    return _Card(_label(label), stamp.published, min(places), headline, max(places) + 1)


def _card_articles(lines: Sequence[str], cards: Sequence[_Card]) -> Iterator[Article | None]:
    main = _main_start(lines, cards)
    for number, card in enumerate(cards):
        end = cards[number + 1].first if number + 1 < len(cards) else len(lines)
        if card.body <= main < end:
            end = main
        body = _until_end(lines[card.body : end])
        yield _article(lines[card.headline], body, publisher=card.publisher, published=card.published)


def _main(lines: Sequence[str], cards: Sequence[_Card], reference: datetime) -> Article | None:
    """Read the article that is no card: above all cards, or below some where a byline or dateline opens it."""
    start = _main_start(lines, cards)
    end = next((card.first for card in cards if card.first >= start), len(lines))
    own = _until_end(lines[start:end])
    opens = _opening(own)
    if opens is None:
        return None
    times = (_stamp_time(line, reference) for line in own[: opens + 2])
    head, rest = ([line for line in part if not _is_stamp(line, reference)] for part in (own[:opens], own[opens:]))
    people = _names_alone(head[-1]) if len(head) > 1 else ()
    title, standfirst = _headline(head[:-1] if people else head)
    if not title:
        title, rest = rest[0], rest[1:]
    found = _article(title, rest, standfirst=standfirst, published=next(filter(None, times), None))
    return replace(found, authors=found.authors or people)


def _headline(head: Sequence[str]) -> tuple[str, str]:
    """Return headline and standfirst among the lines above a text: names of sections and portals may precede them."""
    if not head:
        return "", ""
    at = next((number for number, line in enumerate(head) if _is_headline(line) and _is_long(line)), len(head) - 1)
    standfirst = next((line for line in head[at + 1 :] if len(line) > len(head[at]) // 2), "")
    return head[at], standfirst


def _main_start(lines: Sequence[str], cards: Sequence[_Card]) -> int:
    """Return the line where the main article begins."""
    if not cards or cards[0].first > 0:
        above = _until_end(lines[: cards[0].first if cards else len(lines)])
        if not cards or any(map(_is_prose, above)):
            return 0
    for card, following in zip(cards, [*cards[1:], None], strict=False):
        end = following.first if following else len(lines)
        for number in range(card.body + 2, end):
            if (_byline(lines[number]) or cut_dateline(lines[number])[0]) and _is_headline(lines[number - 1]):
                return number - 1
    return 0


def _opening(lines: Sequence[str]) -> int | None:
    """Return the line where the head is over: the byline, or the first line of prose."""
    byline = next((number for number, line in enumerate(lines[:_HEAD]) if number and _byline(line)), None)
    if byline is not None:
        return byline
    return next((number for number, line in enumerate(lines) if _is_prose(line) and (number or len(lines) > 1)), None)


def _article(
    title: str, lines: Sequence[str], *, publisher: str = "", published: datetime | None = None, standfirst: str = ""
) -> Article:
    """Read a byline if there is one, the body and its marks."""
    authors = _byline(lines[0]) if lines else ()
    raw = "\n\n".join(lines[1:] if authors else lines)
    dateline, body = cut_dateline(raw)
    roles, body = cut_credits(cut_tail(body))
    agency = dateline.agency if dateline else ""
    outlet = agency or true_outlet(raw, publisher=publisher)
    body = body.strip()
    return Article(
        title=title,
        text=body,
        kind=Kind.ARTICLE if body else Kind.EMPTY,
        standfirst=standfirst,
        authors=authors,
        dateline=dateline,
        credits=roles,
        publisher=publisher or outlet,
        agency=agency or (outlet if outlet != publisher else ""),
        published=published,
    )


def _byline(line: str) -> tuple[str, ...]:
    """Return the people of a byline; one without ``By`` is known by what stands beside the name (``2 min read``)."""
    people = read_byline(line)
    if people or len(line) > _LABEL * 2:
        return people
    parts = [part for part in _SEPARATORS.split(line) if part]
    timed = any(_READING_TIME.fullmatch(part) for part in parts)
    return byline_names(parts[0]) if timed and len(parts) > 1 else ()


def _names_alone(line: str) -> tuple[str, ...]:
    """Return the people of a line that is nothing but names, as some papers print their bylines."""
    people = read_people(line) if has_capitals(line) and not _TERMINATED.search(line) else ()
    return people if all(is_proper(name) and 2 <= len(name.split()) <= 4 for name in people) else ()


def _until_end(lines: Sequence[str]) -> list[str]:
    """Return the lines above a heading such as ``Comments``, once a text has begun."""
    begun = next((number for number, line in enumerate(lines) if _is_prose(line)), 0)
    stop = next(
        (i for i, line in enumerate(lines) if i > begun and (ends_article(line) or _is_footer(line))), len(lines)
    )
    return [line for line in lines[:stop] if not ends_article(line)]


def _is_footer(line: str) -> bool:
    return len(line) < _LABEL * 2 and line.startswith(("©", "(c) ", "Copyright ")) and is_notice(line)


def _is_stamp(line: str, reference: datetime) -> bool:
    return bool(_READING_TIME.fullmatch(line)) or next(_stamps([line], reference), None) is not None


def _stamp_time(line: str, reference: datetime) -> datetime | None:
    stamp = next(_stamps([line], reference), None)
    return stamp.published if stamp else None


def _is_label(line: str) -> bool:
    name = _label(line)
    return 0 < len(name) <= _LABEL and not _TERMINATED.search(name) and len(name.split()) <= 6


def _label(line: str) -> str:
    """Return the publisher's name without ``Source:`` before it."""
    name = line.strip("-–—•·| ")
    before, mark, after = name.partition(":")
    if mark and after and before.strip().lower() in words_of("furniture", "sources"):
        return after.strip()
    first, _, rest = name.partition(" ")
    return rest.strip() if rest and first in ("by", "via", "from", "von", "par", "por") else name


def _is_long(line: str) -> bool:
    """Whether this is more than the name of a section or portal."""
    return len(line.split()) > _NAME_WORDS or len(line) > (8 if _SPACELESS.search(line) else _LABEL // 2)


def _is_headline(line: str) -> bool:
    return 2 < len(line) <= _HEADLINE and not (line.endswith((".", "。")) and len(line.split()) > 20)


def _is_prose(line: str) -> bool:
    """Whether this is a paragraph rather than a headline or label."""
    dateline, _ = cut_dateline(line) if len(line) > 40 else (None, "")
    if dateline or len(line) >= _PROSE:
        return True
    words = len(line) // 2 if _SPACELESS.search(line) else len(line.split())
    return bool(_TERMINATED.search(line)) and words >= 7
