"""Questions over labelled article sets (``qa/``): evidence found, choices right, citations verbatim, time."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from time import perf_counter
from typing import Any

from coranto.assist.ask import answer, nearest, wanted_terms
from coranto.assist.question import read_question, search_text
from coranto.model import Answer, Article, ArticleId, StoredArticle
from coranto.ports.index import IndexedArticle, SearchQuery
from coranto.search.fulltext import FullText
from coranto.text.dates import read_date
from coranto.text.urls import url_key

SETS = ("gold2022", "fresh2026")
FOUND = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One labelled question and what came of it."""

    question: dict[str, Any]
    found: Answer
    seconds: float


def run(data: Path) -> None:
    """Print one line a set, with choices and without."""
    for name in SETS:
        docs = [json.loads(line) for line in _lines(data / "qa" / f"{name}.docs.jsonl.gz")]
        questions = [json.loads(line) for line in _lines(data / "qa" / f"{name}.questions.jsonl.gz")]
        library = _Library({one.id: one for one in map(_stored, docs)})
        with tempfile.TemporaryDirectory() as folder:
            index = FullText(Path(folder))
            index.write([IndexedArticle(one) for one in library.stored.values()], [], 1)
            for choices in (True, False):
                asked = [_ask(one, index, library, choices=choices) for one in questions]
                print(f"{name:<10} {'choices' if choices else 'open   '} {_figures(asked, library.stored)}")
            day = max(one["question_date"] for one in questions)
            for file in ("_unanswerable", "_unanswerable_held"):
                hopeless = [
                    _ask({"question_sentence": one, "question_date": day}, index, library) for one in _hopeless(file)
                ]
                declined = sum(one.found.abstained for one in hopeless) / len(hopeless)
                held = ", held out" if file.endswith("held") else ""
                print(f"{name:<10} unanswerable {len(hopeless)} questions{held}  declined {declined:.2f}")


def _ask(question: dict[str, Any], index: FullText, library: _Library, *, choices: bool = False) -> Asked:
    began = perf_counter()
    now = _time(question["question_date"])
    given = tuple(question["choices"]) if choices else ()
    asked = read_question(question["question_sentence"], now=now, choices=given)
    hits = index.search(SearchQuery(text=search_text(asked), snippets=False, limit=FOUND)).hits
    near = nearest([(library.stored[hit.article], hit.score) for hit in hits], now=now, since=asked.since)
    found = answer(asked, near, index.count(wanted_terms(asked), asked.family))
    return Asked(question, found, perf_counter() - began)


@dataclass
class _Library:
    """The articles of a set."""

    stored: dict[ArticleId, StoredArticle]


def _figures(asked: list[Asked], stored: dict[ArticleId, StoredArticle]) -> str:
    """Return evidence found among the cited, choices right, citations verbatim, declined, and the 95th percentile."""
    judged = [(one, gold) for one in asked if (gold := _gold(one.question, stored))]
    cited = sum(bool(gold & _cited(one.found)) for one, gold in judged) / len(judged)
    first = sum(bool(gold & _cited(one.found, 1)) for one, gold in judged) / len(judged)
    right = _right(asked)
    with_article = _right([one for one, _ in judged])
    spans = [(said.spans[0], said.text) for one in asked for said in one.found.statements]
    verbatim = sum(stored[s.article].article.text[s.start : s.end] == text for s, text in spans) / len(spans)
    declined = sum(one.found.abstained for one, _ in judged) / len(judged)
    times = sorted(one.seconds for one in asked)
    return (
        f"{len(asked)} questions  gold cited {cited:.3f} (first {first:.3f}, of {len(judged)})  choice {right:.3f}"
        f" (of those with an article {with_article:.3f})"
        f"  verbatim {verbatim:.2f}  declined {declined:.3f}  p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms"
    )


def _right(asked: list[Asked]) -> float:
    return sum(str(one.found.choice) in one.question["answer"] for one in asked) / len(asked)


def _gold(question: dict[str, Any], stored: dict[ArticleId, StoredArticle]) -> set[ArticleId]:
    named = question.get("gold_urls") or question.get("weak_support_urls") or []
    return {ArticleId(_key(url)) for url in named} & stored.keys()


def _cited(found: Answer, most: int = 99) -> set[ArticleId]:
    return {span.article for said in found.statements[:most] for span in said.spans}


def _stored(doc: dict[str, Any]) -> StoredArticle:
    when = _time(doc["publish_date"])
    article = Article(title=doc["title"] or "", text=doc["text"], language="en", published=when)
    return StoredArticle(id=ArticleId(_key(doc["url"])), article=article, revision=1, seen=when)


def _hopeless(name: str) -> list[str]:
    """Return own questions that neither set answers: invented names, other times, trifles, and none about news.

    The floor was set on those of ``_unanswerable``; those held out were written before any was asked.
    """
    return resources.files("coranto.bench").joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()


def _key(url: str) -> str:
    return url_key(url.partition("#")[0])


def _time(day: str) -> datetime:
    return (read_date(day) or datetime(2000, 1, 1)).replace(tzinfo=UTC)


def _lines(file: Path) -> Iterator[bytes]:
    with gzip.open(file) as lines:
        yield from lines
