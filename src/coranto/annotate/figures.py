"""Stated quantities: how much or how many, of what, in which unit, claimed by whom, as of when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from coranto.annotate.document import Document
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.model import Figure, Quote, Sentence
from coranto.text.calendar import month_number
from coranto.text.dates import find_dates
from coranto.text.numbers import FoundNumber, find_numbers

_NEAR = 3
"""Quotes that may hold a sentence's figure."""
_MOST = 400
"""Figures of one article."""
_COUNTED = 4
"""Words of what is counted."""
_SIGNS = " \u00a0$€£¥₽₴%"
_BEFORE = 24
"""Characters before a number in which a bound or a currency stands."""
_JOINED = 12
"""Characters between the two ends of a range."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_UNIT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GAP = re.compile(r"\.?[\s-]?(?:d['’]|de\s)?")
_SIGN = re.compile(r"(?P<sign>US\$|[$€£¥₽₴])\s?\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?\s\Z")
_TIME_OR_AGE = re.compile(r"\s?[ap]\.?m\b|\s(?:o['’]clock|Uhr)\b|[\s-](?:year|month|week|day)s?-old", re.IGNORECASE)
_AFTER_SIGN = re.compile(r"\s?(?P<sign>%|‰|€|£|₽|₴|\$|°C|°F)")
_YEARS = range(1800, 2101)


def find_figures(document: Document, quotes: Sequence[Quote]) -> list[Figure]:
    """Return the figures in order; dates, times, ages of a name and numbers inside names are none."""
    known = lexicon(document.language)
    found: list[Figure] = []
    starts = [quote.content.start for quote in quotes]
    for sentence in document.sentences:
        at = bisect_right(starts, sentence.end)
        found += _in_sentence(document, sentence, quotes[max(0, at - _NEAR) : at], known)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _in_sentence(document: Document, sentence: Sentence, quotes: Sequence[Quote], known: Lexicon) -> list[Figure]:
    numbers = list(find_numbers(sentence.text, document.language))
    dates = list(find_dates(sentence.text)) if any(not number.worded for number in numbers) else []
    numbers = [one for one in numbers if not any(day.start < one.end and one.start < day.end for day in dates)]
    figures = []
    skip = False
    for index, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        other = numbers[index + 1] if index + 1 < len(numbers) else None
        high = other if other and _is_range(sentence.text, number, other, known) else None
        if other and not high and sentence.text[number.end : other.start].strip().lower() in known.ratios:
            skip = True
            continue
        skip = high is not None
        after = numbers[index + 1 + skip].start if index + 1 + skip < len(numbers) else len(sentence.text)
        figure = _figure(sentence, number, high, after, known)
        if figure:
            figures.append(figure)
    if not figures:
        return []
    claimed = _claimed_by(sentence, quotes)
    when = _as_of(document, sentence, known, [one.when.date() for one in dates])
    return [_with(figure, claimed, when) for figure in figures]


def _with(figure: Figure, claimed: str, when: date | None) -> Figure:
    return Figure(
        figure.start, figure.end, figure.of, figure.unit, figure.value, figure.low, figure.high, claimed, when
    )


def _is_range(text: str, low: FoundNumber, high: FoundNumber, known: Lexicon) -> bool:
    between = text[low.end : high.start].strip(_SIGNS).lower()
    before = text[max(0, low.start - _BEFORE) : low.start].lower()
    if high.start - low.end > _JOINED or high.value <= low.value:
        return False
    if between in ("-", "–"):
        return True
    opened = any(words in before for words in known.openings)
    return between in known.ranges and (opened or between not in known.joins)


def _figure(
    sentence: Sentence, number: FoundNumber, high: FoundNumber | None, after: int, known: Lexicon
) -> Figure | None:
    """Return the figure that a number or range makes; ``after`` is where the next number starts."""
    text = sentence.text
    last = high or number
    if _is_date_or_age(text, number, last) or _is_numbered(text, number, known):
        return None
    unit, end = _unit(text, number, last, known)
    of = _counted(text[:after], end + _abbreviated(text, last, end), known)
    if not unit and (not of or _is_year(number, text) or (number.worded and number.value < 2)):
        return None
    least, most = _bound(text, number, known)
    value = None if high or least or most else number.value
    return Figure(
        start=sentence.start + (sign.start() if (sign := _sign_before(text, number)) else number.start),
        end=sentence.start + max(last.end, end),
        of=of,
        unit=unit,
        value=value,
        low=_low(number, high) if high or least else None,
        high=high.value if high else number.value if most else None,
    )


def _low(number: FoundNumber, high: FoundNumber | None) -> float:
    """Return the lower end; ``3 to 5 million`` begins at three million."""
    return (
        number.value * high.scale
        if high and number.scale == 1 and number.value < high.value / high.scale
        else number.value
    )


def _is_year(number: FoundNumber, text: str) -> bool:
    return not number.worded and number.value in _YEARS and text[number.start : number.end].isdigit()


def _is_date_or_age(text: str, number: FoundNumber, last: FoundNumber) -> bool:
    """Tell whether a number is a day beside a month, a time of day, or the age in ``ten-year-old``."""
    before = _LAST_WORD.search(text, max(0, number.start - _BEFORE), number.start)
    after = _WORD.match(text, last.end + 1)
    if not number.worded and ((before and month_number(before[1])) or (after and month_number(after.group()))):
        return True
    return bool(_TIME_OR_AGE.match(text, last.end))


def _is_numbered(text: str, number: FoundNumber, known: Lexicon) -> bool:
    """Tell whether a number names a thing: ``Article 5``, ``gate 12``."""
    before = _LAST_WORD.search(text, max(0, number.start - _BEFORE), number.start)
    return not number.worded and before is not None and before[1].lower() in known.numbered


def _abbreviated(text: str, number: FoundNumber, end: int) -> int:
    """Return the length of the stop after an abbreviated multiple: ``2 тыс.``."""
    return int(number.scale > 1 and end == number.end and text[end : end + 2] == ". ")


def _sign_before(text: str, number: FoundNumber) -> re.Match[str] | None:
    return _SIGN.search(text, max(0, number.start - 4), number.start)


def _unit(text: str, number: FoundNumber, last: FoundNumber, known: Lexicon) -> tuple[str, int]:
    """Return the unit and where it ends: a sign before or after, or a word after."""
    sign = _sign_before(text, number)
    if sign:
        return known.units.get(sign["sign"][-1], ""), last.end
    after = _AFTER_SIGN.match(text, last.end)
    if after:
        return known.units.get(after["sign"], ""), after.end()
    words = list(_UNIT_WORD.finditer(text, last.end, last.end + 40))[:3]
    if len(words) > 1 and words[0].group().lower() in known.of:
        words = words[1:]
    for count in (2, 1):
        name = " ".join(word.group().lower() for word in words[:count])
        if len(words) >= count and name in known.units and _GAP.fullmatch(text, last.end, words[0].start()):
            return known.units[name], words[count - 1].end()
    return "", last.end


def _counted(text: str, end: int, known: Lexicon) -> str:
    """Return the noun phrase right after a number: ``(seven) Russian drones``; ``(10 percent) of voters``."""
    kept: list[str] = []
    position = end
    for word in _WORD.finditer(text, end, end + 80):
        if text[position : word.start()].strip(" \u00a0-") or len(kept) == _COUNTED:
            break
        lower = word.group().lower()
        if lower in known.of or lower in known.determiners:
            if kept:
                break
        elif _ends_noun(kept, word.group(), known):
            break
        else:
            kept.append(word.group())
        position = word.end()
    return " ".join(kept)


def _ends_noun(kept: Sequence[str], spelled: str, known: Lexicon) -> bool:
    """Tell whether a word is none of a noun's: a stop word, a cue, a verb after a plural (``migrants arrived``)."""
    word = spelled.lower()
    if known.language == "de" and kept and kept[-1][0].isupper() and not spelled[0].isupper():
        return True
    if word not in known.countable and (word in known.stopwords or word in known.cues):
        return True
    last = kept[-1].lower() if kept else ""
    return (last.endswith("s") or last in known.countable) and word.endswith(known.verbal)


