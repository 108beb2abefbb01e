"""Hashtags: the names, phrases and topics that an article is about, canonical, best first.

Names come first, then topics and phrases that return, then single words (``candidates``, ``topics``); what shares a
word with a better one is left out, so that one thing has one tag.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coranto.annotate.candidates import weigh_candidates, weigh_words
from coranto.annotate.document import Document
from coranto.annotate.entities import Found
from coranto.annotate.terms import stem
from coranto.annotate.topics import Topic, find_topics, is_cue
from coranto.model import Hashtag
from coranto.text.names import camel_tag, tag_key

_LEAST, _FEW, _MOST = 3, 5, 8
"""Tags that are shown at least, those up to which little evidence is enough for a topic, and the most."""
_TOPICS = 4
"""Topics among the tags."""
_KEEP = 0.3
"""Share of the best score from which a tag is good enough."""
_TOPIC = 5.0
"""What a topic at its floor is worth, beside names and phrases."""
_BOTH = 1.0
"""What it adds that the text names its topic."""
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its worth; ``topic`` tells that the text does not hold its words, ``weak`` that little speaks
    for it.
    """

    name: str
    score: float
    topic: bool = False
    weak: bool = False


def find_hashtags(
    document: Document, found: Found, keywords: Sequence[str] = (), *, publisher: str = ""
) -> list[Hashtag]:
    """Return three to eight tags with scores in 0..1, fewer of few words; none is the publisher's name."""
    ranked = [one for one in rank_hashtags(document, found, keywords) if tag_key(one.name) != tag_key(publisher)]
    chosen = _once(ranked)
    if len(chosen) < _FEW:
        chosen = _once([*chosen, *(replace(one, weak=False) for one in ranked if one.weak)])[:_FEW]
    if len(chosen) < _LEAST:
        words = sorted(weigh_words(document, found).items(), key=lambda pair: (-pair[1], pair[0]))
        chosen = _once([*chosen, *(Ranked(name, score) for name, score in words)])[:_LEAST]
    top = max((one.score for one in chosen), default=1.0)
    kept = [one for place, one in enumerate(chosen) if place < _LEAST or one.score >= _KEEP * top]
    return [Hashtag(camel_tag(one.name), round(max(0.0, min(1.0, one.score / top)), 3)) for one in kept]


def rank_hashtags(document: Document, found: Found, keywords: Sequence[str] = ()) -> list[Ranked]:
    """Return every candidate, best first: names, phrases and words of the text, and its topics."""
    ranked: dict[str, Ranked] = {}
    weighed = weigh_candidates(document, found, keywords)
    for name in sorted(filter(tag_key, weighed), key=lambda name: (-weighed[name], name)):
        ranked.setdefault(_same(name), Ranked(name, weighed[name]))
    declared = {tag_key(keyword) for keyword in keywords}
    for topic in find_topics(document, found.entities):
        name = _SPLIT.sub(" ", topic.tag)
        worth = _TOPIC + math.log(topic.score) + (tag_key(name) in declared)
        said = [ranked.pop(key) for key in _sayings(topic, ranked, document.language)]
        ranked[_same(name)] = (
            Ranked(name, max(worth, *(one.score for one in said)) + _BOTH)
            if said
            else Ranked(name, worth, topic=True, weak=topic.score < 1)
        )
    return sorted(ranked.values(), key=lambda one: (-one.score, one.name))


def _sayings(topic: Topic, ranked: Mapping[str, Ranked], language: str) -> list[str]:
    """Return the candidates that only name a topic: its own words, or in another language a sure cue."""
    name = _same(_SPLIT.sub(" ", topic.tag))
    cues = [cue for cue in topic.cues if " " not in cue] if language != "en" else []
    return [
        key
        for key in ranked
        if key == name or (" " not in key and any(is_cue(ranked[key].name.lower(), cue) for cue in cues))
    ]


def _same(name: str) -> str:
    """Return what two spellings of one tag share: ``Power Outages`` and ``PowerOutage``."""
    return " ".join(map(stem, name.split()))


def _once(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Keep the first of what shares its words, up to the most tags; a topic may share one with a name."""
    chosen: list[Ranked] = []
    taken: set[str] = set()
    topical: set[str] = set()
    for one in ranked:
        stems = set(_same(one.name).split())
        full = len(chosen) == _MOST or (one.topic and sum(other.topic for other in chosen) == _TOPICS)
        if one.weak or full or stems & (topical if one.topic else taken):
            continue
        chosen.append(one)
        taken |= stems
        topical |= stems if one.topic else set()
    return chosen
