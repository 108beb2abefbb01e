"""Names of people in bylines and credit lines."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.words import any_of, outlet_named, words_of
from coranto.text.calendar import month_number
from coranto.text.people import is_given_name

_LONGEST_LINE = 200
_LONGEST_PUBLISHED_LINE = 120
"""Characters of a line in which ``by`` may stand behind a date."""
_LONGEST_NAME = 70
_MOST_WORDS = 6
_MOST_PEOPLE = 30
_NOISE = re.compile(
    r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+|[\(\[（【][^()\[\]（）]{0,80}[\)\]）】]|[“”\"*●]|\.{3}|…"
)
_BARS = re.compile(r"\s*[|•·⋅∙\n\t/／]\s*|\s+[-–—]{1,2}\s+|:\s+")
_COMMAS = re.compile(r"\s*[,;、，；،]\s*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_PAIR = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff]{2,4}(?:\s|\Z))")
_PLACE_BEHIND = re.compile(r"(?:\A|\s)(?:in|at|for the|aus|à|из|в|desde|da)\s+(?:the\s)?[^\W\d_a-zа-я][^,;]*\Z")
_ABBREVIATED = re.compile(r"(?:\b[JS]r|\b[^\W\d_])\.\Z")
_READING_TIME = re.compile(
    r"\(?\b\d{1,3}[\s-]?min(?:ute)?s?\b(?:[\s-](?:read|lesezeit|de lecture|de lectura))?\)?", re.IGNORECASE
)
_OTHER_ROLE = re.compile(
    r"\b(?:[Mm]edically\s|[Ff]act[- ])?(?:[Rr]eviewed|[Ee]dited|[Uu]pdated|[Cc]hecked|[Pp]hotographed)(?: & \S+)? by\b"
)
_SECTION_BEHIND = re.compile(r"\son behalf\s.*$|\s(?:in|on|for)\s[A-Z].*$|\s(?:on|am|le|el|il|em)\s*\|.*$")
_GLUED_OPENINGS = ("By", "Von", "Par", "Por", "文", "記", "记")
_GLUED_LOWER = tuple(word.lower() for word in _GLUED_OPENINGS)
_AMBIGUOUS = frozenset(("di", "a", "od", "dan", "af"))
"""Openings that may be the first word of a name."""
_GLUED_DATE = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ][^\W\d_]{2,9}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2}\. ?[A-ZÀ-Þ])")
"""Between a name and the date of the next element (``Ann LeeMay 3, 2026``)."""
_CAPITAL = re.compile(r"(?<![^\W_])([^\W\d_])([^\W\d_]+)")
_WORD = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"(?:(?<![^\W\d_])|(?=\d\d?\s?[,;]))\d+(?:[.:/,–-]\d+)*(?:(?:st|nd|rd|th|am|pm|h)\b|[年月日時时分秒년월일])?[.,]?")


def read_people(text: str) -> tuple[str, ...]:
    """Return the people that a text names, as named: ``Ann Lee, Bo Ek and Cy Day``.

    Roles, degrees, dates, places of work, e-mail addresses and handles are left out, and agencies
    where people stand beside them.
    """
    text = _NOISE.sub(" ", text[:1000])
    text = _after_opening(" ".join(text.split(" ")))
    names: list[str] = []
    for part in _BARS.split(text):
        names += _names(part)
    kept = list(dict.fromkeys(_recased(name) for name in names if is_name(name)))[:_MOST_PEOPLE]
    people = [name for name in kept if not outlet_named(name)]
    return tuple(people or kept or [name for name in names if _is_desk(name)][:1])


def _recased(name: str) -> str:
    """Return ``AMELIA O'NEIL-VAN DER BERG`` as names are written; agencies and single words keep their capitals."""
    if not name.isupper() or " " not in name or outlet_named(name) or (not name.isascii() and _CJK.search(name)):
        return name
    words = (word.lower() if word.lower() in _particles() else _CAPITAL.sub(_lowered, word) for word in name.split())
    recased = " ".join(words)
    return recased[:1].upper() + recased[1:]


def _lowered(word: re.Match[str]) -> str:
    """Return a word with its first letter as the only capital (``McDonald`` has two)."""
    first, rest = word.groups()
    if (first + rest).startswith("MC") and len(rest) > 2:
        return "Mc" + rest[1] + rest[2:].lower()
    return first + rest.lower()


def read_byline(line: str) -> tuple[str, ...]:
    """Return the people of ``By Ann Lee and Bo Ek``, or nothing if the line is no byline."""
    line = line.strip()
    opening = _opening().match(line)
    if not opening or len(line) > _LONGEST_LINE:
        return ()
    people = read_people(line[opening.end() :])
    return people if people and all(map(is_proper, people)) else ()