def _bound(text: str, number: FoundNumber, known: Lexicon) -> tuple[bool, bool]:
    before = text[max(0, number.start - _BEFORE) : number.start].lower().rstrip(" $€£")
    least, most = (
        max((len(words) for words in bounds if before.endswith(words) and _starts_word(before, words)), default=0)
        for bounds in (known.least, known.most)
    )
    changed = any(word.startswith(tuple(known.changes)) for word in before.split()[-2:]) if known.changes else False
    return least > most, most > least and not changed


def _starts_word(before: str, words: str) -> bool:
    return len(before) == len(words) or not before[-len(words) - 1].isalpha()


def _claimed_by(sentence: Sentence, quotes: Sequence[Quote]) -> str:
    """Return who speaks in a sentence, if one does."""
    return next((one.speaker_name for one in quotes if one.content.end > sentence.start and one.speaker_name), "")


def _as_of(document: Document, sentence: Sentence, known: Lexicon, dates: Sequence[date]) -> date | None:
    """Return the day that a sentence names, or the day of the article where it names none."""
    if dates:
        return dates[0]
    published = document.published.date() if document.published else None
    if published is None:
        return None
    for word in _WORD.finditer(sentence.text):
        lower = word.group().lower()
        if lower in known.days:
            return published + timedelta(days=known.days[lower])
        if lower in known.weekdays:
            return published - timedelta(days=(published.weekday() - known.weekdays.index(lower)) % 7)
    return published
