"""Credit lines: who wrote, reported, edited, translated, by role."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.people import is_proper, read_people
from coranto.extract.notices.tail import is_notice
from coranto.extract.notices.words import any_of, read_data, words_of
from coranto.model import Credit

_LAST = 900
"""Characters from the end of a text in which its credit line stands."""
_CONTRIBUTED = re.compile(
    r"(?:\A|(?<=[.!?”\"’»]\s)|(?<=\n))[—–_*\s(]{0,6}"
    r"(?:(?:The )?(?:Associated Press|AP|AFP|Reuters|CNN|NBC News|Bloomberg)(?:['’]s)?\s)?"
    r"(?:(?:\w+\s){0,2}(?:writers?|reporters?|journalists?|correspondents?|staff|producers?|editors?)\s)?"
    r"(?P<people>[A-ZÀ-Ž][^.\n;]{3,300}?)\s(?:also\s)?contributed\s(?:reporting\b|to this)[^.\n]{0,60}[.)_*\s]*\Z"
)
_NAME = r"[A-ZÀ-Ž][\w’'-]+(?:\s[A-ZÀ-Ž][\w’'.-]*){0,3}"
_FILED_FROM = re.compile(r"\sfrom\s[A-ZÀ-Ž][\w’'.-]*(?:\s[A-ZÀ-Ž][\w’'.-]*)*")
_FILED = re.compile(
    rf"(?:\A|(?<=[.!?”\"]\s)|(?<=\n))(?:Associated Press (?:\w+ )?(?:writers?|reporters?|journalists?) )?"
    rf"(?P<people>{_NAME}(?:(?:,|,?\sand)\s{_NAME})*\sreported\sfrom\s[A-ZÀ-Ž][^.\n;]{{2,200}})\.?\s*\Z"
)
_START = re.compile(r"\A|[\n(\[（［]|[.!?…”\"’»)](?=\s)")
"""Where a credit line can begin, or just before it."""
_SENTENCE = 300
"""Characters from the end of a text in which a sentence about who made it begins."""
_OUTLET_OF = re.compile(r"(?:\b[A-Z][\w&.-]*\s){0,3}\b[A-Z][\w&.-]*['’]s\s(?=[A-ZÀ-Ž])")
"""An outlet before the name of who works there (``NPR's Ann Lee``)."""
_FEWEST_PARTS = 2
_PLACE = re.compile(r",?\s(?:in|at|à|en|aus|from|в)\s[^\W\d_a-zà-ž][^,;:.]{1,40}?(?=,|;|\s(?:and|und|et|y|e|и)\s|\Z)")
_SENTENCE_END = re.compile(r"(?<![^\W\d_]\.[^\W\d_])(?<!\b[^\W\d_])[.。](?:\s|\Z)|[)\]）］]|\n")
_EDGE = " \t\n.,;:-–—()[]（）*_/|"


def cut_credits(text: str) -> tuple[tuple[Credit, ...], str]:
    """Return the credit line that closes a text, by role, and the text before it.

    ``(Writing by A; Additional reporting by B in Kyiv; Editing by C and D)``, with or without
    brackets, in several languages; ``AP writer A contributed to this report.``
    """
    last = max(0, len(text) - _LAST)
    if not any(map(text[last:].__contains__, _leads())) and not _told_lead().search(text, last):
        return (), text
    contributors, text = _cut_sentences(text)
    for start in _START.finditer(text, max(0, len(text) - _LAST)):
        opening = _bracketed().match(text, start.start()) or _free().match(text, start.end())
        line = text[opening.end() :] if opening else ""
        found = _read_line(line) if line else ()
        if found and _is_all_credits(line):
            return found + contributors, text[: start.end()].rstrip("\n ([（［")
    found, text = _cut_list(text)
    return found + contributors, text


def _cut_sentences(text: str) -> tuple[tuple[Credit, ...], str]:
    """Cut the last sentences of a text as long as each only says who had a part in it."""
    told: tuple[Credit, ...] = ()
    for cut in (_cut_filed, _cut_contributors, _cut_filed, _cut_told, _cut_told):
        found, text = cut(text)
        told = found + told
    return told, text


def _cut_list(text: str) -> tuple[tuple[Credit, ...], str]:
    """Cut a last line that is nothing but two parts or more (``Text: Ann Lee, Fotos: Bo Ek``)."""
    start = text.rfind("\n") + 1
    line = text[start:].lstrip(_EDGE)
    found = _read_line(line) if len(line) <= _SENTENCE and _role().match(line) else ()
    if len(found) < _FEWEST_PARTS or not all(is_proper(name) for credit in found for name in credit.people):
        return (), text
    return found, text[:start].rstrip()


def _cut_contributors(text: str) -> tuple[tuple[Credit, ...], str]:
    base = max(0, len(text) - _LAST)
    found = _CONTRIBUTED.search(text, base) if text.find("contributed", base) >= 0 else None
    people = read_people(_OUTLET_OF.sub("", _PLACE.sub("", found["people"]))) if found else ()
    if not found or not people:
        return (), text
    return (Credit("Contributed", people),), text[: found.start()].rstrip()


def _cut_filed(text: str) -> tuple[tuple[Credit, ...], str]:
    """Cut a sentence such as ``Lee reported from Paris and Ek from London``."""
    base = max(0, len(text) - _SENTENCE)
    found = _FILED.search(text, base) if text.find(" reported from ", base) >= 0 else None
    if not found:
        return (), text
    people = tuple(re.findall(_NAME, _FILED_FROM.sub(";", found["people"])))
    if not people or not _nobody().isdisjoint(people):
        return (), text
    return (Credit("Reported", people),), text[: found.start()].rstrip()


def _cut_told(text: str) -> tuple[tuple[Credit, ...], str]:
    """Cut a sentence such as ``This article was edited by Ann Lee``."""
    last = max(0, len(text) - _SENTENCE)
    for start in _START.finditer(text, last) if _told_lead().search(text, last) else ():
        found = _told().match(text, start.end())
        people = read_people(_PLACE.sub("", found["people"])) if found else ()
        if found and people and all(map(is_proper, people)):
            return (Credit(_parts()[" ".join(found["lead"].split())], people),), text[: start.end()].rstrip("\n ([（［")
    return (), text


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
def _bracketed() -> re.Pattern[str]:
    """Return a pattern: a credit line within brackets begins."""
    return re.compile(rf"[(\[（［]\s?(?={_names('roles')}[^\W\d_a-z])".replace("?P<role>", "?:"))


@cache
def _free() -> re.Pattern[str]:
    """Return a pattern: behind a sentence or on a new line a credit line begins, with a capital or a dash."""
    names = _names("openings")
    free = rf"\s?[—–_*\s]{{0,6}}(?=[^\W\d_a-zа-я])(?={names}[^\W\d_a-z])"
    return re.compile(rf"(?:{free}|[—–-]{{1,2}}\s?(?={names}[^\W\d_a-z]))".replace("?P<role>", "?:"))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(words_of("credits", "nobody"))


@cache
def _parts() -> dict[str, str]:
    """Return what a whole sentence begins with, with the part that its people had."""
    told: dict[str, list[str]] = read_data("notices")["credits"]["sentences"]
    return {lead: part for part, leads in told.items() for lead in leads}


@cache
def _leads() -> tuple[str, ...]:
    """Return what a credit line holds, one of these at least: brackets, a colon, what leads to people."""
    leads = (f" {lead} " for lead in words_of("credits", "leads"))
    return (":", "：", "(", "（", "[", "［", "contributed", " reported from ", *leads)


@cache
def _told_lead() -> re.Pattern[str]:
    return re.compile(any_of(_parts()))


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"[\s(*–—]{{0,4}}(?P<lead>{any_of(_parts())})\s(?P<people>[^\W\d_a-z][^.\n;:]{{2,120}}\.?)[)*\s]*\Z"
    )


@cache
def _names(key: str) -> str:
    roles = words_of("credits", "roles")
    if key == "openings":
        roles = tuple(role for role in roles if role not in words_of("credits", "follows_only"))
    lead = rf"(?i:\s{any_of(words_of('credits', 'leads'))})"
    if key == "openings":
        return rf"(?P<role>(?i:{any_of(roles)}))(?:{lead}\s+|\s?[:：]\s*)"
    return rf"(?P<role>(?i:{any_of(roles)})){lead}?(?:\s*[:：]\s*|\s+)"
