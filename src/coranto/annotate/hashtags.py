"""Hashtags: the names and phrases that an article is about, canonical, best first.

Words are weighed by how often, how early and how rare they stand and by their length, with weights fitted to the
crowd's choices in 500N-KPCrowd (Marujo et al. 2012; cross-validated). Names and phrases that return
take over their words, so that one thing has one tag.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coranto.annotate.document import Document
from coranto.annotate.entities import Found
from coranto.annotate.gazetteer import gazetteer
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.model import EntityType, Hashtag
from coranto.text.names import camel_tag, tag_key

_LEAST, _MOST = 3, 8
_READ = 20_000
"""Characters of the body looked at."""
_LONG_WORD = 12
_PHRASE = 2
"""Words of a phrase, and how often it must return."""
_KEEP = 0.62
"""Share of the best score from which a tag is good enough."""
_NAME, _PHRASED, _TITLED, _DECLARED = 1.6, 1.2, 1.5, 1.2
"""What a name, a returning phrase, the headline and the publisher's keyword add to a score."""
_LONE = 0.8
"""What a single word that is no name loses against one."""
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*|[^\s]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Term:
    """A word, phrase or name: how often and from which word on it stands."""

    name: str
    first: int
    count: int = 0
    capitals: int = 0


def find_hashtags(document: Document, found: Found, keywords: Sequence[str] = ()) -> list[Hashtag]:
    """Return three to eight tags with scores in 0..1; a text of few words gives fewer."""
    ranked = _joined(document, found, keywords)
    best = ranked[0][1] if ranked else 1.0
    kept = [(name, score) for place, (name, score) in enumerate(ranked) if place < _LEAST or score >= _KEEP * best]
    return [Hashtag(camel_tag(name), round(min(1.0, score / best), 3)) for name, score in kept]


def rank_words(document: Document, limit: int = 10) -> list[tuple[str, float]]:
    """Return the weightiest single words of headline and body with their scores."""
    known = lexicon(document.language)
    terms, total, _ = _terms(document, known)
    scored = ((term.name, _weight(term, total, known)) for term in terms.values())
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:limit]


def stem(word: str) -> str:
    """Return a word without a plural ending or possessive: enough to see that two say the same."""
    word = _POSSESSIVE.sub("", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _terms(document: Document, known: Lexicon) -> tuple[dict[str, Term], int, dict[str, Term]]:
    """Return the words, how many there are, and the phrases of two words, by their stems."""
    words: dict[str, Term] = {}
    phrases: dict[str, Term] = {}
    last: tuple[int, str, str] = (-2, "", "")
    total = 0
    for total, token in enumerate(_TOKEN.findall(f"{document.title}\n{document.text[:_READ]}")):
        key = stem(token)
        if not token[0].isalpha() or not _is_content(token, known):
            continue
        _count(words, key, _POSSESSIVE.sub("", token), total)
        if last[0] == total - 1:
            _count(phrases, f"{last[1]} {key}", f"{last[2]} {_POSSESSIVE.sub('', token)}", total)
        last = (total, key, token)
    return words, total + 1, phrases


def _count(terms: dict[str, Term], key: str, name: str, at: int) -> None:
    term = terms.setdefault(key, Term(name, at))
    term.count += 1
    term.capitals += name[0].isupper()


def _is_content(token: str, known: Lexicon) -> bool:
    lower = _POSSESSIVE.sub("", token.lower())
    return 2 < len(lower) <= 40 and lower not in known.stopwords and lower not in known.cues


def _weight(term: Term, total: int, known: Lexicon) -> float:
    often = math.log1p(term.count) * (2.5 - 1.8 * math.log(total + 1) / 7)
    early = 1.7 / (1 + term.first / 50)
    length = 2.9 * min(len(term.name), _LONG_WORD) / 10
    spelled = 0.5 * term.name.lower().endswith("ly") + 1.5 * ("-" in term.name) + 0.3 * (2 * term.capitals > term.count)
    return often + early + length + 0.08 * _rarity(term.name.lower(), known) - spelled


def _rarity(word: str, known: Lexicon) -> float:
    if known.language != "en":
        return 4.0
    lists = gazetteer()
    return math.log(lists.articles / (2 + lists.words.get(word, 0)))


def _joined(document: Document, found: Found, keywords: Sequence[str]) -> list[tuple[str, float]]:
    """Return names, returning phrases and words, each thing once, best first."""
    known = lexicon(document.language)
    words, total, phrases = _terms(document, known)
    scored = dict(_names(found, total))
    for term in phrases.values():
        if term.count >= _PHRASE:
            scored.setdefault(term.name, _mean(term, words, total, known) + _PHRASED + math.log(term.count))
    title = document.title.casefold()
    named = {word for entity in found.entities for word in entity.text.casefold().split()}
    for term in words.values():
        lower = term.name.casefold()
        telling = term.count >= _PHRASE or lower in title
        if telling and lower not in named and lower not in known.roles | known.titles:
            scored.setdefault(term.name, _weight(term, total, known) - _LONE)
    declared = {tag_key(keyword) for keyword in keywords}
    for name in scored:
        scored[name] += _TITLED * (name.casefold() in title) + _DECLARED * (tag_key(name) in declared)
    return _once(sorted(scored.items(), key=lambda pair: (-pair[1], pair[0])))


def _mean(phrase: Term, words: dict[str, Term], total: int, known: Lexicon) -> float:
    parts = [_weight(words[stem(part)], total, known) for part in phrase.name.split() if stem(part) in words]
    return sum(parts) / max(len(parts), 1)


def _names(found: Found, total: int) -> Iterator[tuple[str, float]]:
    """Yield each entity's name with its score; a place or agency named once is hardly what a text is about."""
    counts: dict[str, Term] = {}
    types: dict[str, EntityType] = {}
    for entity in found.entities:
        if entity.end > _READ:
            break
        term = counts.setdefault(entity.key, Term(found.names[entity.key], entity.start // 6))
        term.count += 1
        types.setdefault(entity.key, entity.type)
    for key, term in counts.items():
        often = math.log1p(term.count) * (2.5 - 1.8 * math.log(total + 1) / 7)
        once = term.count == 1 and types[key] is not EntityType.PERSON
        yield term.name, often + 1.7 / (1 + term.first / 50) + 1.9 + _NAME - 0.8 * once


def _once(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Keep the first of what shares its words, up to the most tags."""
    chosen: list[tuple[str, float]] = []
    taken: set[str] = set()
    for name, score in ranked:
        stems = {stem(word) for word in name.split()}
        if len(chosen) < _MOST and tag_key(name) and not (stems & taken):
            chosen.append((name, score))
            taken |= stems
    return chosen