def is_name(name: str) -> bool:
    """Whether this can name an author: not a date, role or address, not ``Staff``, not a sentence."""
    if not 1 < len(name) <= _LONGEST_NAME or not _WORD.search(name):
        return False
    lower = name.lower().strip(" .")
    if lower in _nobody() or lower in _degrees() or any(map(str.isdigit, name)):
        return False
    words = lower.split()
    return bool(outlet_named(name)) or (len(words) <= _MOST_WORDS and not _is_work(words))


def is_nobody(name: str) -> bool:
    """Whether a declared name says nothing (``admin``, ``Staff``, ``Senior Writer``)."""
    lower = name.lower().strip(" .:")
    return lower in _nobody() or is_byline_label(name) or all(word in _roles() for word in lower.split())


def _names(part: str) -> list[str]:
    """Split at commas and joining words; a place or role behind a name goes."""
    found: list[str] = []
    for piece in _COMMAS.split(part):
        joined = _joins().split(_PLACE_BEHIND.sub("", piece))
        if len(joined) == 1 and _is_place_behind(piece, found):
            continue
        for name in joined:
            found += _weakly_joined(_without_degree(_after_opening(name).strip(" ,:;-–—'’")))
    return [name for name in found if name]


def _is_place_behind(piece: str, before: list[str]) -> bool:
    """Whether a lone word behind full names is where they work (``Anna Müller, Berlin``)."""
    lone = len(piece.split()) == 1 and not _CJK.search(piece)
    return lone and bool(before) and all(len(name.split()) > 1 for name in before)


def _weakly_joined(name: str) -> list[str]:
    joined = _weak_join().match(name)
    if joined and len(joined[1].split()) > 1 and len(joined[3].split()) > 1:
        return [joined[1], *_weakly_joined(joined[3])]
    return _CJK_PAIR.split(name) if _CJK.search(name) else [name]


def _after_opening(text: str) -> str:
    """Drop ``By``, ``Text:``; but ``Di Fox`` is a name."""
    opening = _opening().match(text)
    if not opening or opening.end() == len(text) or opening[0].strip().lower() in _AMBIGUOUS:
        return text
    return text[opening.end() :]


def _without_degree(name: str) -> str:
    """Drop letters after a name that no comma parts from it, and a role before or after a CJK name."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _degrees() and not words[-1].istitle():
        words.pop()
    if _CJK.search(name):
        words = [word for word in words if word not in _roles()] or words
    elif len(words) > 2 and is_given_name(words[0].title()):
        role = next((number for number, word in enumerate(words) if _is_work([word.lower()])), 0)
        words = words[:role] if role > 1 else words
    name = " ".join(words)
    return name if _ABBREVIATED.search(name) else name.rstrip(".")


def _is_desk(name: str) -> bool:
    """Whether this names a desk (``The Currency editors``), which signs where no person does."""
    words = name.lower().split()
    return 2 <= len(words) <= _MOST_WORDS and words[-1] in _desks() and not is_nobody(name) and not name[0].isdigit()


def _is_work(words: list[str]) -> bool:
    """Whether this is a role (``Senior political correspondent``), not somebody's name."""
    return any(word in _roles() or word.strip(".,").removesuffix("s") in _roles() for word in words)


def is_byline_label(text: str) -> bool:
    """Whether this stands before an author's name, alone (``Written by``, ``Autor:``)."""
    return text.lower().strip(" :：") in _labels()


def has_byline_word(line: str, *, within: bool = False) -> bool:
    """Whether a line opens with ``By`` or the like, or, if asked, holds it."""
    first = line.partition(" ")[0]
    if first.lower().rstrip(":：") in _first_words() or first.startswith(_GLUED_OPENINGS):
        return bool(_opening().match(line) or _by_within().match(line))
    return within and len(line) <= _LONGEST_PUBLISHED_LINE and _behind_byline_word(line) is not None


def _behind_byline_word(line: str) -> str | None:
    """Return what follows ``by`` or the like within a line, or None where no such word stands in it."""
    words = line.lower().replace(":", " ").split()
    if _first_words().isdisjoint(words) and not any(word.startswith(_GLUED_LOWER) for word in words):
        return None
    found = _by_within().search(line)
    return line[found.end() :] if found else None


def has_capitals(line: str) -> bool:
    """Whether a short line could be names: each word is capitalised, or small, or no word."""
    return len(line) <= 100 and all(
        not word[0].islower() or len(word) <= 3 or word in _joining_words() for word in line.split()
    )


