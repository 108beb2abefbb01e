"""What a question asks for: its words, its time, what kind of thing would answer it.

The words that questions are made of are data (``data/questions.json``); a language without an entry goes by English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from coranto.assist.words import of_language
from coranto.text.analysis import family_of, word_terms
from coranto.text.language import tell_language

MOST_WORDS = 60
"""Words of a question and its choices that are searched for."""
_FOLLOW_UP = 4
"""Words up to which a question is taken as a follow-up."""
_WORD = re.compile(r"\w+")


class Asked(StrEnum):
    """The kind of thing that would answer a question."""

    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Question:
    """A question read. ``words`` tell, lower case and once each; ``since`` is the start of the time it speaks of."""

    text: str
    choices: tuple[str, ...]
    language: str
    words: tuple[str, ...]
    asked: Asked
    negated: bool
    since: datetime | None

    @property
    def family(self) -> str:
        """The analysis of its language."""
        return family_of(self.language)

    def choice_words(self) -> list[tuple[str, ...]]:
        """Return the words that tell each choice from the others."""
        held = [telling_words(choice, self.language) or every_word(choice) for choice in self.choices]
        shared = set(held[0]).intersection(*held[1:]) if held else set()
        return [tuple(word for word in words if word not in shared) or words for words in held]


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words; ``kinds`` in the order in which they are tried."""

    stopwords: frozenset[str]
    kinds: tuple[tuple[Asked, re.Pattern[str]], ...]
    negated: re.Pattern[str]
    back: re.Pattern[str]
    spans: tuple[tuple[re.Pattern[str], timedelta], ...]


def read_question(
    text: str, *, now: datetime, choices: tuple[str, ...] = (), context: tuple[str, ...] = ()
) -> Question:
    """Read a question that is asked at ``now``; ``context`` are the questions before it, oldest first.

    A question that is short or points back (``And when did he say that?``) borrows the words of the one before.
    """
    language = tell_language(text)
    known = _words(language)
    follows = len(_WORD.findall(text)) <= _FOLLOW_UP or known.back.search(text)
    borrowed = context[-1] if context and follows else ""
    span = next((span for pattern, span in known.spans if pattern.search(text)), None)
    return Question(
        text=text,
        choices=choices,
        language=language,
        words=telling_words(f"{text} {borrowed}", language) or every_word(text),
        asked=next((kind for kind, pattern in known.kinds if pattern.search(text)), Asked.ANYTHING),
        negated=known.negated.search(text) is not None,
        since=now - span if span else None,
    )


def telling_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words that say what a question is about, without those that questions are made of."""
    stopwords = _words(language).stopwords
    return tuple(word for word in every_word(text) if word not in stopwords and (len(word) > 1 or word.isdigit()))


def stopwords(language: str) -> frozenset[str]:
    """Return the words, lower case, that say nothing about what a text is about."""
    return _words(language).stopwords


def every_word(text: str) -> tuple[str, ...]:
    """Return the words of a text, lower case, once each, in order."""
    return tuple(dict.fromkeys(word.lower() for word in _WORD.findall(text)))


def term_of(word: str, family: str) -> str:
    """Return the term that a word is found by in texts of a family."""
    terms = word_terms(word, family)
    return terms[0] if terms else ""


def search_text(question: Question) -> str:
    """Return the question in the search language: any of its telling words, and of its choices'."""
    words = (*question.words, *(word for choice in question.choice_words() for word in choice))
    return " OR ".join(f'"{word}"' for word in list(dict.fromkeys(words))[:MOST_WORDS])


@cache
def _words(language: str) -> _Words:
    data = of_language("questions", language)
    kinds = (Asked.NUMBER, Asked.PLACE, Asked.TIME, Asked.PERSON)
    return _Words(
        stopwords=frozenset(data["stopwords"].split()),
        kinds=tuple((kind, _whole(data[kind.value])) for kind in kinds),
        negated=_whole(data["negated"]),
        back=_whole(data["back"]),
        spans=tuple((_whole(words), timedelta(days=days)) for words, days in data["spans"].items()),
    )


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
