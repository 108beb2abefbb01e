"""Case forms of Russian and Ukrainian names, made by rule from the nominative.

Forms are made from listed names, never cut off unknown words, so that a form always leads to a name that exists.
The rules are the regular declensions of school grammars; both languages' endings are made for every word, since a
name alone does not tell which of them it is written in. Cases: genitive, dative, accusative, instrumental, locative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

CASES = 5
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
_HUSHING = "гкхжшщчц"
_SOFTENED = {"г": "з", "к": "ц", "х": "с"}
_MOST_WORDS = 4

_Paradigm = tuple[str, ...]
"""For each case the endings that take the place of the nominative's, parted by ``|``."""

_ADJECTIVES: tuple[tuple[str, _Paradigm], ...] = (
    ("ский", ("ского", "скому", "ского", "ским", "ском")),
    ("цкий", ("цкого", "цкому", "цкого", "цким", "цком")),
    ("ський", ("ського", "ському", "ського", "ським", "ському")),
    ("цький", ("цького", "цькому", "цького", "цьким", "цькому")),
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("цкая", ("цкой", "цкой", "цкую", "цкой", "цкой")),
    ("ська", ("ської", "ській", "ську", "ською", "ській")),
    ("цька", ("цької", "цькій", "цьку", "цькою", "цькій")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ый", ("ого", "ому", "ого", "ым", "ом")),
    ("ий", ("ого|ия", "ому|ию", "ого|ия", "им|ием", "ому|ом|ии")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("ые", ("ых", "ым", "ые|ых", "ыми", "ых")),
    ("ие", ("их", "им", "ие|их", "ими", "их")),
)
_IRREGULAR: dict[str, _Paradigm] = {
    "Павел": ("Павла", "Павлу", "Павла", "Павлом", "Павле"),
    "Лев": ("Льва", "Льву", "Льва", "Львом", "Льве"),
    "Пётр": ("Петра", "Петру", "Петра", "Петром", "Петре"),
    "Павло": ("Павла", "Павлу|Павлові", "Павла", "Павлом", "Павлові"),
    "Петро": ("Петра", "Петру|Петрові", "Петра", "Петром", "Петрові"),
    "Дмитро": ("Дмитра", "Дмитру|Дмитрові", "Дмитра", "Дмитром", "Дмитрові"),
    "Михайло": ("Михайла", "Михайлу|Михайлові", "Михайла", "Михайлом", "Михайлові"),
    "Данило": ("Данила", "Данилу|Данилові", "Данила", "Данилом", "Данилові"),
    "Кирило": ("Кирила", "Кирилу|Кирилові", "Кирила", "Кирилом", "Кирилові"),
}
_NOUNS: tuple[tuple[str, _Paradigm], ...] = (
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ія", ("ії", "ії", "ію", "ією", "ії")),
    ("ій", ("ія", "ію|ієві", "ія", "ієм", "ії|ієві")),
    ("ья", ("ьи", "ье", "ью", "ьей", "ье")),
    ("ея", ("еи", "ее", "ею", "еей", "ее")),
    ("й", ("я", "ю|єві", "я", "ем|єм", "е|ї|єві")),
    ("ец", ("ца", "цу|цеві", "ца|ец", "цом|цем", "це|ці|цеві")),
    ("ень", ("ня", "ню|неві", "ня|ень", "нем", "не|ні")),
    ("нь", ("ни|ня|ні", "ни|ню|ні", "нь|ня", "нью|нем|нню", "ни|не|ні")),
    ("ь", ("я|и|і", "ю|и|і|еві", "я|ь", "ем|ью", "е|и|і|еві")),
    ("ка", ("ки", "ке|ці", "ку", "кой|кою", "ке|ці")),
    ("га", ("ги", "ге|зі", "гу", "гой|гою", "ге|зі")),
    ("ха", ("хи", "хе|сі", "ху", "хой|хою", "хе|сі")),
    ("а", ("ы|и|і", "е|і", "у", "ой|ою|ей|ею", "е|і")),
    ("я", ("и|і", "е|і", "ю", "ей|ею|єю", "е|і")),
    ("ы", ("|ов", "ам", "ы", "ами", "ах")),
    ("и", ("|ов|ей|ів", "ам", "и", "ами", "ах")),
    ("енко", ("енка", "енку|енкові", "енка", "енком", "енку|енкові")),
)
_CONSONANT: _Paradigm = ("а|у", "у|ові|еві", "а|", "ом|ем", "е|і|у|ові|еві")
_SURNAMES: tuple[tuple[str, _Paradigm], ...] = (
    ("ов", ("ова", "ову", "ова", "овым|овим", "ове|ові")),
    ("ев", ("ева", "еву", "ева", "евым", "еве")),
    ("ёв", ("ёва", "ёву", "ёва", "ёвым", "ёве")),
    ("єв", ("єва", "єву", "єва", "євим", "єву|єві")),
    ("ин", ("ина", "ину", "ина", "иным|ином", "ине")),
    ("ін", ("іна", "іну", "іна", "іним", "іну|іні")),
    ("ова", ("овой|ової", "овой|овій", "ову", "овой|овою", "овой|овій")),
    ("ева", ("евой", "евой", "еву", "евой", "евой")),
    ("єва", ("євої", "євій", "єву", "євою", "євій")),
    ("ёва", ("ёвой", "ёвой", "ёву", "ёвой", "ёвой")),
    ("ина", ("иной|іної", "иной", "ину", "иной|іною", "иной")),
    ("іна", ("іної", "іній", "іну", "іною", "іній")),
)
SURNAME_ENDINGS = {
    "m": ("ский", "цкий", "ський", "цький", "ов", "ев", "єв", "ин", "ін", "енко"),
    "f": ("ская", "цкая", "ська", "цька", "ова", "ева", "єва", "ина", "іна"),
}
"""How most surnames of men and women end."""
_UNCHANGED = re.compile(r"(?:[оуюэ]|их|ых|ли|ні|ди|хи)$")
_SHIFTED = (("ів", "ов"), ("їв", "єв"), ("іт", "от"), ("іль", "оль"))
"""Ukrainian vowels that change where an ending follows: Харків, Харкова; Київ, Києва."""


def is_cyrillic(name: str) -> bool:
    """Tell whether a name is written in Cyrillic letters."""
    return bool(_CYRILLIC.search(name))


def case_forms(name: str, *, surname: bool = False) -> Iterator[str]:
    """Yield the other cases of a name of up to four words; one in another script has none.

    ``surname`` tells that the last word is a person's surname, which declines in its own way.
    """
    words = name.split()
    if not is_cyrillic(name) or len(words) > _MOST_WORDS:
        return
    tables = [_cases(word, surname=surname and word == words[-1]) for word in words]
    for case in range(CASES):
        for forms in product(*(table[case] for table in tables)):
            form = " ".join(forms)
            if form != name:
                yield form


def _cases(word: str, *, surname: bool) -> list[list[str]]:
    """Return for each case the forms of one word."""
    if word in _IRREGULAR:
        return _apply("", _IRREGULAR[word])
    if _UNCHANGED.search(word) and not word.endswith("енко"):
        return [[word]] * CASES
    for endings in (_SURNAMES if surname else (), _ADJECTIVES, _NOUNS):
        for ending, paradigm in endings:
            if word.endswith(ending):
                return _apply(word[: len(word) - len(ending)], paradigm)
    stem = next((word[: -len(old)] + new for old, new in _SHIFTED if word.endswith(old)), word)
    return _apply(stem, _CONSONANT) if word[-1].isalpha() and word[-1] not in "еєиіїыэ" else [[word]] * CASES


def _apply(stem: str, paradigm: _Paradigm) -> list[list[str]]:
    return [[_spelled(stem, ending) for ending in endings.split("|")] for endings in paradigm]


def _spelled(stem: str, ending: str) -> str:
    """Return stem and ending; after a velar or hushing consonant ``ы`` is written ``и``."""
    if ending[:1] == "ы" and stem[-1:] in _HUSHING:
        ending = "и" + ending[1:]
    return stem + ending


_LATIN = "a b v g g d e e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
_LETTERS = {
    letter: latin.strip("-")
    for letter, latin in zip("абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя", _LATIN.split(), strict=True)
}
_UKRAINIAN = {"г": "h", "и": "y", "й": "i", "я": "ia", "ю": "iu"}


def romanise(name: str, language: str) -> str:
    """Return a name in Latin letters, near to the national systems of 1997 (ru) and 2010 (uk)."""
    letters = _LETTERS | (_UKRAINIAN if language == "uk" else {})
    return "".join(letters.get(letter, letter) for letter in name.lower())
