"""ROUGE as the benchmarks need it (Lin 2004): clipped n-gram overlap and longest common subsequence, stemmed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from snowballstemmer import stemmer

Grams = Counter[tuple[str, ...]]
_WORD = re.compile(r"[a-z0-9]+")
_PORTER = stemmer("porter")


def tokens(text: str) -> list[str]:
    """Return the words of an English text as ROUGE counts them: lower case, stemmed, marks left out."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def grams(texts: Sequence[str], size: int) -> Grams:
    """Count the n-grams of sentences; none crosses from one into the next."""
    found: Grams = Counter()
    for text in texts:
        words = tokens(text)
        found.update(zip(*(words[start:] for start in range(size)), strict=False))
    return found


def overlap(a: Grams, b: Grams) -> int:
    """Return how many n-grams both hold, each as often as in the poorer one."""
    return sum((a & b).values())


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rouge_n(system: str, reference: str, size: int) -> float:
    """Return ROUGE-N F1 of two texts."""
    ours, theirs = grams([system], size), grams([reference], size)
    common = overlap(ours, theirs)
    return f1(common / (sum(ours.values()) or 1), common / (sum(theirs.values()) or 1))


def rouge_l(system: str, reference: str) -> float:
    """Return ROUGE-L F1 of two texts, each taken as one sentence."""
    ours, theirs = tokens(system), tokens(reference)
    common = _longest_common(ours, theirs)
    return f1(common / (len(ours) or 1), common / (len(theirs) or 1))


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for place, other in enumerate(b, start=1):
            before, row[place] = row[place], before + 1 if word == other else max(row[place], row[place - 1])
    return row[-1]


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return str(_PORTER.stemWord(word)) if len(word) > 3 else word