def byline_names(line: str) -> tuple[str, ...]:
    """Return the names of a line that holds a byline among dates, roles and marks.

    ``Published August 7, 2023 by Ann Lee``, ``Dec 26, 2025 • Ann Lee in Culture``, ``ByAnn Lee``.
    """
    if "min" in line:
        line = _READING_TIME.sub("|", line)
    if _DIGIT.search(line):
        line = _without_dates(_GLUED_DATE.sub(" | ", line))
    other = _OTHER_ROLE.search(line) if "by" in line else None
    if other:
        line = line[: other.start()]
    behind = _behind_byline_word(line)
    line = line if behind is None else behind
    cut = _cuts().search(line)
    if cut:
        line = line[: cut.start()]
    line = _SECTION_BEHIND.sub("", line)
    names = read_people(line)
    if behind is not None and not all(map(is_proper, names)):
        first = read_people(_BARS.split(line.strip(" |"), maxsplit=1)[0])
        return first if all(map(is_proper, first)) else names
    return names


def _without_dates(line: str) -> str:
    """Put a bar where dates and times stand: what holds a figure, and the words beside it that belong to it."""
    words = _FIGURES.sub(" 0 ", line).split()
    kept: list[str] = []
    dated = False
    for word, following in zip(words, [*words[1:], ""], strict=True):
        lower = word.lower().strip(".,:;()-–/")
        if word == "0" or (dated and lower in _after_dates()) or (following == "0" and month_number(lower)):
            if not dated:
                while kept and kept[-1].lower().strip(" ,.:") in _beside_dates():
                    kept.pop()
                kept.append("|")
            dated = True
        elif dated and (month_number(lower) or not lower):
            continue
        else:
            dated = False
            kept.append(word)
    return " ".join(kept)


def is_proper(name: str) -> bool:
    """Whether each word is capitalised, in a script that has capitals, or a small word of a name."""
    words = name.split()
    return all(not word[0].islower() or word in _particles() for word in words) and not words[0][0].islower()


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"[\s\-–—|•]*(?:{any_of(words_of('byline', 'opens'))})(?:\s*[:：]\s*|\s+|(?<=[/])|(?=@))", re.IGNORECASE
    )


@cache
def _by_within() -> re.Pattern[str]:
    clear = [word for word in words_of("byline", "opens") if len(word) > 1 and word not in _particles()]
    small = [word for word in words_of("byline", "opens") if len(word) > 1 and word in _particles()]
    return re.compile(
        rf"(?:(?:\A|[\s|•·–—-])(?i:{any_of(clear)})(?:\s*[:：]\s*|\s+|(?=[A-Z]))|(?:\A|[|•·–—,]\s*)(?i:{any_of(small)})\s+)(?=\S)"
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split()[0] for words in words_of("byline", "opens"))


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|(?<=[a-zà-ž])(?=[A-Z])){any_of(words_of('byline', 'cuts'))}(?!\w)")


@cache
def _beside_dates() -> frozenset[str]:
    words = (*words_of("byline", "beside_dates"), *words_of("date", "published"), *words_of("date", "updated"))
    return frozenset(("", *(part for word in words for part in word.split())))


@cache
def _after_dates() -> frozenset[str]:
    return frozenset(words_of("byline", "after_dates"))


@cache
def _joining_words() -> frozenset[str]:
    return frozenset(words_of("byline", "joins")) | _particles()


@cache
def _labels() -> frozenset[str]:
    return frozenset(words_of("byline", "labels")) | {word for word in words_of("byline", "opens") if len(word) > 1}


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(words_of('byline', 'joins'))}\s+|\A(?:and|und|et|&)\s+", re.IGNORECASE)


@cache
def _weak_join() -> re.Pattern[str]:
    return re.compile(rf"(.+?)\s({any_of(words_of('byline', 'weak_joins'))})\s(.+)\Z")


@cache
def _nobody() -> frozenset[str]:
    furniture = (*words_of("furniture", "lines"), *words_of("furniture", "ends"))
    return frozenset((*words_of("byline", "nobody"), *(line for line in furniture if len(line) > 1)))


@cache
def _roles() -> frozenset[str]:
    return frozenset(words_of("byline", "roles"))


@cache
def _desks() -> frozenset[str]:
    return frozenset(words_of("byline", "desks"))


@cache
def _degrees() -> frozenset[str]:
    return frozenset(word for degree in words_of("byline", "degrees") for word in (degree, degree.rstrip(".")))


@cache
def _particles() -> frozenset[str]:
    return frozenset(words_of("byline", "particles"))
