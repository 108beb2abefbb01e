"""A portal page pasted as plain text: one main article, then related ones, with page furniture between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coranto.errors import EmptyInput
from coranto.extract.notices import cut_credits, cut_dateline, cut_tail, read_byline, true_outlet
from coranto.model import Article, Kind
from coranto.text.dates import read_age

_FURNITURE = frozenset(
    ("hashtags", "comments", "related articles", "related stories", "try our ai features", "read more", "share", "ask")
)


@dataclass(frozen=True, slots=True)
class _Card:
    """A related article: ``first`` and ``body`` are line numbers of its label and of its headline."""

    publisher: str
    published: datetime
    first: int
    body: int


def read_portal(text: str, *, reference: datetime) -> list[Article]:
    """Return the articles of a pasted page, the main one first; ages count back from ``reference``.

    Raises:
        EmptyInput: there is no article in it.
    """
    lines = [line.strip() for line in text.splitlines()]
    cards = _cards(lines, reference)
    main = lines[: cards[0].first] if cards else lines
    ends = [*(card.first for card in cards[1:]), len(lines)]
    found = [_main_article(_until_furniture(main))]
    found += [_card_article(card, lines[card.body : end]) for card, end in zip(cards, ends, strict=False)]
    articles = [article for article in found if article]
    if not articles:
        raise EmptyInput("no article in the pasted page", hint="paste the headline and the text below it")
    return articles


def _cards(lines: list[str], reference: datetime) -> list[_Card]:
    """Find the related articles: a source label, an age below it, and perhaps the label once more."""
    cards = []
    for number in range(1, len(lines)):
        published = read_age(lines[number], reference)
        label = lines[number - 1]
        if published and label:
            again = number + 1 < len(lines) and lines[number + 1].lstrip("-–—• ") == label
            cards.append(_Card(label, published, number - 1, number + 1 + again))
    return cards


def _until_furniture(lines: list[str]) -> list[str]:
    stop = next((i for i, line in enumerate(lines) if line.lower().rstrip(":") in _FURNITURE), len(lines))
    return lines[:stop]


def _main_article(lines: list[str]) -> Article | None:
    return _article(lines, publisher="", published=None)


def _card_article(card: _Card, lines: list[str]) -> Article | None:
    return _article(lines, publisher=card.publisher, published=card.published)


def _article(lines: list[str], *, publisher: str, published: datetime | None) -> Article | None:
    """Read a headline, a byline if there is one, and the body."""
    lines = [line for line in lines if line]
    if not lines:
        return None
    title, rest = lines[0], lines[1:]
    authors = read_byline(rest[0]) if rest else ()
    raw = "\n\n".join(rest[1:] if authors else rest)
    dateline, body = cut_dateline(raw)
    roles, body = cut_credits(cut_tail(body))
    outlet = dateline.agency if dateline else true_outlet(raw)
    return Article(
        title=title,
        text=body.removeprefix("STORY:").strip(),
        kind=Kind.ARTICLE if body else Kind.EMPTY,
        authors=authors,
        dateline=dateline,
        credits=roles,
        publisher=publisher or outlet,
        agency=outlet if outlet != publisher else "",
        published=published,
    )
