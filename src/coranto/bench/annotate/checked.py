"""Figures and sensitivity labels against our own sentences (``sets/figures.txt``, ``sets/labels.txt``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import resources

from coranto.annotate.article import annotate_article
from coranto.annotate.document import read_document
from coranto.annotate.labels import find_labels
from coranto.model import Article, ArticleId, Figure

PUBLISHED = datetime(2026, 11, 24, 12, tzinfo=UTC)

Amount = tuple[float | None, float | None, float | None, str]
"""Value, least, most and unit."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as labelled."""

    amount: Amount
    of: str
    claimed_by: str
    as_of: date


@dataclass(slots=True)
class Score:
    """Counts of what agrees; ``of``, ``claimed`` and ``as_of`` among the figures found."""

    gold: int = 0
    predicted: int = 0
    right: int = 0
    of: int = 0
    claimed: int = 0
    as_of: int = 0
    wrong: list[str] = field(default_factory=list)


def figures(part: str) -> Score:
    """Measure the figures of the ``dev`` or ``test`` sentences: two of four each."""
    score = Score()
    for number, (language, text, stated) in enumerate(_sentences()):
        if (number // 2 % 2 == 0) == (part == "dev"):
            _count(score, text, stated, _found(language, text))
    return score


def labels(part: str) -> tuple[Score, Score]:
    """Measure the labels of the ``dev`` or ``test`` articles; the second score is of articles rightly left bare."""
    score, bare = Score(), Score()
    lines = [line for line in _read("labels.txt") if line]
    for number, line in enumerate(lines):
        if (number // 2 % 2 == 0) != (part == "dev"):
            continue
        head, title, text = line.split(" | ")
        language, label = head.split()
        gold = set() if label == "-" else {label}
        found = set(find_labels(read_document(Article(title=title, text=text, language=language))))
        score.gold += len(gold)
        score.predicted += len(found)
        score.right += len(gold & found)
        bare.gold += not gold
        bare.right += not gold and not found
        if gold != found:
            score.wrong.append(f"{line[:70]} -> {sorted(found)}")
    return score, bare


def _read(name: str) -> list[str]:
    text = (resources.files("coranto.bench.annotate") / "sets" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _sentences() -> Iterator[tuple[str, str, list[Stated]]]:
    language = text = ""
    stated: list[Stated] = []
    for line in [*_read("figures.txt"), "end"]:
        if line.startswith("f "):
            stated.append(_stated(line[2:]))
            continue
        if text:
            yield language, text, stated
        language, _, text = line.partition(" ")
        stated = []


def _stated(line: str) -> Stated:
    amount, unit, of, claimed, when = ("" if part == "-" else part for part in line.split(" | "))
    value = least = most = None
    if ".." in amount:
        least, most = map(float, amount.split(".."))
    elif amount.startswith(">="):
        least = float(amount[2:])
    elif amount.startswith("<="):
        most = float(amount[2:])
    else:
        value = float(amount[1:])
    return Stated((value, least, most, unit), of, claimed, date.fromisoformat(when) if when else PUBLISHED.date())


def _found(language: str, text: str) -> tuple[Figure, ...]:
    article = Article(title="", text=text, language=language, published=PUBLISHED)
    return annotate_article(article, id=ArticleId("")).figures


def _amount(figure: Figure) -> Amount:
    return figure.value, figure.low, figure.high, figure.unit


def _count(score: Score, text: str, stated: list[Stated], found: tuple[Figure, ...]) -> None:
    score.gold += len(stated)
    score.predicted += len(found)
    both = Counter(map(_amount, found)) & Counter(one.amount for one in stated)
    score.right += both.total()
    if both.total() < max(len(stated), len(found)):
        score.wrong.append(f"{text} -> {[(_amount(one), one.of) for one in found]}")
    for gold in stated:
        mine = next((one for one in found if _amount(one) == gold.amount), None)
        if mine is None:
            continue
        score.of += mine.of.casefold() == gold.of.casefold()
        score.claimed += mine.claimed_by.casefold() == gold.claimed_by.casefold()
        score.as_of += mine.as_of == gold.as_of
        if (mine.of, mine.claimed_by, mine.as_of) != (gold.of, gold.claimed_by, gold.as_of):
            score.wrong.append(f"{text} -> of {mine.of!r} by {mine.claimed_by!r} as of {mine.as_of}")
