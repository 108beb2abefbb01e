"""The three to five sentences that carry an article.

Sentences are scored by where they stand and by the share of the article's weighty words they hold, and
chosen one by one for what they add (maximal marginal relevance, Carbonell & Goldstein 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from coranto.annotate.document import Document
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.model import ArticleId, Span, Statement

_LEAST_WORDS = 6
_MOST_WORDS = 60
_READ = 120
"""Sentences considered: what a report says later is background."""
_NEW = 0.5
"""Share of a sentence's weight that must not be said already."""
_LEAD = 2.0
"""How much more the first sentence counts than a late one."""
_TITLE = 2.0
"""How much more a word of the headline counts."""
_WORD = re.compile(r"[^\W_][\w'’-]*")


def find_key_points(document: Document, article: ArticleId, revision: int) -> list[Statement]:
    """Return up to five sentences of the text in their order, each with its span; a short text gives fewer."""
    known = lexicon(document.language)
    stopwords = known.stopwords
    bags = [_bag(one.text, stopwords) for one in document.sentences[:_READ]]
    weights = _weights(bags, _bag(document.title, stopwords))
    wanted = max(3, min(5, len(document.sentences) // 6))
    scores = {index: _score(document, index, bag, weights, known) for index, bag in enumerate(bags)}
    chosen = _choose(scores, bags, weights, wanted)
    return [
        Statement(sentence.text, (Span(article, revision, sentence.start, sentence.end),))
        for sentence in (document.sentences[index] for index in sorted(chosen))
    ]


def _bag(text: str, stopwords: frozenset[str]) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word for word in words if word not in stopwords and len(word) > 2)


def _weights(bags: Sequence[frozenset[str]], title: frozenset[str]) -> dict[str, float]:
    counts = Counter(word for bag in bags for word in bag)
    return {word: (1 + math.log(count)) * (_TITLE if word in title else 1.0) for word, count in counts.items()}


def _choose(
    scores: dict[int, float], bags: Sequence[frozenset[str]], weights: dict[str, float], wanted: int
) -> list[int]:
    said: set[str] = set()
    chosen: list[int] = []
    while len(chosen) < wanted:
        left = {
            index: score * _news(bags[index], said, weights) for index, score in scores.items() if index not in chosen
        }
        best = max(left, key=left.__getitem__, default=None)
        if best is None or left[best] <= 0:
            break
        chosen.append(best)
        said |= bags[best]
    return chosen


def _score(document: Document, index: int, bag: frozenset[str], weights: dict[str, float], known: Lexicon) -> float:
    text = document.sentences[index].text
    if any(words in text.lower() for words in known.furniture):
        return 0.0
    if not _LEAST_WORDS <= text.count(" ") + 1 <= _MOST_WORDS or text[-1] not in '.!?…”"»“。！？':
        return 0.0
    share = sum(weights[word] for word in bag) / math.sqrt(len(bag) + 4)
    quoted = 0.7 if text[0] in '“"«„' else 1.0
    return share * quoted * (1 + _LEAD / (1 + index))


def _news(bag: frozenset[str], said: set[str], weights: dict[str, float]) -> float:
    """Return how much of a sentence is not said yet, or nothing where that is too little."""
    whole = sum(weights[word] for word in bag)
    new = sum(weights[word] for word in bag - said) / whole if whole else 0.0
    return new if new >= _NEW else 0.0
