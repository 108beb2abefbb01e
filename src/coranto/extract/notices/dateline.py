"""Datelines: where a report was filed, and by which agency."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.words import (
    Finder,
    agency_spellings,
    any_of,
    outlet_named,
    outlet_names,
    words_of,
)
from coranto.model import Dateline
from coranto.text.calendar import month_number

_READ = 240
"""Characters of a text in which its dateline stands."""
_CONTEXT = 10_000
"""Characters of a text in which a place is looked for again."""
_LONGEST_PLACE = 60
_MOST_PLACE_WORDS = 8
_SHORTEST_PLACE = 3
_MOST_CAPITALS = 4
"""Words in capitals before a dash that can be a place; more are a heading."""
_LONGEST_ABBREVIATION = 5
"""Letters of a state's name cut short (``LA CROSSE, Wis.``)."""
_FARTHEST = 130
"""Characters from which on no agency or dash of a dateline begins."""
_OPENED = ("(", "（", "[", "［", "【", "〔")
_GAP = r"\s*(?:[.,:;]?\s*(?:[-–—=―]{1,2}|[:.])\s*){1,2}"
_DASH = r"\s?(?:[–—―]|-{1,2})\s*"
_NEXT = r"(?=[^\Wa-zа-я]|[\"“«„'‘])"
"""What a report begins with: a capital, a digit, a script without capitals, a quotation mark."""
_WORD = 12
"""Characters before a name in which one word stands."""
_ARTICLE = re.compile(r"\A(?:Le|La|Les|El|Los|Las|Il)\s")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"\s*\[[^\[\]]{1,40}\]")
_EDGE = " ,.-–—/|·"
_BYLINE_BEFORE = re.compile(r"\A(?:By|Von|Par|Por|Di)\s.*?(?=[A-ZÀ-Ž]{2}[A-ZÀ-Ž]*(?:[\s,/-]|\Z))")
_UPPER = r"[^\W\d_a-zа-яёіїєß]"
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|[.’'/\s-](?={_UPPER})){{2,40}}"
_REGION = r"(?:,\s[A-ZÀ-Ž][\w.’'-]+(?:\s[A-Z][\w.]+)?)?"
_CAPITAL_WORDS = rf"{_UPPER}{{3,20}}(?:[\s/-]{_UPPER}{{2,20}}){{0,2}}"
_TITLED = r"[^\W\d_a-z][^\W\d_]++(?:(?:\s|\s?/\s?|-)[^\W\d_]++){0,3}"
_UNKNOWN = re.compile(
    rf"(?P<place>[^\W\d_][^\n()（）]{{1,60}}?)\s\((?P<agency>[^\W\d_][^\W\d_]{{1,20}}(?:[\s-][^\W\d_]{{3,20}})?)\)(?:{_DASH}|\.\s){_NEXT}"
)
"""An agency that no list knows, in brackets between a place and a dash."""
_DAY_IN_BRACKETS = re.compile(
    rf"(?P<place>[^\W\d_][^\n()]{{1,40}}?)\s\([^\W\d_]{{3,10}}\s\d\d?,\s\d{{4}}\){_DASH}{_NEXT}"
)
_BARE = re.compile(rf"(?P<place>{_CAPITALS}{_REGION})(?P<day>,?\s[^–—\n]{{0,24}}?)?\s?(?:[–—]|-{{1,2}}\s|―)\s*{_NEXT}")
_PLACED = re.compile(
    rf"(?:\((?P<bracketed>{_TITLED})\)|(?P<dashed>{_TITLED})\.?(?=\s?[–—-]{{1,2}}\s)|(?P<ended>{_CAPITAL_WORDS}|{_TITLED})(?=[.:]\s|\s[·•|]\s))"
    rf"\s?(?:[–—-]{{1,2}}|[.:·•|])\s{_NEXT}"
)
"""One or a few words before a mark: a place if they are known as one."""
_ALONE = re.compile(rf"{_CAPITAL_WORDS}|{_TITLED}")
_LONGEST_ALONE = 30
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?\Z")
"""A broadcaster of the United States, which names itself in its own datelines."""


def cut_dateline(text: str, *, context: str = "") -> tuple[Dateline | None, str]:
    """Return the dateline that opens a text, and the text after it.

    ``ISTANBUL (Reuters) -``, ``PARIS, June 2 (AFP) --``, ``(dpa) -``, ``МОСКВА, 2 июня. /ТАСС/.``,
    ``新华社北京6月2日电``; a place in capitals before a dash is one without an agency. Other words before a
    dash, and before a full stop, are a place if they are a known city, or stand behind ``in``, ``von``,
    ``à`` ... in the ``context``.
    """
    head = text[:_READ].lstrip()
    skipped = len(text[:_READ]) - len(head)
    script = _script().match(head)
    opened = script.end() if script else 0
    for form in _forms() if _may_name_agency(head) else ():
        found = form.match(head, opened)
        dateline = _read(found) if found else None
        if found and dateline:
            return dateline, text[skipped + found.end() :].lstrip()
    unlisted = _unlisted(head, opened, context)
    if unlisted:
        found, dateline = unlisted
        return dateline, text[skipped + found.end() :]
    return None, text[skipped + opened :].lstrip() if script else text


def read_place(line: str, *, context: str = "") -> str:
    """Return the place that a line names and nothing else (``Berlin.``), if it is known as one; or nothing."""
    place = line.rstrip(" -–—").removesuffix(".").removesuffix(":")
    alone = line != place and len(place) <= _LONGEST_ALONE and bool(_ALONE.fullmatch(place))
    return place if alone and _is_known(place, context) else ""


def _may_name_agency(head: str) -> bool:
    """Whether the forms are worth trying: an agency stands here as it is written, or something does in brackets."""
    near = head[:_FARTHEST]
    return any(map(near.__contains__, _OPENED)) or next(_agency_names().find(near), None) is not None


def _read(found: re.Match[str]) -> Dateline | None:
    """Turn a match into place and agency, if the place can be one."""
    groups = found.groupdict()
    place = _place(groups.get("place") or "")
    agency = groups.get("agency") or ""
    return Dateline(place, outlet_named(agency.strip())) if _can_be_place(place) else None


def _place(told: str) -> str:
    """Return what is the place of the words before an agency or a dash: no day, no byline before it."""
    told = _without_day(_BYLINE_BEFORE.sub("", _BRACKETS.sub("", told))).rstrip("-–—/|· ")
    region = told.rpartition(", ")[2]
    cut_short = told.endswith(".") and region[:-1].isalpha() and len(region) <= _LONGEST_ABBREVIATION + 1 < len(told)
    abbreviated = cut_short or re.search(r"\b[^\W\d_]\.[^\W\d_]\.\Z", told)
    return told.lstrip(_EDGE) if abbreviated else told.strip(_EDGE)


def _without_day(told: str) -> str:
    """Cut a day, in whatever order and language: from its first digit on, with a month or a weekday before it."""
    digit = _DIGIT.search(told)
    if not digit:
        return told
    words = told[: digit.start()].split(" ")
    while words and (not words[-1] or month_number(words[-1].strip(".,")) or words[-1].lower() in _beside_days()):
        words.pop()
    return " ".join(words)


def _can_be_place(place: str) -> bool:
    """Whether these words can name places: few, and none that begins in lower case but small ones."""
    words = [word for word in place.split() if "." not in word]
    if len(place) > _LONGEST_PLACE or len(words) > _MOST_PLACE_WORDS:
        return False
    inner = words[1:-1]
    ends = words[:1] + words[-1:]
    return not any(word[0].islower() for word in ends) and all(
        len(word) <= 3 or not word[0].islower() for word in inner
    )


def _unlisted(head: str, opened: int, context: str) -> tuple[re.Match[str], Dateline] | None:
    """Read a dateline of an unknown agency, or of none: a place in capitals, or words known as a place."""
    bracket = "(" in head[:_FARTHEST]
    found = (_UNKNOWN.match(head, opened) or _DAY_IN_BRACKETS.match(head, opened)) if bracket else None
    if found:
        dateline = _read_unknown(found, context)
        if dateline:
            return found, dateline
    bare = _bare(head, opened)
    if bare:
        return bare, Dateline(_without_month(bare["place"]))
    placed = _PLACED.match(head, opened)
    if placed:
        place = placed["bracketed"] or placed["dashed"] or placed["ended"]
        if place not in _no_places() and len(place) >= _SHORTEST_PLACE and _is_known(place, context):
            return placed, Dateline(place)
    return None


def _read_unknown(found: re.Match[str], context: str) -> Dateline | None:
    """Read an agency that no list knows: a name, or letters only if the place is known as one."""
    place, agency = _place(found["place"]), found.groupdict().get("agency") or ""
    if not place or not _can_be_place(place):
        return None
    call_sign = bool(_CALL_SIGN.match(agency)) and place[:2].isupper()
    sure = agency.istitle() or call_sign or bool(_DIGIT.search(found["place"]))
    return Dateline(place, "" if call_sign else agency) if sure or _is_known(place.split(",")[0], context) else None


def _is_known(place: str, context: str) -> bool:
    """Whether all words parted by a stroke are known as places: by the list, or by what else the text says."""
    parts = [part.strip() for part in place.split("/")]
    return all(part.lower() in _cities() or _is_placed(part, context) for part in parts)


def _is_placed(place: str, context: str) -> bool:
    """Whether words are told elsewhere to be a place: something happens in it, at it, or comes from there."""
    bare = _ARTICLE.sub("", place)
    names = {bare, bare.title()} if bare.isupper() else {bare}
    return any(_stands_behind(name, context[:_CONTEXT]) for name in names)


def _stands_behind(name: str, context: str) -> bool:
    """Whether a name stands in a text, as whole words, behind a word such as ``in``."""
    start = context.find(name)
    while start >= 0:
        end = start + len(name)
        before = context[max(0, start - _WORD) : start]
        word = before.rstrip().rpartition(" ")[2].rpartition("\n")[2]
        if before[-1:].isspace() and word in _before_places() and not context[end : end + 1].isalnum():
            return True
        start = context.find(name, end)
    return False


def _without_month(place: str) -> str:
    """Return ``PUTRAJAYA`` of ``PUTRAJAYA, Nov``, whose day stands behind."""
    city, _, rest = place.strip().rpartition(", ")
    return city if city and month_number(rest) else place.strip()


def _bare(head: str, opened: int) -> re.Match[str] | None:
    found = _BARE.match(head, opened)
    if not found or found["place"].split(",")[0].strip() in _no_places():
        return None
    if len(found["place"].split(",")[0].split()) > _MOST_CAPITALS:
        return None
    day = (found["day"] or "").strip(" ,")
    return found if not day or not _without_day(day).strip(_EDGE) else None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    agency = rf"(?P<agency>{any_of(outlet_names())})(?:\s?[/,+-]\s?[\w.]{{1,15}}){{0,2}}(?:\s[A-Z]\w{{2,15}})?"
    wires = rf"(?P<agency>{any_of(agency_spellings())})"
    place = r"(?P<place>[^\W\d_][^\n()（）]{0,75}?)"
    dated = r"(?P<place>[^\W\d_][^\n()（）]{0,60}?\d{1,2}[^\n()（）]{0,14}?)"
    han = "\u3400-\u9fff"
    filed = r"\s?(?:\d{1,2}月)?\d{1,2}日[电電](?:\s?[（(][^（）()]{0,40}[）)])?(?:\s?题[：:])?"
    forms = (
        rf"{place}\s?,?\s?[-–—]?\s?[(（]\s?{agency}\s?[)）]{_GAP}",
        rf"{dated}\s?[(（]\s?{wires}\s?[)）]\s*",
        rf"(?P<place>{_TITLED})\s[(]{wires}[)]\s{_NEXT}",
        rf"[(（\[]\s?{agency}\s?[)）\]]{_GAP}(?P<place>[A-ZÀ-Ž][^\n()]{{1,30}},\s\d{{1,2}}\s\w{{3,10}})\.?\s?[-–—]\s*",
        rf"[(（\[]\s?{agency}\s?[)）\]]{_GAP}",
        rf"{place}[.,]?\s/{wires}/\.?\s*(?:[-–—]\s*)?",
        rf"{dated}[.,]?\s*(?:[-–—]\s?|,\s?)?/?{wires}/?(?:\s?[-–—.:]\s?)+",
        rf"{place}\s?(?:[-–—]\s?|,\s){wires}(?:\s?[-–—]\s)",
        rf"{place}\s[-–—]\s{wires}:\s",
        rf"{place}\s?\|\s?{wires}\s?(?:\|[^|\n–—]{{0,30}}?)?[|–—-]\s",
        rf"{wires}\s?(?:[-–—]{{1,2}}|:)\s",
        rf"[（(]?{wires}記者(?:[{han}]{{3}}|[{han}]{{2}}|[{han}]{{4}})(?P<place>[{han}]{{2,6}}?){filed}[）)]?\s*",
        rf"[（(]?{wires}(?P<place>[{han}]{{2,8}}?){filed}[）)]?\s*",
        rf"[（(]?{wires}(?P<place>){filed}[）)]?\s*",
        rf"[〔［\[（(【]?記者(?:[{han}]{{2,4}}[、，]?){{1,3}}[／/](?P<place>[{han}]{{2,6}}?)(?:即時)?報導[〕］\]）)】\s]\s*",
        rf"【(?P<place>[^\W\d_]{{2,12}}?)=?\s?{wires}】\s*",
        rf"[(（](?P<place>[{han}\u3040-\u30ff]{{2,8}}?){wires}[)）]\s*",
        rf"\[(?P<place>[^\W\d_]{{2,12}})[\s　]+(?:\d{{1,2}}日)?\s*{wires}\]\s*[-–—]?\s*",
        rf"[(\[](?P<place>[^\W\d_]{{2,8}})\s?=\s?{wires}[)\]]\s*(?:[\uac00-\ud7af·\s]{{2,24}}기자\s*=\s*)?",
    )
    return tuple(re.compile(form) for form in forms)


@cache
def _agency_names() -> Finder:
    return Finder((*agency_spellings(), "記者"))


@cache
def _script() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words_of('dateline', 'scripts'))}[\s~]*")


@cache
def _beside_days() -> frozenset[str]:
    return frozenset(words_of("byline", "beside_dates")) | {"de"}


@cache
def _before_places() -> frozenset[str]:
    return frozenset(words_of("dateline", "before_places"))


@cache
def _cities() -> frozenset[str]:
    return frozenset(name.lower() for name in words_of("dateline", "cities"))


@cache
def _no_places() -> frozenset[str]:
    return frozenset(words_of("dateline", "no_places"))
