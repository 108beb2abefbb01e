"""How pages that are no articles speak (``data/kinds.toml``), as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

_NO_BLANKS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that set no blanks between words."""
_EDGE = r"(?![^\W_])"
_WHOLE = 3
"""Letters up to which the beginning of a word is the word: "abo" begins "about"."""
_JOINED = re.compile(r"[\u0590-\u06ff]")
"""Scripts that write articles, prepositions and conjunctions in one with the word: Hebrew, Arabic."""
_JOINTS = "(?:[והבלמשכ]{1,2}|[وف]?[بلك]?(?:ال|ل)?)"


@dataclass(frozen=True)
class Phrases:
    """Literal phrases, and the expression that finds them where words begin and end."""

    literals: tuple[str, ...]
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression: a thousand words take a tenth of a second, and few pages ask for it."""
        return re.compile(self.expression)

    def stand_in(self, text: str, least: int = 1) -> bool:
        """Whether so many different ones stand in a text; most texts have no literal, which is quick to see."""
        held = sum(map(text.__contains__, self.literals))
        return held >= least and len({match[0] for match in self.pattern.finditer(text)}) >= least


@dataclass(frozen=True)
class Wording:
    """How one kind of page speaks: in its title or headline, in phrases, and of what."""

    titles: Phrases
    texts: Phrases
    groups: Mapping[str, Phrases] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    """What elements, scripts and frames are called."""

    def spoken_of(self, text: str) -> frozenset[str]:
        """Return the groups of words of which a text (in lower case) has one."""
        return frozenset(name for name, words in self.groups.items() if words.stand_in(text))

    def has_phrases(self, text: str, least: int) -> bool:
        """Whether a text (in lower case) has so many different phrases."""
        return self.texts.stand_in(text, least)


def small(text: str) -> str:
    """Return a text in lower case; the Turkish dotted capital I becomes a plain one."""
    return text.lower().replace("i\u0307", "i")


@cache
def wording_of(kind: str) -> Wording:
    """Return how a kind of page speaks."""
    told = _knowledge()[kind]
    groups = {name: _beginnings(words) for name, words in told.get("groups", {}).items()}
    return Wording(_phrases(told["titles"]), _phrases(told["texts"]), groups, tuple(told.get("marks", ())))


@cache
def path_names(kind: str) -> frozenset[str]:
    """Return the parts of an address that name a kind."""
    return frozenset(_knowledge()["paths"][kind])


@cache
def _knowledge() -> dict[str, Any]:
    return tomllib.loads((resources.files("coranto.extract") / "data" / "kinds.toml").read_text("utf-8"))


def _phrases(phrases: Iterable[str]) -> Phrases:
    """Return whole phrases."""
    return _made(phrases, end=_EDGE)


def _beginnings(words: Iterable[str]) -> Phrases:
    """Return words that begin so."""
    return _made(words, end="")


def _made(phrases: Iterable[str], *, end: str) -> Phrases:
    """Return phrases with their pattern: at the edges of words in scripts that set blanks between them."""
    ordered = sorted(phrases, key=len, reverse=True)
    spaced = [phrase for phrase in ordered if phrase[0].isalnum() and not _NO_BLANKS.search(phrase)]
    joined = [phrase for phrase in spaced if _JOINED.search(phrase)]
    others = [phrase for phrase in ordered if phrase not in spaced]
    forms = [rf"(?<![^\W_])(?:{'|'.join(map(_closed(end), spaced))})"] if spaced else []
    forms += [rf"(?<![^\W_]){_JOINTS}(?:{'|'.join(map(_closed(end), joined))})"] if joined else []
    return Phrases(tuple(ordered), "|".join([*forms, *map(re.escape, others)]) or r"(?!)")


def _closed(end: str) -> Callable[[str], str]:
    def closed(phrase: str) -> str:
        edge = _EDGE if len(phrase) <= _WHOLE and phrase.isalpha() else end
        return re.escape(phrase) + (edge if phrase[-1].isalnum() else "")

    return closed
