"""Credit lines: who wrote, reported, edited, translated, by role."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.people import read_people
from coranto.extract.notices.tail import is_notice
from coranto.extract.notices.words import any_of, words_of
from coranto.model import Credit

_LAST = 900
"""Characters from the end of a text in which its credit line stands."""
_CONTRIBUTED = re.compile(
    r"(?:\A|(?<=[.!?”\"’»]\s)|(?<=\n))[—–_*\s(]{0,6}"
    r"(?:(?:The )?(?:Associated Press|AP|AFP|Reuters|CNN|NBC News|Bloomberg)(?:['’]s)?\s)?"
    r"(?:(?:\w+\s){0,2}(?:writers?|reporters?|journalists?|correspondents?|staff|producers?|editors?)\s)?"
    r"(?P<people>[A-ZÀ-Ž][^.\n;]{3,300}?)\s(?:also\s)?contributed\s(?:reporting\b|to this)[^.\n]{0,60}[.)_*\s]*\Z"
)
_PLACE = re.compile(r",?\s(?:in|at|à|en|aus|from|в)\s[^\W\d_a-zà-ž][^,;:.]{1,40}?(?=,|;|\s(?:and|und|et|y|e|и)\s|\Z)")
_SENTENCE_END = re.compile(r"(?<![^\W\d_]\.[^\W\d_])(?<!\b[^\W\d_])[.。](?:\s|\Z)|[)\]）］]|\n")
_EDGE = " \t\n.,;:-–—()[]（）*_/|"


def cut_credits(text: str) -> tuple[tuple[Credit, ...], str]:
    """Return the credit line that closes a text, by role, and the text before it.

    ``(Writing by A; Additional reporting by B in Kyiv; Editing by C and D)``, with or without
    brackets, in several languages; ``AP writer A contributed to this report.``
    """
    contributors, text = _cut_contributors(text)
    base = max(0, len(text) - _LAST)
    for opening in _opening().finditer(text, base):
        line = text[opening.end() :]
        found = _read_line(line)
        if found and _is_all_credits(line):
            return found + contributors, text[: opening.start()].rstrip()
    return contributors, text


def _cut_contributors(text: str) -> tuple[tuple[Credit, ...], str]:
    base = max(0, len(text) - _LAST)
    found = _CONTRIBUTED.search(text, base) if text.find("contributed", base) >= 0 else None
    people = read_people(_PLACE.sub("", found["people"])) if found else ()
    if not found or not people:
        return (), text
    return (Credit("Contributed", people),), text[: found.start()].rstrip()


def _read_line(line: str) -> tuple[Credit, ...]:
    marks = list(_role().finditer(line))
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    found = (_credit(mark, line[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return tuple(credit for credit in found if credit.people)


def _credit(mark: re.Match[str], people: str) -> Credit:
    end = _SENTENCE_END.search(people)
    names = people[: end.start()] if end else people
    role = " ".join(mark["role"].split())
    return Credit(role[:1].upper() + role[1:], read_people(_PLACE.sub("", names.strip(_EDGE))))


def _is_all_credits(line: str) -> bool:
    """Whether no prose follows: a sentence after the first opens with a role, is a notice or very short."""
    sentences = [part.strip(_EDGE) for part in _SENTENCE_END.split(line)[1:]]
    return all(_role().match(part) or len(part.split()) < 3 or is_notice(part) for part in sentences)


@cache
def _role() -> re.Pattern[str]:
    """Return a pattern: a role and what leads to its people, at the start or behind a mark or a joining word."""
    return re.compile(rf"(?:\A|(?<=[;,.(:\s–—/-])){_names('roles')}(?=[^\W\d_a-z])")


@cache
def _opening() -> re.Pattern[str]:
    """Return a pattern: where a credit line can begin, in brackets or with a capital on a new line or sentence."""
    bracket = rf"[(\[（［]\s?(?={_names('roles')}[^\W\d_a-z])"
    free = rf"(?:\A|\n|(?<=[.!?”\"’»)]\s))[—–_*\s]{{0,6}}(?=[^\W\d_a-zа-я])(?={_names('openings')}[^\W\d_a-z])"
    return re.compile(f"(?:{bracket}|{free})".replace("?P<role>", "?:"))


@cache
def _names(key: str) -> str:
    roles = words_of("credits", "roles")
    if key == "openings":
        roles = tuple(role for role in roles if role not in words_of("credits", "follows_only"))
    lead = rf"(?i:\s{any_of(words_of('credits', 'leads'))})"
    if key == "openings":
        return rf"(?P<role>(?i:{any_of(roles)}))(?:{lead}\s+|\s?[:：]\s*)"
    return rf"(?P<role>(?i:{any_of(roles)})){lead}?(?:\s*[:：]\s*|\s+)"
