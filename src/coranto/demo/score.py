"""What Coranto made of the edition, compared with what is true of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coranto.demo.edition import TrueArticle
from coranto.model import Article, Kind

Row = Mapping[str, Any]
"""One line of ``coranto export``."""
_ENOUGH = 0.98
"""A text that shares so much with the true one is not listed as wrong."""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares in 0..1 by name (the mean over the articles asked), and what was wrong: (name, id, what was found)."""

    shares: Mapping[str, float]
    wrong: Sequence[tuple[str, str, object]]


def score(rows: Iterable[Row], truth: Sequence[TrueArticle]) -> Score:
    """Compare exported articles with the truth, by address.

    ``taken`` are the pages that are stored, and the lists of articles that are not. Fields other than ``kind`` are
    asked only of pages that are articles, and copies and stories only of those that belong to a story. ``copies`` and
    ``stories`` are B-cubed F1 (Bagga and Baldwin 1998).
    """
    found = {row["url"].partition("?")[0]: row for row in rows}
    pairs = [(found[true.article.url], true) for true in truth if true.article.url in found]
    wrong: list[tuple[str, str, object]] = []
    taken = [(true.article.url in found) is not (true.article.kind is Kind.INDEX) for true in truth]
    shares = {"taken": sum(taken) / len(truth)}
    for name, check in _CHECKS.items():
        asked = [pair for pair in pairs if name == "kind" or pair[1].article.kind is Kind.ARTICLE]
        right = [float(check(row, true.article)) for row, true in asked]
        shares[name] = sum(right) / max(1, len(right))
        wrong += [
            (name, true.id, row.get(name)) for (row, true), share in zip(asked, right, strict=True) if share < _ENOUGH
        ]
    grouped = [(row, true) for row, true in pairs if true.story and true.article.kind.readable]
    shares["copies"] = b_cubed([(row["family"], true.family) for row, true in grouped])
    shares["stories"] = b_cubed([(row["story"], true.story) for row, true in grouped])
    return Score(shares, wrong)


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return B-cubed F1 of (group found, true group) pairs, one for each item."""
    if not pairs:
        return 0.0
    found, true, both = (Counter(part) for part in (*zip(*pairs, strict=True), pairs))
    precision = sum(both[pair] / found[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / true[pair[1]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def _words_shared(text: str, truth: str) -> float:
    """Return F1 of the two texts' words, as bags."""
    ours, theirs = Counter(text.split()), Counter(truth.split())
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def _same_minute(said: str | None, truth: datetime | None) -> bool:
    if not said or not truth:
        return not said and not truth
    when = datetime.fromisoformat(said)
    return when.replace(second=0) == truth if when.tzinfo else when.date() == truth.date()


def _same_dateline(said: Mapping[str, str] | None, article: Article) -> bool:
    place = article.dateline.place if article.dateline else ""
    return (said["place"] if said else "").casefold() == place.casefold()


_CHECKS: dict[str, Callable[[Row, Article], float]] = {
    "kind": lambda row, article: bool(row["kind"] == article.kind),
    "title": lambda row, article: bool(row["title"] == article.title),
    "text": lambda row, article: _words_shared(row["text"], article.text),
    "authors": lambda row, article: tuple(row["authors"]) == article.authors,
    "published": lambda row, article: _same_minute(row["published"], article.published),
    "dateline": lambda row, article: _same_dateline(row["dateline"], article),
    "credits": lambda row, article: (
        [(credit["role"], *credit["people"]) for credit in row["credits"]]
        == [(credit.role, *credit.people) for credit in article.credits]
    ),
    "publisher": lambda row, article: bool(row["publisher"] == article.publisher),
    "agency": lambda row, article: bool(row["agency"] == article.agency),
    "image": lambda row, article: bool(row["image"]) is bool(article.image),
    "language": lambda row, article: bool(row["language"][:2] == article.language),
}
