"""Datelines: where a report was filed, and by which agency."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.words import agency_spellings, any_of, outlet_named, outlet_names, words_of
from coranto.model import Dateline
from coranto.text.calendar import month_number

_READ = 240
"""Characters of a text in which its dateline stands."""
_CONTEXT = 10_000
"""Characters of a text in which a place is looked for again."""
_LONGEST_PLACE = 60
_MOST_PLACE_WORDS = 8
_MOST_CAPITALS = 4
"""Words in capitals before a dash that can be a place; more are a heading."""
_FARTHEST = 130
"""Characters from which on no agency or dash of a dateline begins."""
_OPENED = ("(", "（", "[", "【")
_DASH = re.compile("[–—―-]")
_GAP = r"\s*(?:[.,:;]?\s*(?:[-–—=―]{1,2}|[:.])\s*){1,2}"
_DAY = re.compile(
    r"[\s,.]*(?<![^\s,.])(?:(?P<month>[^\W\d_]{2,12})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})\.?(?:\s(?:de\s)?(?P<month2>[^\W\d_]{2,12}))?)\.?(?:,?\s(?:de\s)?\d{4})?[\s,.]*\Z"
)
_BRACKETS = re.compile(r"\s*\[[^\[\]]{1,40}\]")
_ABBREVIATED = re.compile(r"(\b[A-Z]\.[A-Z])\Z")
_CAPITALS = r"[^\W\d_a-zа-яёіїєß](?:[^\W\d_a-zа-яёіїєß]|[.’'/\s-](?=[^\W\d_a-zа-яёіїєß])){2,40}"
_UNKNOWN = re.compile(
    r"(?P<place>[^\W\d_][^\n()（）]{1,60}?)\s\((?P<agency>[^\W\d_][^\W\d_]{2,20}(?:\s[^\W\d_]{3,20})?)\)\s?(?:[–—]|-{1,2})\s*(?=[^\Wa-zа-я]|[\"“«„'‘])"
)
"""An agency that no list knows, in brackets between a place and a dash."""
_CITY = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]+(?:[\s/-][^\W\d_]+){0,3})\.?\s?[–—-]{1,2}\s(?=[^\Wa-zа-я]|[\"“«„'‘])"
)
_BARE = re.compile(
    rf"(?P<place>{_CAPITALS}(?:,\s[A-ZÀ-Ž][\w.’'-]+(?:\s[A-Z][\w.]+)?)?)(?P<day>,?\s[^–—\n]{{0,24}}?)?\s?(?:[–—]|-{{1,2}}\s|―)\s*(?=[^\Wa-zа-я]|[\"“«„'‘])"
)


def cut_dateline(text: str, *, context: str = "") -> tuple[Dateline | None, str]:
    """Return the dateline that opens a text, and the text after it.

    ``ISTANBUL (Reuters) -``, ``PARIS, June 2 (AFP) --``, ``(dpa) -``, ``МОСКВА, 2 июня. /ТАСС/.``,
    ``新华社北京6月2日电``; a place in capitals before a dash is one without an agency. Other words before a
    dash are a place if they are a known city, or stand behind ``in``, ``von``, ``à`` ... in the ``context``.
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
    unlisted = _unlisted(head, opened, context) if _DASH.search(head, opened, opened + _FARTHEST) else None
    if unlisted:
        found, dateline = unlisted
        return dateline, text[skipped + found.end() :]
    return None, text[skipped + opened :].lstrip() if script else text


def _may_name_agency(head: str) -> bool:
    """Whether the forms are worth trying: an agency stands here as it is written, or something does in brackets."""
    near = head[:_FARTHEST]
    return any(map(near.__contains__, _OPENED)) or bool(_agency_name().search(near))


def _read(found: re.Match[str]) -> Dateline | None:
    """Turn a match into place and agency, if the place can be one."""
    groups = found.groupdict()
    place = _BRACKETS.sub("", groups.get("place") or "").strip(" ,.-–—/")
    if day := _day(place):
        place = place[: day.start()]
    agency = outlet_named(groups["agency"].strip())
    return Dateline(_ABBREVIATED.sub(r"\1.", place.strip(" ,.-–—")), agency) if _can_be_place(place) else None


def _day(place: str) -> re.Match[str] | None:
    found = _DAY.search(place)
    name = (found["month"] or found["month2"]) if found else None
    return found if found and (name is None or month_number(name)) else None


def _can_be_place(place: str) -> bool:
    """Whether these words can name places: few, and none that begins in lower case but small ones."""
    words = place.split()
    if len(place) > _LONGEST_PLACE or len(words) > _MOST_PLACE_WORDS:
        return False
    inner = words[1:-1]
    ends = words[:1] + words[-1:]
    return not any(word[0].islower() for word in ends) and all(
        len(word) <= 3 or not word[0].islower() for word in inner
    )


