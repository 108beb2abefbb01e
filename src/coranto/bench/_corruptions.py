"""Sound summary sentences, and ways to make them unsound.

Each corruption returns the sentence with one thing wrong, or nothing where it has no such thing. Those of ``MEASURED``
are what the evidence check is measured with; it learns from the others too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from statistics import mean
from typing import Any

_GOOD = 2.3
"""Mean rating (0..4) from which on a summary is taken as sound."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_VERB = re.compile(r"\b(?:is|are|was|were|will|would|can|could|has|have|had|should)\b(?! not|n't)")
_NEGATION = re.compile(r" not\b|n't\b|\bnever ")
_SPACED = re.compile(r" (['’\-]) ?(?=\w)|(?<=[$€£]) | (?=[.,;:!?])")
"""The spaces that the summaries' makers put around marks."""
_SPLIT = re.compile(r"(?<=\d)(,(?= \d{3}\b)|\.(?= \d)) ")
_DAMAGED = re.compile(r'"|\\u|\b[A-Z]\. [A-Z]\b|#')
_INVENTED = (
    "We never wanted any of this to happen",
    "There was simply nobody left to ask",
    "It has been the hardest year of my life",
    "The numbers speak a very plain language",
)


_OPENING = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*(?= [a-z])")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_OPPOSITES = (
    "rose fell|raised cut|won lost|increased decreased|more less|after before|higher lower|first last|accepted rejected"
    "|agreed refused|arrested released|opened closed|joined left|bought sold|supports opposes|best worst|allowed banned"
    "|guilty innocent|killed saved|million billion|hours days|weeks months|years minutes|two three|four six|five eight"
)
_REVERSED = {word: other for pair in _OPPOSITES.split("|") for word, other in (pair.split(), reversed(pair.split()))}


def sound_sentences(records: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the sentences of well-rated summaries with their articles, spacing of marks repaired."""
    for record in records:
        if mean(record["scores"]) >= _GOOD:
            for line in record["summary"].splitlines():
                sentence = _SPLIT.sub(r"\1", _SPACED.sub(lambda found: found[1] or "", line)).strip()
                if sentence.count(" ") > 5 and not _DAMAGED.search(sentence):
                    yield record["text"], sentence


def swap_name(sentence: str, text: str, chance: random.Random) -> str:
    """Put another name of the article in the place of one."""
    own = _NAME.findall(sentence)
    others = sorted({name for name in _NAME.findall(text) if not set(name.split()) & set(" ".join(own).split())})
    return sentence.replace(own[0], chance.choice(others), 1) if own and others else ""


def change_number(sentence: str, text: str, chance: random.Random) -> str:
    """Put another number of the article, or one of like size, in the place of one."""
    own = _NUMBER.findall(sentence)
    if not own:
        return ""
    others = sorted(set(_NUMBER.findall(text)) - set(own))
    other = chance.choice(others) if others and chance.random() < 0.5 else _like(own[0], chance)
    return re.sub(rf"(?<![\w.,]){re.escape(own[0])}(?!\w)", other, sentence, count=1)


def _like(number: str, chance: random.Random) -> str:
    first = next(at for at, mark in enumerate(number) if mark.isdigit())
    digit = chance.choice([other for other in "123456789" if other != number[first]])
    return number[:first] + digit + number[first + 1 :]


def turn(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Take a negation out, or put one in."""
    if _NEGATION.search(sentence):
        return _NEGATION.sub("", sentence, count=1)
    return _VERB.sub(lambda verb: verb[0] + " not", sentence, count=1) if _VERB.search(sentence) else ""


def invent_quote(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Add words in quotation marks that nobody said."""
    return f'{sentence.rstrip(".")}, adding: "{chance.choice(_INVENTED)}."'


def swap_roles(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Let the first and the last name change places."""
    own = [*_opening(sentence, text), *_NAME.finditer(sentence)]
    own = [found for at, found in enumerate(own) if not at or found.start() > own[at - 1].end()]
    if len(own) < 2 or set(own[0][0].split()) & set(own[-1][0].split()):
        return ""
    return _exchanged(sentence, own[0], own[-1])


def swap_opening(sentence: str, text: str, chance: random.Random) -> str:
    """Put another name of the article in the place of the one that opens the sentence."""
    own = _opening(sentence, text)
    if not own:
        return ""
    others = sorted({name for name in _NAME.findall(text) if not set(name.split()) & set(own[0][0].split())})
    return chance.choice(others) + sentence[own[0].end() :] if others else ""


def swap_numbers(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Let two numbers change places."""
    own = list(_NUMBER.finditer(sentence))
    return _exchanged(sentence, own[0], own[1]) if len(own) > 1 and own[0][0] != own[1][0] else ""


def change_day(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Put another weekday or month in the place of one."""
    for names in (_WEEKDAYS, _MONTHS):
        found = re.search(rf"\b(?:{'|'.join(names)})\b", sentence)
        if found:
            other = chance.choice([name for name in names if name != found[0]])
            return sentence[: found.start()] + other + sentence[found.end() :]
    return ""


def reverse_word(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Put the opposite, another unit or another number in words in the place of a word."""
    own = [word for word in _REVERSED if re.search(rf"\b{word}\b", sentence)]
    if not own:
        return ""
    word = chance.choice(own)
    return re.sub(rf"\b{word}\b", _REVERSED[word], sentence, count=1)


def _opening(sentence: str, text: str) -> list[re.Match[str]]:
    """Return the name that opens a sentence, if the article has it inside another."""
    found = _OPENING.match(sentence)
    return [found] if found and re.search(rf"[a-z,] {re.escape(found[0])}\b", text) else []


def _exchanged(sentence: str, first: re.Match[str], last: re.Match[str]) -> str:
    between = sentence[first.end() : last.start()]
    return sentence[: first.start()] + last[0] + between + first[0] + sentence[last.end() :]


Corruption = Callable[[str, str, random.Random], str]
"""From a sound sentence, its article and a source of chance to an unsound one."""
MEASURED: tuple[Corruption, ...] = (change_number, swap_name, turn, invent_quote)
LEARNT: dict[Corruption, float] = {
    change_number: 1.0,
    swap_name: 1.2,
    turn: 1.0,
    swap_roles: 0.7,
    swap_opening: 0.6,
    swap_numbers: 0.3,
    change_day: 0.3,
    reverse_word: 0.5,
}
"""What the check learns from, and how much each kind counts."""
