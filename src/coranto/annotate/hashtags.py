"""Hashtags: the names and phrases that an article is about, canonical, best first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coranto.annotate.document import Document
from coranto.annotate.entities import Found
from coranto.annotate.gazetteer import gazetteer
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.model import Hashtag
from coranto.text.names import camel_tag, tag_key

_LEAST, _MOST = 3, 8
_WORDS = 3
"""Words of a phrase."""
_READ = 12_000
"""Characters of the body looked at."""
_TITLE = 2.2
_KEYWORD = 2.0
_ENTITY = 1.6
_KEEP = 0.25
"""Share of the best score from which a tag is good enough."""
_TOKEN = re.compile(r"[^\W_][\w'’-]*|[^\w\s]")


@dataclass(slots=True)
class Candidate:
    """A name or phrase, with what speaks for it."""

    name: str
    count: int = 0
    first: int = 0
    in_title: bool = False
    is_entity: bool = False
    is_keyword: bool = False
    words: list[str] = field(default_factory=list)


def find_hashtags(document: Document, found: Found, keywords: Sequence[str] = ()) -> list[Hashtag]:
    """Return three to eight tags with scores in 0..1; a text of few words gives fewer."""
    ranked = rank_tags(document, found, keywords, limit=_MOST)
    best = ranked[0][1] if ranked else 1.0
    kept = [(name, score) for place, (name, score) in enumerate(ranked) if place < _LEAST or score >= _KEEP * best]
    return [Hashtag(camel_tag(name), round(min(1.0, score / best), 3)) for name, score in kept]


def rank_tags(
    document: Document, found: Found, keywords: Sequence[str] = (), limit: int = 10
) -> list[tuple[str, float]]:
    """Return (name, score) of the best candidates, each thing once."""
    candidates = _candidates(document, found, keywords)
    known = lexicon(document.language)
    scored = sorted(((_score(one, known), one.name) for one in candidates), key=lambda pair: (-pair[0], pair[1]))
    chosen: list[tuple[str, float]] = []
    taken: set[str] = set()
    for score, name in scored:
        words = {stem(word) for word in name.lower().split()}
        key = tag_key(name)
        if len(chosen) == limit:
            break
        if key and key not in taken and not words <= taken and score > 0:
            chosen.append((name, score))
            taken |= words | {key}
    return chosen


def stem(word: str) -> str:
    """Return a word without a plural ending: enough to see that two tags say the same."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _candidates(document: Document, found: Found, keywords: Sequence[str]) -> list[Candidate]:
    known = lexicon(document.language)
    title = document.title.lower()
    kept: dict[str, Candidate] = {}
    for entity in found.entities:
        name = found.names[entity.key]
        one = kept.setdefault(entity.key, Candidate(name, first=entity.start, is_entity=True))
        one.count += 1
        one.in_title = one.in_title or entity.text.lower() in title
    for phrase, position in _phrases(document.text[:_READ], known):
        key = "-".join(stem(word) for word in phrase.lower().split())
        one = kept.setdefault(key, Candidate(phrase, first=position))
        one.count += not one.is_entity
        one.in_title = one.in_title or phrase.lower() in title
    declared = {tag_key(keyword) for keyword in keywords}
    for one in kept.values():
        one.is_keyword = tag_key(one.name) in declared
    return list(kept.values())


def _phrases(text: str, known: Lexicon) -> Iterator[tuple[str, int]]:
    """Yield runs of one to three words between stop words and marks, with their position."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if _is_content(token.group(), known):
            run.append(token)
            continue
        yield from _parts(run)
        run = []
    yield from _parts(run)


def _parts(run: list[re.Match[str]]) -> Iterator[tuple[str, int]]:
    for size in range(1, _WORDS + 1):
        for start in range(len(run) - size + 1):
            words = run[start : start + size]
            yield " ".join(word.group() for word in words), words[0].start()


def _is_content(token: str, known: Lexicon) -> bool:
    lower = token.lower()
    return len(token) > 2 and token[0].isalpha() and lower not in known.stopwords and lower not in known.cues


def _score(one: Candidate, known: Lexicon) -> float:
    words = one.name.lower().split()
    if not words or any(len(word) > 40 for word in words):
        return 0.0
    rarity = sum(_rarity(word, known) for word in words) / len(words)
    length = math.sqrt(len(words))
    place = 1 + 1 / (1 + one.first / 400)
    score = math.log1p(one.count) * rarity * length * place
    if len(words) > 1 and one.count < 2 and not one.is_entity and not one.in_title:
        score *= 0.3
    return (
        score
        * (_TITLE if one.in_title else 1)
        * (_ENTITY if one.is_entity else 1)
        * (_KEYWORD if one.is_keyword else 1)
    )


def _rarity(word: str, known: Lexicon) -> float:
    if known.language != "en":
        return 4.0
    lists = gazetteer()
    return math.log(lists.articles / (2 + lists.words.get(word, 0)))
