"""Which of a story's headlines and pictures stands for it: the most informative, the least sensational.

A headline is informative if it says, in a usual length and of the newest state, what the other headlines of the story
say too; it is sensational by its form (capitals, exclamation, questions, teasers), which holds in every language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from coranto.model import Kind, StoredArticle
from coranto.text.words import read_words

_TEASER = re.compile(
    r"\b(?:you won'?t believe|here'?s (?:why|what|how)|this is (?:why|what|how)|what (?:happens|happened) next|"
    r"shock(?:s|ed|ing)?|outrag(?:e|ed|eous)|slam(?:s|med)?|blast(?:s|ed)?|destroy(?:s|ed)|bombshell|jaw-dropping|"
    r"insane|unbelievable|horrif(?:ic|ying)|fury|meltdown|"
    r"schock(?:t|ierend)?|irre|unglaublich|wahnsinn|choc|incroyable|hallucinant|increíble|impactante|шок\w*)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^(?:opinion|editorial|comment|analysis|column|kommentar|meinung|tribune|opinión|мнение|live|watch|video|photos?"
    r"|podcast|quiz)\b\s*[:|–—-]",
    re.IGNORECASE,
)
_FRAME = re.compile(r"\s[|–—-]\s[^|–—-]{2,40}$")
"""The paper's name behind the headline."""
_USUAL = (5, 16)
"""Words of a usual headline."""
_STALE_HOURS = 12.0
"""A headline that is so much older than the story's newest has lost half of what being new counts for."""
_NEW = 0.5
_CONSIDERED = 200
"""Of a longer story, so many of the first and last articles are looked at."""


def choose_headline(members: Sequence[StoredArticle]) -> StoredArticle:
    """Return the member whose headline stands for the story; ties go to the earlier.

    Takes at least one member.
    """
    looked_at = members if len(members) <= 2 * _CONSIDERED else [*members[:_CONSIDERED], *members[-_CONSIDERED:]]
    words = [set(found.hashes.tolist()) for found in read_words([member.article.title for member in looked_at])]
    spread = Counter(word for distinct in words for word in distinct)
    newest = max(member.when for member in looked_at)
    values = [
        _value(member, distinct, spread, len(looked_at)) + _novelty(member, newest)
        for member, distinct in zip(looked_at, words, strict=True)
    ]
    return looked_at[max(range(len(looked_at)), key=lambda number: (round(values[number], 6), -number))]


def choose_image(members: Sequence[StoredArticle], lead: StoredArticle) -> str:
    """Return the address of the picture: the lead's, else one with a caption, the earliest first; empty for none."""
    with_image = [member for member in [lead, *members] if member.article.image and member.article.image.url]
    chosen = max(with_image, key=lambda member: (member.id == lead.id, _captioned(member)), default=None)
    return chosen.article.image.url if chosen and chosen.article.image else ""


def sensational(title: str) -> float:
    """Return how sensational a headline is by its form, from 0."""
    words = re.findall(r"[^\W\d_]{2,}", title)
    shouted = sum(word.isupper() and len(word) > 4 for word in words)
    marks = title.count("!") + 0.7 * title.count("?") + 0.5 * title.count("…") + 0.5 * title.count("...")
    return float(0.5 * shouted + marks + len(_TEASER.findall(title)) + bool(_OPINION.match(title)))


def _value(member: StoredArticle, words: set[int], spread: Counter[int], members: int) -> float:
    title = member.article.title
    shared: float = sum(spread[word] - 1 for word in words) / max(1, members - 1) / math.sqrt(max(4, len(words)))
    length = len(title.split())
    unusual = max(_USUAL[0] - length, length - _USUAL[1], 0) / 4
    own_text = (
        0.1 * member.origin + 0.1 * (len(member.article.text) > 600) + 0.2 * (member.article.kind is Kind.ARTICLE)
    )
    return shared + own_text - 0.5 * sensational(title) - unusual - 0.2 * bool(_FRAME.search(title))


def _novelty(member: StoredArticle, newest: datetime) -> float:
    hours = (newest - member.when).total_seconds() / 3600
    return _NEW * float(0.5 ** (hours / _STALE_HOURS))


def _captioned(member: StoredArticle) -> bool:
    return bool(member.article.image and member.article.image.caption)
