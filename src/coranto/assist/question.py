"""What a question asks for: its words, its time, what kind of thing would answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coranto.text.analysis import family_of, terms_of
from coranto.text.language import tell_language

MOST_TERMS = 60
"""Words of a question and its choices that are searched for."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SHORT = 2
_FOLLOW_UP = 4
"""Words up to which a question is taken as a follow-up."""
_BACK = re.compile(
    r"^(?:and|but|und|aber|et|mais|y|pero)\b"
    r"|\b(?:he|him|his|she|her|they|them|their|it|its|that|this one|er|sie|ihm|ihr|ihnen|il|elle|ils|elles|él|ella)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|n't|never|except|excluding|left? out|incorrect|false)\b", re.IGNORECASE)
_SPANS = (
    (re.compile(r"\btoday\b|\bheute\b|\baujourd", re.IGNORECASE), timedelta(days=1)),
    (re.compile(r"\byesterday\b|\bgestern\b|\bhier\b", re.IGNORECASE), timedelta(days=2)),
    (re.compile(r"\bthis week\b|\bdiese Woche\b|\bcette semaine\b|\besta semana\b", re.IGNORECASE), timedelta(days=9)),
    (re.compile(r"\bthis month\b|\bdiesen Monat\b|\bce mois\b|\beste mes\b", re.IGNORECASE), timedelta(days=35)),
)


class Asked(StrEnum):
    """The kind of thing that would answer a question."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    ANYTHING = "anything"


_KINDS = tuple(
    (re.compile("|".join(rf"\b{word}\b" for word in words), re.IGNORECASE), kind)
    for kind, words in (
        (
            Asked.NUMBER,
            (r"how (?:many|much|old|long|far|high|fast)", r"wie ?viele?", "combien", r"cu[aá]nt[oa]s?"),
        ),
        (Asked.PERSON, (r"who(?:m|se)?", "we[rnm]", "qui", r"qui[eé]n(?:es)?")),
        (Asked.PLACE, ("where", r"which (?:country|city|state|place|town)", r"wo(?:hin|her)?", "où", r"d[oó]nde")),
        (Asked.TIME, ("when", r"what (?:day|date|year)", "wann", "quand", r"cu[aá]ndo")),
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question read. ``family`` is the analysis of its language; ``since`` the start of the time it speaks of."""

    text: str
    choices: tuple[str, ...]
    family: str
    asked: Asked
    negated: bool
    since: datetime | None
    borrowed: str = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """The distinct terms of the question, analysed as the texts are."""
        return tuple(dict.fromkeys(terms_of(f"{self.text} {self.borrowed}", self.family)))


def read_question(
    text: str, *, now: datetime, choices: tuple[str, ...] = (), context: tuple[str, ...] = ()
) -> Question:
    """Read a question that is asked at ``now``; ``context`` are the questions before it, oldest first.

    A question that is short or points back (``And when did he say that?``) borrows the words of the one before.
    """
    asked = next((kind for pattern, kind in _KINDS if pattern.search(text)), Asked.ANYTHING)
    span = next((span for pattern, span in _SPANS if pattern.search(text)), None)
    return Question(
        text=text,
        choices=choices,
        family=family_of(tell_language(text)),
        asked=asked,
        negated=_NEGATED.search(text) is not None,
        since=now - span if span else None,
        borrowed=context[-1] if context and _points_back(text) else "",
    )


def _points_back(text: str) -> bool:
    return len(_WORD.findall(text)) <= _FOLLOW_UP or _BACK.search(text) is not None


def search_text(question: Question) -> str:
    """Return the question in the search language: any of its words, and of its choices'."""
    words = _WORD.findall(" ".join((question.text, question.borrowed, *question.choices)))
    chosen = [word for word in dict.fromkeys(words) if len(word) > _SHORT or word.isdigit() or word.isupper()]
    return " OR ".join(f'"{word}"' for word in chosen[:MOST_TERMS])