def _unlisted(head: str, opened: int, context: str) -> tuple[re.Match[str], Dateline] | None:
    """Read a dateline of an unknown agency, or of none: a place in capitals, or one of the known cities."""
    found = _UNKNOWN.match(head, opened)
    if found and not found["agency"].isupper() and found["agency"][0].isupper():
        dateline = _read(found)
        if dateline:
            return found, Dateline(dateline.place, found["agency"])
    bare = _bare(head, opened)
    if bare:
        return bare, Dateline(_without_month(bare["place"]))
    city = _CITY.match(head, opened)
    if city and all(part.lower() in _cities() or _is_placed(part, context) for part in city["place"].split("/")):
        return city, Dateline(city["place"])
    return None


def _is_placed(place: str, context: str) -> bool:
    """Whether words are told elsewhere to be a place: something happens in it, at it, or comes from there."""
    bare = re.sub(r"\A(?:Le|La|Les|El|Los|Las|Il)\s", "", place)
    before = any_of(words_of("dateline", "before_places"))
    return bool(context) and bool(re.search(rf"(?<![^\W_]){before}\s{re.escape(bare)}(?![^\W_])", context[:_CONTEXT]))


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
    return found if not day or _day(" " + day) else None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    agency = rf"(?P<agency>{any_of(outlet_names())})(?:\s?[/,+-]\s?[\w.]{{1,15}}){{0,2}}(?:\s[A-Z]\w{{2,15}})?"
    wires = rf"(?P<agency>{any_of(agency_spellings())})"
    place = r"(?P<place>[^\W\d_][^\n()（）]{0,75}?)"
    dated = r"(?P<place>[^\W\d_][^\n()（）]{0,60}?\d{1,2}[^\n()（）]{0,14}?)"
    forms = (
        rf"{place}\s?,?\s?[-–—]?\s?[(（]\s?{agency}\s?[)）]{_GAP}",
        rf"{dated}\s?[(（]\s?{wires}\s?[)）]\s*",
        rf"[(（\[]\s?{agency}\s?[)）\]]{_GAP}(?P<place>[A-ZÀ-Ž][^\n()]{{1,30}},\s\d{{1,2}}\s\w{{3,10}})\s?[-–—]\s*",
        rf"[(（\[]\s?{agency}\s?[)）\]]{_GAP}",
        rf"{place}[.,]?\s/{wires}/\.?\s*(?:[-–—]\s*)?",
        rf"{dated}[.,]?\s*(?:[-–—]\s?|,\s?)?/?{wires}/?(?:\s?[-–—.:]\s?)+",
        rf"{place}\s?(?:[-–—]\s?|,\s){wires}(?:\s?[-–—]\s)",
        rf"{place}\s?\|\s?{wires}\s?(?:\|[^|\n–—]{{0,30}}?)?[|–—-]\s",
        rf"{wires}\s?(?:[-–—]{{1,2}}|:)\s",
        rf"[（(]?{wires}(?P<place>[\u3400-\u9fff]{{2,8}}?)\s?(?:\d{{1,2}}月)?\d{{1,2}}日[电電](?:\s?[（(][^（）()]{{0,40}}[）)])?[）)]?\s*",
        rf"[（(]?{wires}(?P<place>)\d{{1,2}}月\d{{1,2}}日[电電](?:\s?[（(][^（）()]{{0,40}}[）)])?[）)]?\s*",
        rf"[（(]{wires}記者[\u3400-\u9fff]{{2,4}}(?P<place>[\u3400-\u9fff]{{2,6}}?)\d{{1,2}}日電[）)]\s*",
        rf"【(?P<place>[^\W\d_]{{2,12}}?){wires}】\s*",
        rf"【(?P<place>[^\W\d_]{{2,12}}?)=?\s?{wires}】\s*",
        rf"\[(?P<place>[^\W\d_]{{2,12}})[\s　]+(?:\d{{1,2}}日)?\s*{wires}\]\s*[-–—]?\s*",
        rf"[(\[](?P<place>[^\W\d_]{{2,8}})\s?=\s?{wires}[)\]]\s*(?:[\uac00-\ud7af·\s]{{2,24}}기자\s*=\s*)?",
    )
    return tuple(re.compile(form) for form in forms)


@cache
def _agency_name() -> re.Pattern[str]:
    return re.compile(any_of(agency_spellings()))


@cache
def _script() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words_of('dateline', 'scripts'))}[\s~]*")


@cache
def _cities() -> frozenset[str]:
    return frozenset(name.lower() for name in words_of("dateline", "cities"))


@cache
def _no_places() -> frozenset[str]:
    return frozenset(words_of("dateline", "no_places"))
