"""What trails or interrupts a text and is no part of it: sign-ups, copyright, nested headlines, furniture."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.words import any_of, words_of

_LAST = 2400
"""Characters from the end of a text that may be trailing notices or nested headlines."""
_NESTED_SHARE = 0.8
"""Nested headlines are at most this share of a text."""
_SENTENCE = re.compile(r"(?:[^.!?。！？\n]|[.!?](?=[^\s\"”’»)]))*(?:[.!?。！？]+[\"”’»)]*\s*|\n+|\Z)")
_BETWEEN = 60
"""Characters of a sentence that may stand between two notices (``Outside the UK?``)."""
_RIGHTS = re.compile(
    r"(?:©|ⓒ|\([cC]\)|\b[Cc]opyright(?:ed)?)\s*(?:by\s)?(?:\d{4}|[A-ZÀ-Ž])"
    r"|\b(?:19|20)\d\d\s[A-Z][A-Z.&]+(?:\s[A-Z][A-Z.&]+)*(?:\s(?:LLC|INC|LTD|GMBH|AG|SA|PLC|CORP)\b)?\.?\s*\Z"
    r"|\b(?:19|20)\d\d\s[A-Z][\w.&\s]{2,50}\b(?:LLC|Inc|Ltd|GmbH|PLC)\b\.?\s*\Z"
)
_RIGHTS_MARK = re.compile(r"[©ⓒ]|\([cC]\)|[oO]pyright|(?:19|20)\d\d\s[A-Z]")
_BEFORE_NOTICE = frozenset(' ("“')
_TERMINATED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』]*\s*\Z")
_FRAGMENT_WORDS = 12
"""Words from which a last run without an end is headlines strung together, not a sentence cut short."""
_GLUED = re.compile(r"[a-zà-žа-я'’\"”?!)][A-ZÀ-ŽА-Я‘“\"]")


def cut_tail(text: str) -> str:
    """Return a text without the nested headlines, copyright and sign-up lines that trail it."""
    text = _without_nested(text.rstrip())
    text = _without_notices(text)
    return _without_fragment(text)


def is_notice(sentence: str) -> bool:
    """Whether a sentence or line asks to sign up, states rights or points elsewhere."""
    sentence = " ".join(sentence.split())
    if any(not place or sentence[place - 1] in _BEFORE_NOTICE for place in _notice_places(sentence)):
        return True
    if any(map(sentence.lower().__contains__, words_of("tail", "anywhere"))):
        return True
    return bool(_RIGHTS_MARK.search(sentence) and _RIGHTS.search(sentence))


def _notice_places(sentence: str) -> list[int]:
    """Return where the words stand that notices begin with."""
    return [found.start() for found in _notice().finditer(sentence)]


def is_furniture(line: str) -> bool:
    """Whether a whole line belongs to the page, not to the text (``Share``, ``Advertisement``)."""
    line = line.strip()
    return len(line) < 160 and (bare(line) in _lines() or bool(_begins().match(line)))


def ends_article(line: str) -> bool:
    """Whether a whole line is a heading after which the article is over (``Comments``)."""
    line = line.strip()
    return len(line) < 80 and bare(line) in _ends()


def _without_nested(text: str) -> str:
    """Cut at a heading such as ``Related Articles`` if what follows it is short and no prose."""
    base = max(int(len(text) * (1 - _NESTED_SHARE)), len(text) - _LAST)
    for found in _nested().finditer(text, base):
        if _is_headlines(text[found.end() :]):
            return text[: found.start()].rstrip()
    return text


def _is_headlines(rest: str) -> bool:
    """Whether this reads as headlines: hardly any of it are sentences that end in a full stop."""
    sentences = [part for part in (found[0].strip() for found in _SENTENCE.finditer(rest)) if part]
    prose = sum(len(part) for part in sentences if part.endswith((".", '."', ".”")) and not is_notice(part))
    return prose * 2 <= len(rest)


def _without_notices(text: str) -> str:
    """Drop the last sentences as long as they are notices, or short ones between notices."""
    base = max(0, len(text) - _LAST)
    sentences = [found for found in _SENTENCE.finditer(text, base) if found[0].strip()]
    cut = len(text)
    for found in reversed(sentences[1:] if base or len(sentences) > 1 else []):
        if is_notice(found[0]):
            cut = found.start()
        elif len(found[0]) > _BETWEEN:
            break
    return text[:cut].rstrip()


def _without_fragment(text: str) -> str:
    """Drop a long last run that never ends and in which headlines follow each other."""
    base = max(0, len(text) - _LAST)
    sentences = [found for found in _SENTENCE.finditer(text, base) if found[0].strip()]
    if len(sentences) < 3 or "\n" in text[sentences[-1].start() - 1 : sentences[-1].start()]:
        return text
    last = sentences[-1]
    long = len(last[0].split()) >= _FRAGMENT_WORDS and not _TERMINATED.search(last[0])
    return text[: last.start()].rstrip() if long else text


def bare(line: str) -> str:
    """Return a line in small letters without the marks around it, as the lists of whole lines have it."""
    return line.lower().rstrip(" .:：…!").strip("-–—•·|() ")


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(any_of(words_of("tail", "notices")))


@cache
def _nested() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|(?<=[.!?”\"'’»)…]\s)|(?<=\n)){any_of(words_of('tail', 'nested'))}(?=[\s:：]|\Z)")


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(any_of(words_of("furniture", "begins")))


@cache
def _lines() -> frozenset[str]:
    return frozenset(map(bare, words_of("furniture", "lines")))


@cache
def _ends() -> frozenset[str]:
    return frozenset(map(bare, words_of("furniture", "ends")))
