"""A seeded generator of what editors do to a text that they take over.

``cut`` drops a share of the sentences from the end, ``added`` writes foreign paragraphs before and after until they are
that share of the copy, ``words`` replaces that share of the words by foreign ones, ``lead`` writes another opening over
that share, ``mixed`` does a quarter of each in turn. Every copy has a headline of its own. The same seed gives the
same copies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_SENTENCE = re.compile(r"(?<=[.!?])\s+")

Edit = Callable[[str, str, float, Random], str]
"""From an original, a foreign text, a share and a source of chance to the edited copy."""


def cut(text: str, _foreign: str, share: float, _random: Random) -> str:
    """Return the text without its last sentences."""
    sentences = _SENTENCE.split(text)
    return " ".join(sentences[: max(1, round(len(sentences) * (1 - share)))])


def added(text: str, foreign: str, share: float, random: Random) -> str:
    """Return the text with foreign paragraphs before and after."""
    wanted = round(len(text.split()) * share / max(0.05, 1 - share))
    words = (foreign.split() * (wanted // max(1, len(foreign.split())) + 1))[:wanted]
    before = random.randrange(len(words) + 1)
    return " ".join(words[:before]) + "\n\n" + text + "\n\n" + " ".join(words[before:])


def words(text: str, foreign: str, share: float, random: Random) -> str:
    """Return the text with words replaced here and there."""
    pool = foreign.split()
    return " ".join(random.choice(pool) if random.random() < share else word for word in text.split(" "))


def lead(text: str, foreign: str, share: float, _random: Random) -> str:
    """Return the text with another opening."""
    own = text.split(" ")
    opening = round(len(own) * share)
    return " ".join([*foreign.split()[:opening], *own[opening:]])


def mixed(text: str, foreign: str, share: float, random: Random) -> str:
    """Return the text after a quarter of each edit."""
    for edit in (cut, words, lead, added):
        text = edit(text, foreign, share / 4, random)
    return text


EDITS: dict[str, Edit] = {"cut": cut, "added": added, "words": words, "lead": lead, "mixed": mixed}
