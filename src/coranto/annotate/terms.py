"""The weighty words and returning phrases of a text.

Words are weighed by how often, how early and how rare they stand and by their length, with weights fitted to the
crowd's choices in 500N-KPCrowd (Marujo et al. 2012), cross-validated.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coranto.annotate.document import ELISION, Document
from coranto.annotate.gazetteer import gazetteer
from coranto.annotate.lexicon import Lexicon, lexicon

READ = 20_000
"""Characters of the body looked at."""
LONGEST = 40
"""Letters of a word."""
_LONG_WORD = 12
"""Letters from which a word gains no more by its length."""
_PHRASE = 3
"""Words of the longest phrase."""
_ADJECTIVES_FOLLOW = ("fr", "es", "it", "pt")
"""Languages in which the last word of a noun phrase is often an adjective."""
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*|[^\s]")
_ELISION = re.compile(ELISION)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Term:
    """A word, phrase or name: how often, from which word on, in capitals, and at the end of a noun phrase it stands."""

    name: str
    first: int
    count: int = 0
    capitals: int = 0
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """A text's words and phrases by their stems, and how many words it has."""

    words: dict[str, Term]
    phrases: dict[str, Term]
    total: int
    lexicon: Lexicon

    def often(self, count: int) -> float:
        """Return what a count weighs: less in a long text."""
        return math.log1p(count) * (2.5 - 1.8 * math.log(self.total + 1) / 7)

    def weight(self, term: Term) -> float:
        """Return a word's weight."""
        lower = term.name.lower()
        length = 2.9 * min(len(lower), _LONG_WORD) / 10
        spelled = 0.5 * lower.endswith("ly") + 1.5 * ("-" in lower) + 0.3 * (2 * term.capitals > term.count)
        return self.often(term.count) + early(term.first) + length + 0.08 * self.rarity(lower) - spelled

    def phrase_weight(self, phrase: Term) -> float:
        """Return the mean weight of a phrase's words."""
        parts = [self.weight(self.words[stem(part)]) for part in phrase.name.split()]
        return sum(parts) / len(parts)

    def rarity(self, word: str) -> float:
        """Return how rare an English word is (nats); words of other languages are all as rare."""
        if self.lexicon.language != "en":
            return 4.0
        lists = gazetteer()
        return math.log(lists.articles / (2 + lists.words.get(word, 0)))


def early(first: int) -> float:
    """Return what it weighs to stand first from so many words on."""
    return 1.7 / (1 + first / 50)


def rank_words(document: Document, limit: int = 10) -> list[tuple[str, float]]:
    """Return the weightiest single words of headline and body with their weights."""
    terms = read_terms(document)
    weighed = ((term.name, terms.weight(term)) for term in terms.words.values())
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0]))[:limit]


def read_terms(document: Document) -> Terms:
    """Count the words of headline and body, and the phrases of two or three that no stop word or possessive breaks."""
    known = lexicon(document.language)
    terms = Terms({}, {}, 1 + len(document.text[:READ].split()), known)
    run: list[str] = []
    determined = False
    text = unicodedata.normalize("NFC", f"{document.title} .\n{document.text[:READ]}")
    if known.language in ("fr", "it"):
        text = _ELISION.sub(" . ", text)
    for at, token in enumerate(_TOKEN.findall(text)):
        bare = _POSSESSIVE.sub("", token)
        if not token[0].isalpha() or not _is_content(bare, known):
            if determined and (len(run) == 1 or (run and known.language not in _ADJECTIVES_FOLLOW)):
                terms.words[stem(run[-1])].heads += 1
            run = []
            determined = token.lower() in known.determiners
            continue
        run = [*run[1 - _PHRASE :], bare]
        _count(terms.words, run[-1:], at)
        for size in range(2, len(run) + 1):
            _count(terms.phrases, run[-size:], at)
        if bare != token:
            run = []
    return terms


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without a plural ending: enough to see that two say the same."""
    word = word.lower()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _count(terms: dict[str, Term], words: Sequence[str], at: int) -> None:
    key = " ".join(map(stem, words))
    term = terms.get(key)
    if term is None:
        term = terms[key] = Term(" ".join(words), at)
    term.count += 1
    term.capitals += all(word[0].isupper() for word in words)


def _is_content(word: str, known: Lexicon) -> bool:
    lower = word.lower().replace("’", "'")
    if not 2 < len(lower) <= LONGEST or lower in known.stopwords or lower in known.cues:
        return False
    return "'" not in lower or lower.partition("'")[0] not in known.stopwords
