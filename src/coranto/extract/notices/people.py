"""Names of people in bylines and credit lines."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from coranto.extract.notices.words import any_of, outlet_named, words_of
from coranto.text.people import is_given_name, is_surname

_LONGEST_TEXT = 1000
_LONGEST_NAME = 70
_MOST_WORDS = 6
_MOST_PEOPLE = 30
_SHORTEST_RUN = 4
"""Words of two names that nothing parts."""
_NOISE = re.compile(
    r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+|[\(\[（【][^()\[\]（）]{0,80}[\)\]）】]|[“”\"*●]|\.{3}|…"
)
_NOISE_MARKS = frozenset('@:./([（【“”"*●…')
BARS = re.compile(r"\s*[|•·⋅∙\n\t/／]\s*|\s+[-–—]{1,2}\s+|:\s+")
"""What parts names, and names from what is none: bars, bullets, line breaks, dashes and colons before a blank."""
_COMMAS = re.compile(r"\s*[,;、，；،]\s*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_PAIR = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff]{2,4}(?:\s|\Z))")
_PLACE_BEHIND = re.compile(r"(?:\A|\s)(?:in|at|for the|aus|à|из|в|desde|da)\s+(?:the\s)?[^\W\d_a-zа-я][^,;]*\Z")
_ABBREVIATED = re.compile(r"(?:\b[JS]r|\b[^\W\d_])\.\Z")
_BEFORE_OPENING = " \t\n\xa0–—|•-"
_AMBIGUOUS = frozenset(("di", "a", "od", "dan", "af"))
"""Openings that may be the first word of a name."""
_CAPITAL = re.compile(r"(?<![^\W_])([^\W\d_])([^\W\d_]+)")
_WORD = re.compile(r"[^\W_]")
_GLUE = re.compile(
    r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bDu)(?<!\bLa)(?<!\bLe)(?<!\bVan)(?<!\bVon)(?<!\bFitz)"
    r"(?=[A-ZÀ-Þ][a-zß-ÿ])"
)
"""Between two texts that stand in elements of their own, without a blank (``Ann LeeBob Ray``)."""
_SIMPLE = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?(?: [A-ZÀ-Þ]\.)?(?: [A-ZÀ-Þ][a-zß-ÿ]+){1,2}")
"""What most names look like."""


def read_people(text: str) -> tuple[str, ...]:
    """Return the people that a text names, as named: ``Ann Lee, Bo Ek and Cy Day``.

    Roles, degrees, dates, places of work, e-mail addresses and handles are left out, and agencies
    where people stand beside them.
    """
    return _read_people(text[:_LONGEST_TEXT])


@lru_cache(maxsize=4096)
def _read_people(text: str) -> tuple[str, ...]:
    """Read a text; a page tells its authors in many places, and a site has few of them."""
    if is_simple(text):
        return tuple(_split_run(text))
    if not _NOISE_MARKS.isdisjoint(text):
        text = _NOISE.sub(" ", text)
    text = after_opening(text.strip(" "))
    names: list[str] = []
    for part in BARS.split(text):
        names += _names(part)
    kept = list(dict.fromkeys(_recased(name) for name in names if is_name(name)))[:_MOST_PEOPLE]
    people = [name for name in kept if not outlet_named(name)]
    return tuple(people or kept or [name[:1].upper() + name[1:] for name in names if is_desk(name)][:1])


def is_simple(text: str) -> bool:
    """Whether a text is a name as most are, and none of its words means anything else in a byline."""
    simple = _SIMPLE.fullmatch(text) is not None
    return simple and _meanings().isdisjoint(text.lower().split()) and not outlet_named(text)


def _recased(name: str) -> str:
    """Return ``AMELIA O'NEIL-VAN DER BERG`` as names are written; agencies and single words keep their capitals."""
    if not name.isupper() or " " not in name or outlet_named(name) or (not name.isascii() and _CJK.search(name)):
        return name
    words = (word.lower() if word.lower() in particles() else _CAPITAL.sub(_lowered, word) for word in name.split())
    recased = " ".join(words)
    return recased[:1].upper() + recased[1:]


def _lowered(word: re.Match[str]) -> str:
    """Return a word with its first letter as the only capital (``McDonald`` has two)."""
    first, rest = word.groups()
    if (first + rest).startswith("MC") and len(rest) > 2:
        return "Mc" + rest[1] + rest[2:].lower()
    return first + rest.lower()


