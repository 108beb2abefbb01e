"""How long a question takes over a large library, without a model: ``python bench/ask.py [ARTICLES]``.

Articles are made of words drawn as in real texts (Zipf), with names of their own; each question names some of them.
Prints the median and the 95th percentile in milliseconds of wall time and of CPU time.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from time import perf_counter, process_time

from coranto.app.assisting import ask
from coranto.app.open import open_coranto
from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.model import Article, ArticleId
from coranto.ports.index import IndexedArticle
from coranto.ports.library import NewArticle

WORDS, LENGTH, BATCH, QUESTIONS = 40_000, 500, 1000, 100
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def main(articles: int) -> None:
    """Build a library, ask, print."""
    chance = random.Random(5)
    vocabulary = ["".join(chance.choices("abdeghiklmnoprstuvz", k=chance.randint(3, 9))) for _ in range(WORDS)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    with tempfile.TemporaryDirectory() as folder, open_coranto(Settings(library=folder, encoder=False)) as coranto:
        for start in range(0, articles, BATCH):
            _fill(coranto, chance, vocabulary, weights, range(start, min(start + BATCH, articles)))
        asked = [_question(chance, vocabulary, weights) for _ in range(QUESTIONS)]
        ask(coranto, asked[0])
        walls, cpus = zip(*(_timed(coranto, one) for one in asked), strict=True)
    for name, times in (("wall", sorted(walls)), ("CPU", sorted(cpus))):
        p95 = times[int(len(times) * 0.95)]
        print(f"{articles} articles  {name:<4} median {times[len(times) // 2] * 1000:.0f} ms  p95 {p95 * 1000:.0f} ms")


def _fill(coranto: Coranto, chance: random.Random, vocabulary: list[str], weights: list[float], part: range) -> None:
    batch = [_article(chance, vocabulary, weights, number) for number in part]
    coranto.library.articles.take(batch)
    stored = coranto.library.articles.get_many([one.id for one in batch])
    coranto.texts.write([IndexedArticle(one) for one in stored], [], coranto.library.changes.position)


def _article(chance: random.Random, vocabulary: list[str], weights: list[float], number: int) -> NewArticle:
    words = chance.choices(vocabulary, cum_weights=weights, k=LENGTH)
    for at in range(0, LENGTH, 12):
        words[at] = words[at].capitalize()
        words[at - 1] += "."
    when = _FIRST + timedelta(minutes=number * 4)
    article = Article(title=" ".join(words[:9]), text=" ".join(words), language="en", published=when)
    return NewArticle(id=ArticleId(f"a{number}"), article=article, seen=when)


def _question(chance: random.Random, vocabulary: list[str], weights: list[float]) -> str:
    common = chance.choices(vocabulary, cum_weights=weights, k=8)
    return f"What did {' '.join([*common, *chance.choices(vocabulary, k=3)])} this week?"


def _timed(coranto: Coranto, question: str) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    ask(coranto, question)
    return perf_counter() - wall, process_time() - cpu


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
