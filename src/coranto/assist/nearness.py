"""How near the words of a question stand to each other in a text.

An article is read once for one question: where each wanted word stands. The nearness at a place is the share of the
question's weight that stands around it, each word fading with its distance (a kernel density as in proximity language
models, Lv and Zhai, "Positional Language Models for Information Retrieval", SIGIR 2009).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from coranto.assist.question import term_of
from coranto.model import StoredArticle
from coranto.text.analysis import family_of, word_terms

MOST_WORDS = 3000
"""Words of one article that are read."""
CLOSE, AROUND, BESIDE = 12.0, 50.0, 4.0
"""Reaches in words: of a sentence, of a paragraph or two, of a name."""
_FAR = 400
"""Words beyond which nothing is near."""
_WORD = re.compile(r"\w+")
_FADES = {reach: [math.exp(-distance / reach) for distance in range(_FAR)] for reach in (CLOSE, AROUND, BESIDE)}


@dataclass(frozen=True, slots=True)
class Page:
    """One article as read for one question.

    ``places`` are the numbers of the words at which each wanted word stands, counted from its title on; the first of
    the body has the number ``title``.
    """

    stored: StoredArticle
    places: Mapping[str, Sequence[int]]
    title: int

    def offset(self, place: int) -> int:
        """Return where in the body a word stands; a word of the title stands at its beginning."""
        found = next(islice(_WORD.finditer(self.stored.article.text), max(place - self.title, 0), None), None)
        return found.start() if found else 0

    def near(self, weights: Mapping[str, float], at: int, *reaches: float) -> float:
        """Return the share, 0..1, of the weight that stands around a place, as the mean over several reaches."""
        fades = [_FADES[reach] for reach in reaches]
        total = found = 0.0
        for word, weight in weights.items():
            total += weight
            distance = self._distance(word, at)
            if distance < _FAR:
                found += weight * sum([fade[distance] for fade in fades])
        return found / (total * len(fades)) if total else 0.0

    def held(self, weights: Mapping[str, float]) -> float:
        """Return the share, 0..1, of the weight that stands anywhere in the article."""
        total = sum(weights.values())
        return sum(weight for word, weight in weights.items() if word in self.places) / total if total else 0.0

    def occurrences(self, words: Iterable[str]) -> list[int]:
        """Return the places of several words, in order."""
        return sorted({place for word in words for place in self.places.get(word, ())})

    def _distance(self, word: str, at: int) -> int:
        places = self.places.get(word)
        if not places:
            return _FAR
        right = bisect_left(places, at)
        after = places[right] - at if right < len(places) else _FAR
        return min(after, at - places[right - 1]) if right else after


def read_page(stored: StoredArticle, words: Iterable[str]) -> Page:
    """Note where words stand in an article's title and body, analysed as its language is."""
    article = stored.article
    heading = _WORD.findall(article.title)
    text = (heading + _WORD.findall(article.text))[:MOST_WORDS]
    wanted = _spellings(set(text), words, family_of(article.language))
    places: dict[str, list[int]] = {}
    for place, word in [(place, word) for place, word in enumerate(text) if word in wanted]:
        for asked in wanted[word]:
            places.setdefault(asked, []).append(place)
    return Page(stored, places, len(heading))


def _spellings(text: Iterable[str], words: Iterable[str], family: str) -> dict[str, list[str]]:
    """Return the words of a text that are forms of wanted ones, with these."""
    wanted: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        wanted.setdefault(term_of(word, family), []).append(word)
    found = {}
    for word in text:
        forms = [asked for term in word_terms(word, family) for asked in wanted.get(term, ())]
        if forms:
            found[word] = forms
    return found