def is_name(name: str) -> bool:
    """Whether this can name an author: not a date, role or address, not ``Staff``, not a sentence."""
    if is_simple(name):
        return True
    if not 1 < len(name) <= _LONGEST_NAME or not _WORD.search(name):
        return False
    lower = name.lower().strip(" .")
    if lower in _nobody() or lower in _degrees() or any(map(str.isdigit, name)):
        return False
    words = lower.split()
    if name.rpartition(" ")[2] in particles() and len(words) > 1:
        return False
    return bool(outlet_named(name)) or (len(words) <= _MOST_WORDS and not _is_work(words))


def is_nobody(name: str) -> bool:
    """Whether a declared name says nothing (``admin``, ``Staff``, ``Senior Writer``)."""
    lower = name.lower().strip(" .:：")
    return lower in _nobody() or lower in labels() or all(word in _roles() for word in lower.split())


def is_desk(name: str) -> bool:
    """Whether this names a desk (``The Currency editors``), which signs where no person does."""
    words = name.lower().split()
    if not 2 <= len(words) <= _MOST_WORDS or name[0].isdigit():
        return False
    return (words[-1] in _desks() or words[0] == "team") and not is_nobody(name)


def is_proper(name: str) -> bool:
    """Whether each word is capitalised, in a script that has capitals, or a small word of a name."""
    words = name.split()
    return all(not word[0].islower() or word in particles() for word in words) and not words[0][0].islower()


def after_opening(text: str) -> str:
    """Drop ``By``, ``Text:``; but ``Di Fox`` is a name."""
    found = opening_of(text)
    if not found or found.end() == len(text) or found[0].strip().lower() in _AMBIGUOUS:
        return text
    return text[found.end() :]


def _names(part: str) -> list[str]:
    """Split at commas and joining words; a place or role behind a name goes, with what a comma parts from it."""
    found: list[str] = []
    in_role = False
    for piece in _COMMAS.split(part):
        joined = _joined(_PLACE_BEHIND.sub("", piece))
        if len(joined) == 1 and _is_place_behind(piece, found):
            continue
        for text in joined:
            name = after_opening(text).strip(" ,:;-–—'’()[]")
            simple = is_simple(name)
            name = name if simple else _without_role(name)
            if in_role and not _is_person(name):
                continue
            if simple:
                found += _split_run(name)
                in_role = False
                continue
            in_role = bool(found) and bool(name) and _is_work(name.lower().split())
            found += (one for each in _weakly_joined(name) for one in _unglued(each) if one)
    return found


def _joined(text: str) -> list[str]:
    """Split at words such as ``and``."""
    return [text] if _join_words().isdisjoint(text.lower().split()) else _joins().split(text)


def _is_place_behind(piece: str, before: list[str]) -> bool:
    """Whether a lone word behind full names is where they work (``Anna Müller, Berlin``)."""
    lone = len(piece.split()) == 1 and not _CJK.search(piece)
    return lone and bool(before) and all(len(name.split()) > 1 for name in before)


def _is_person(name: str) -> bool:
    words = name.title().split()
    return len(words) > 1 and is_given_name(words[0]) and not _is_work(name.lower().split())


def _weakly_joined(name: str) -> list[str]:
    weak = not _weak_join_words().isdisjoint(name.split())
    joined = _weak_join().match(name) if weak else None
    if joined and len(joined[1].split()) > 1 and len(joined[3].split()) > 1:
        return [joined[1], *_weakly_joined(joined[3])]
    return _CJK_PAIR.split(name) if _CJK.search(name) else [name]


def _unglued(name: str) -> Iterator[str]:
    """Yield the names that stand in one text without a mark between them; a role glued to a name goes."""
    for glue in _GLUE.finditer(name) if not name.istitle() else ():
        before, behind = name[: glue.start()], name[glue.start() :]
        words = behind.split()
        if " " in before and words[0].lower() in _roles():
            name = before
            break
        if " " in before and len(words) > 1 and is_given_name(words[0]):
            yield before
            yield from _unglued(behind)
            return
    yield from _split_run(name)


def _split_run(name: str) -> list[str]:
    """Split a run of full names (``Birgit Baumann Anna Giulia Fink``): each begins with a given name.

    Two given names belong to one person, so the word before a new name is none.
    """
    words = name.split()
    if len(words) < _SHORTEST_RUN:
        return [name]
    starts = [0]
    for at in range(2, len(words) - 1):
        new = is_given_name(words[at]) and not is_given_name(words[at - 1]) and is_surname(words[at - 1])
        if new and at - starts[-1] > 1 and (len(words) > 4 or is_surname(words[-1])):
            starts.append(at)
    ends = [*starts[1:], len(words)]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


