"""Topics that a text is about though it need not name them: ``SpaceExploration`` of rockets, orbits and NASA.

The vocabulary is ``data/topics.txt``, our own, in the manner of IPTC Media Topics: a section, its topics under their
one English name, and each topic's cues in up to six languages. A topic needs several cues, or a sure one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from coranto.annotate.document import Document
from coranto.annotate.lexicon import read_text
from coranto.annotate.terms import LONGEST, READ, stem
from coranto.model import Entity, EntityType

_SURE = 2.0
"""What a cue marked ``!`` weighs; others weigh 1, shared between the topics that have it."""
_OFTEN = 3.0
"""Most that one cue gains by standing often."""
_TITLED = 2.0
"""What a cue in the headline gains over one in the body."""
_ALONE = 0.7
"""Share that one cue alone is worth."""
_LEAST_PREFIX, _MOST_PREFIX = 2, 24
"""Letters before the ``*`` of a cue."""
_FLOOR = 2.2
"""Score that a topic needs in a text of ``_SHORT`` words; longer texts hold more cues by accident."""
_SHORT = 100
_PART = 0.4
"""Share of the floor from which a topic is ranked."""
_GROWTH, _LOWEST = 0.6, 0.4
"""What the floor gains by ten times as many words, and its least part, for a text of few."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that was found. ``score`` is 1 at the floor; ``cues`` are the sure words that speak for it."""

    tag: str
    section: str
    score: float
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    words: tuple[str, ...]
    weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cues:
    """A language's cues by their first word, and by the first letters of it where it ends in ``*``."""

    exact: dict[str, list[_Cue]]
    opened: dict[str, list[_Cue]]
    sections: dict[str, str]
    sure: dict[str, set[str]]


def find_topics(document: Document, entities: Sequence[Entity] = ()) -> list[Topic]:
    """Return the topics of a headline and the first part of a body, best first.

    Those with a score below 1 are none yet, but what speaks for them may be told by something else too. A given name
    is no cue: ``Gene`` of the person ``Gene Hackman``.
    """
    cues = _cues(document.language)
    body = _lower(document)
    given = {one.start for one in entities if one.type is EntityType.PERSON and " " in one.text}
    names = frozenset(at for at, start in enumerate(document.words.starts[: len(body)]) if start in given)
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for words, gain, shut in ((_words(document.title), _TITLED, frozenset[int]()), (body, 1.0, names)):
        for name, (cue, count) in _counts(words, document.language, shut).items():
            for topic, weight in cue.weights.items():
                earned = weight * min(_OFTEN, math.log2(1 + count)) * gain
                found[topic][name] = found[topic].get(name, 0.0) + earned
    longer = math.log10(max(len(body), 1) / _SHORT)
    floor = _FLOOR * max(_LOWEST, 1 + (_GROWTH if longer > 0 else 1.0) * longer)
    topics = [
        Topic(tag, cues.sections[tag], _score(earned, floor), tuple(sorted(earned))) for tag, earned in found.items()
    ]
    return sorted((one for one in topics if one.score >= _PART), key=lambda one: (-one.score, one.tag))


def _sure(cues: _Cues, tag: str, earned: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(name for name in earned if name in cues.sure[tag]))


def _score(earned: Mapping[str, float], floor: float) -> float:
    """Return a topic's score; what one cue alone says is worth less."""
    return (1.0 if len(earned) > 1 else _ALONE) * sum(earned.values()) / floor


def _counts(words: list[str], language: str, names: frozenset[int]) -> dict[str, tuple[_Cue, int]]:
    """Return each cue that stands among the words, by its spelling, with how often it does.

    Of words that are ``names`` only longer cues are made.
    """
    counts: dict[str, tuple[_Cue, int]] = {}
    for word, count in Counter(word for at, word in enumerate(words) if at not in names).items():
        for cue in _opening(word, language)[0]:
            _add(counts, cue, count)
    for at, word in enumerate(words):
        for cue in _opening(word, language)[1]:
            if _follows(words, at, cue.words):
                _add(counts, cue, 1)
    return counts


def _add(counts: dict[str, tuple[_Cue, int]], cue: _Cue, count: int) -> None:
    name = " ".join(cue.words)
    counts[name] = (cue, counts[name][1] + count if name in counts else count)


@lru_cache(maxsize=1 << 15)
def _opening(word: str, language: str) -> tuple[tuple[_Cue, ...], tuple[_Cue, ...]]:
    """Return the cues whose first word is, or opens, a word: those of one word, and longer ones."""
    cues = _cues(language)
    found = [cue for spelling in sorted({word, stem(word)}) for cue in cues.exact.get(spelling, ())]
    for size in range(_LEAST_PREFIX, min(len(word), _MOST_PREFIX) + 1):
        found += cues.opened.get(word[:size], ())
    return tuple(one for one in found if len(one.words) == 1), tuple(one for one in found if len(one.words) > 1)


def _follows(words: list[str], at: int, cue: tuple[str, ...]) -> bool:
    return len(words) >= at + len(cue) and all(
        is_cue(word, part) for word, part in zip(words[at + 1 : at + len(cue)], cue[1:], strict=True)
    )


def is_cue(word: str, cue: str) -> bool:
    """Tell whether a word is a cue of one word as it is written in the vocabulary: ``streik*``."""
    return word.startswith(cue[:-1]) if cue[-1] == "*" else cue in (word, stem(word))


def _lower(document: Document) -> list[str]:
    words, starts = document.words.words, document.words.starts
    return [word[:LONGEST].lower().replace("’", "'") for word, start in zip(words, starts, strict=True) if start < READ]


def _words(text: str) -> list[str]:
    return [word[:LONGEST] for word in text.lower().replace("’", "'").split()]


@cache
def _cues(language: str) -> _Cues:
    """Read a language's cues; a language without any has no topics."""
    cues: dict[str, _Cue] = {}
    sections: dict[str, str] = {}
    for tag, section, code, words in _lines():
        sections[tag] = section
        for word in words.split("|") if code == language else ():
            name = word.removeprefix("!")
            cue = cues.setdefault(name, _Cue(tuple(name.split())))
            cue.weights[tag] = _SURE if word[0] == "!" else 1.0
    sure = {tag: {name for name, cue in cues.items() if cue.weights.get(tag) == _SURE} for tag in sections}
    known = _Cues({}, {}, sections, sure)
    for cue in cues.values():
        shared = math.sqrt(len(cue.weights))
        cue.weights.update({tag: weight / shared for tag, weight in cue.weights.items()})
        first = cue.words[0]
        table, head = (known.opened, first[:-1]) if first[-1] == "*" else (known.exact, first)
        table.setdefault(head, []).append(cue)
    return known


def _lines() -> Iterator[tuple[str, str, str, str]]:
    """Yield (tag, section, language, cues) of ``data/topics.txt``."""
    tag = section = ""
    for line in read_text("topics.txt").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line[0].isupper():
            tag = line
        else:
            code, _, cues = line.partition(" ")
            yield tag, section, code, cues