def _without_role(name: str) -> str:
    """Drop letters after a name that no comma parts from it, and a role before or after a name."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _degrees() and not words[-1].istitle():
        words.pop()
    if _CJK.search(name):
        words = [_without_cjk_role(word) for word in words if word not in _roles()] or words
    elif len(words) > 2:
        words = _without_latin_role(words)
    name = " ".join(words)
    return name if _ABBREVIATED.search(name) else name.rstrip(".")


def _without_latin_role(words: list[str]) -> list[str]:
    first = next((number for number, word in enumerate(words) if is_given_name(word.title())), 0)
    if first and len(words) - first > 1 and all(_is_work(word.lower().split("-")[-1:]) for word in words[:first]):
        words = words[first:]
    if is_given_name(words[0].title()):
        role = next((number for number, word in enumerate(words) if _is_work([word.lower()])), 0)
        return words[:role] if role > 1 else words
    return words


def _without_cjk_role(word: str) -> str:
    for role in _cjk_roles():
        if len(word) - len(role) in (2, 3, 4):
            word = word.removeprefix(role).removesuffix(role)
    return word


def _is_work(words: Sequence[str]) -> bool:
    """Whether this is a role (``Senior political correspondent``), not somebody's name."""
    return any(word in _roles() or word.strip(".,").removesuffix("s") in _roles() for word in words)


def opening_of(text: str) -> re.Match[str] | None:
    """Return what opens a text like a byline (``By``, ``Text:``), or None."""
    start = text.lstrip(_BEFORE_OPENING)[:3].lower()
    pattern = _opening_patterns().get(start) or _opening_patterns().get(start[:2])
    return pattern.match(text) if pattern else None


@cache
def _opening_patterns() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each start of an opening (``starts_of``): one for all of them costs twenty times as much."""
    by_start: dict[str, list[str]] = {}
    for word in openings():
        for start in starts_of((word,)):
            by_start.setdefault(start.lower(), []).append(word)
    behind = r"(?:\s*[:：]\s*|\s+|(?<=[/])|(?=@))"
    return {
        start: re.compile(rf"[{_BEFORE_OPENING}]*{any_of(words)}{behind}", re.IGNORECASE)
        for start, words in by_start.items()
    }


@cache
def starts_of(words: tuple[str, ...]) -> frozenset[str]:
    """Return the first three characters of lower-case words that open a text, of one-letter words the first two.

    They tell at a glance that a text opens with none of the words. What follows a short word is a blank, a mark or
    the capital that a name begins with.
    """
    behind = " \n:：/|*" + string.ascii_uppercase
    long = {word[:3] for word in words if len(word) > 2}
    return frozenset(long | {word + mark for word in words if len(word) < 3 for mark in behind})


@cache
def openings() -> tuple[str, ...]:
    """Return what opens a byline, lower-case."""
    return words_of("byline", "opens")


@cache
def labels() -> frozenset[str]:
    """Return what may stand alone before an author's name, lower-case, without a colon."""
    return frozenset(words_of("byline", "labels")) | {word for word in words_of("byline", "opens") if len(word) > 1}


@cache
def particles() -> frozenset[str]:
    """Return the small words within names (``van``, ``de``)."""
    return frozenset(words_of("byline", "particles"))


@cache
def joining_words() -> frozenset[str]:
    """Return the words between two names and within names."""
    return frozenset(words_of("byline", "joins")) | particles()


@cache
def _meanings() -> frozenset[str]:
    """Return every word that means something in a byline: a text with none of them and two or three more is a name."""
    words = (*words_of("byline", "opens"), *words_of("byline", "weak_joins"), *words_of("byline", "cuts"), *_nobody())
    words = (*words, *labels(), *joining_words())
    roles = (word + ending for word in _roles() for ending in ("", "s"))
    return frozenset((*roles, *_desks(), *_degrees(), *(part for word in words for part in word.lower().split())))


@cache
def _join_words() -> frozenset[str]:
    return frozenset(words.split()[0] for words in words_of("byline", "joins"))


@cache
def _weak_join_words() -> frozenset[str]:
    return frozenset(words_of("byline", "weak_joins"))


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
def _cjk_roles() -> tuple[str, ...]:
    return tuple(role for role in _roles() if _CJK.search(role))


@cache
def _desks() -> frozenset[str]:
    return frozenset(words_of("byline", "desks"))


@cache
def _degrees() -> frozenset[str]:
    return frozenset(word for degree in words_of("byline", "degrees") for word in (degree, degree.rstrip(".")))
