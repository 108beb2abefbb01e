"""Who acts in a sentence: a country, its capital, offices and spokespeople, or ``the union``, under one name each.

The subject of a verb is read from the clause before it. States, seats of power, peoples and the nouns that stand for
bodies are data (``data/states.json``, ``data/parties.json``); names of countries come from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from coranto.assist.material import Material, Said
from coranto.assist.words import of_language, read_data
from coranto.model import EntityType
from coranto.text.names import entity_key

_ACTING = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_LOCALES = ("en", "de", "fr", "es", "it", "ru", "uk")
_CLAUSES = 3
"""Clauses before a verb in which its subject is looked for."""
_OPENING = 12
"""Characters of a clause in which a place must begin to be its subject (``Kyiv said``, not ``ships off Kyiv``)."""
_BEFORE_NAME = 70
"""Characters before a person's name in which the office stands."""
_BREAK = re.compile(r"[,;:()“”„»«\"]|\s[–—-]\s")
_OWNED = r"(?:\w+s['’]|\w*men['’]s|Teacher['’]s|People['’]s|Children['’]s)"
_WIDER_LEFT = re.compile(rf"(?:\b[A-Z]\w+ )*\b[A-Z](?<=\b\w){_OWNED} (?:[A-Z]\w+ )*\Z")
_WIDER_RIGHT = re.compile(r"(?:['’]|['’]s(?<=men['’]s)) (?:[A-Z]\w+ ?)+(?<! )")
_RUN = re.compile(
    r"\s*(?:[Tt]he )?"
    r"(?P<name>[A-Z][\w&.'’-]+(?: (?:(?:of|for|and|de|du|des|der|und|für|y) (?:the )?)?[A-Z][\w&.'’-]+)*)"
)
_COMMON = re.compile(
    r"\s*(?:the|their|its|der|die|das|le|la|les|l['’]|el|los)\s?(?P<nouns>(?:[\w-]+ ){0,2}[\w-]+)\s", re.I
)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_ARTICLE = re.compile(r"\A[Tt]he ")
_WORD = re.compile(r"[\w.-]+")
_SHOWN = {"US": "United States", "EU": "European Union"}
"""Names to show where the first is an abbreviation."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: its key (an entity's), and the name to show."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words of a text that may name an actor; ``noun`` where they are a common noun."""

    text: str
    start: int
    noun: str = ""


class Parties:
    """The actors of one story, as far as its texts tell who is who."""

    def __init__(self, materials: Sequence[Material]) -> None:
        names = dict.fromkeys(name for one in materials for name, _ in _placed(one))
        self._names = sorted(names, key=len, reverse=True)
        self._known: dict[str, Actor] = {}
        self._people: dict[str, Actor] = {}
        states = (_state_of(entity.text) for one in materials for entity in one.found.entities)
        self._one_government = len({state for state in states if state is not None}) < 2
        for one in materials:
            for entity in one.found.entities:
                if entity.type is EntityType.PERSON:
                    self._introduce(one, entity.text, entity.key, entity.start)

    def subject(self, said: Said, verb: int) -> Actor | None:
        """Return who does what the verb at an offset of the sentence says, if a party does."""
        for start, end in _clauses(said.sentence.text, verb):
            mention = _subject_of(said, start, end)
            if mention is not None:
                return self._actor(mention, said.material)
        return None

    def named(self, name: str) -> Actor:
        """Return the actor of a name: its state, the party that it speaks for, or the longest name of the same."""
        plain = _POSSESSIVE.sub("", name)
        if plain not in self._known:
            self._known[plain] = _state_of(plain) or self._people.get(entity_key(plain)) or self._longest(plain)
        return self._known[plain]

    def _longest(self, name: str) -> Actor:
        longest = next((one for one in self._names if _same(name, one)), name)
        return Actor(entity_key(longest), longest)

    def others(self, said: Said, actor: Actor) -> bool:
        """Tell whether a sentence names another actor than one."""
        first, last = said.sentence.start, said.sentence.end
        named = (
            self.named(one.text)
            for one in said.material.found.entities
            if first <= one.start < last and one.type in _ACTING
        )
        return any(one.key != actor.key for one in named)

    def _actor(self, mention: _Mention, material: Material) -> Actor | None:
        return self._common(mention.noun, mention.start, material) if mention.noun else self.named(mention.text)

    def _common(self, noun: str, at: int, material: Material) -> Actor | None:
        """Return whom ``the union`` means: the body of that name told of last, or the only one of the story."""
        words = _words(material.language)
        before = [name for name, start in _placed(material) if start < at]
        if noun in words["companies"]:
            other = words["bodies"] | words["government"] | words["companies"]
            fitting = [one for one in before if _state_of(one) is None and other.isdisjoint(_lower(one))]
            return self.named(fitting[-1]) if fitting else None
        if noun in words["government"]:
            return Actor(noun, noun.capitalize())
        fitting = [one for one in before if noun in _lower(one)][-1:]
        fitting += [one for one in self._names if noun in _lower(one)]
        if not fitting and noun in words["union"]:
            fitting = [one for one in self._names if words["unions"] & _lower(one)]
        return self.named(fitting[0]) if fitting else Actor(noun, noun.capitalize())

    def _introduce(self, material: Material, name: str, key: str, at: int) -> None:
        """Note for whom a person speaks, as told before the name (``Kremlin spokesman``, ``guild chairwoman``)."""
        words = _words(material.language)
        opening = re.split(r"[.,;:!?\n“”\"](?:\s|$)", material.stored.article.text[max(0, at - _BEFORE_NAME) : at])[-1]
        told = _office(opening, words)
        if not told or key in self._people:
            return
        actor = next((state for word in told if (state := _state_of(word) or _people_of(word))), None)
        noun = next((word.lower() for word in told if word.lower() in words["bodies"]), "")
        if actor is None and noun:
            actor = self._common(noun, at - len(opening), material)
        if actor is None and self._one_government and any(word.lower() in words["government"] for word in told):
            actor = Actor("government", "Government")
        if actor is not None:
            self._people[key] = self._people[entity_key(name)] = actor


def idle_words(language: str) -> frozenset[str]:
    """Return the words that name no matter: those that say who it is, or only that something was said."""
    words = _words(language)
    return words["reporting"] | words["bodies"] | words["companies"] | words["government"] | words["many"]


def _office(opening: str, words: dict[str, frozenset[str]]) -> list[str]:
    """Return the words of the office that stands right before a name; none, if no role stands there."""
    found = [_POSSESSIVE.sub("", word) for word in re.findall(r"[\w.'’-]+", opening)][-6:]
    if not found or found[-1].lower() not in words["roles"]:
        return []
    last = len(found)
    while last and (found[last - 1].lower() in words["roles"] or found[last - 1][0].isupper() or last > len(found) - 2):
        last -= 1
    return found[last:]


def _clauses(text: str, verb: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses before a verb, nearest first; what is empty is passed."""
    ends = [0, *(found.end() for found in _BREAK.finditer(text, 0, verb))]
    left = _CLAUSES
    for start, end in zip(reversed(ends), [verb, *reversed(ends)], strict=False):
        if text[start:end].strip(" ,;:") and left:
            left -= 1
            yield start, end


def _subject_of(said: Said, start: int, end: int) -> _Mention | None:
    """Return the first name or body of a clause that no preposition governs."""
    material, offset = said.material, said.sentence.start
    words = _words(material.language)
    text = said.sentence.text[start:end]
    found = [
        _Mention(_widened(material.stored.article.text, one.start, one.end), one.start)
        for one in material.found.entities
        if one.type in _ACTING
        and offset + start <= one.start
        and one.end <= offset + end
        and (one.type is not EntityType.PLACE or one.start - offset - start <= _OPENING)
    ]
    if (common := _COMMON.match(text)) and (phrase := _body(common["nouns"], words)):
        noun = "" if _state_of(phrase) else phrase.split()[-1].lower()
        found.append(_Mention(phrase, offset + start + common.start("nouns"), noun))
    elif (run := _RUN.match(text)) and _is_name(run, material, offset + start):
        found.append(_Mention(_POSSESSIVE.sub("", run["name"]), offset + start + run.start("name")))
    free = [one for one in found if not _governed(material.stored.article.text, one.start, words)]
    return min(free, key=lambda one: (one.start, -len(one.text)), default=None)


def _is_name(run: re.Match[str], material: Material, offset: int) -> bool:
    """Tell whether a run of capitals is a name: neither nouns that have capitals nor a word that opens a sentence."""
    if " " not in run["name"] or "capital" in _words(material.language)["nouns"]:
        return False
    first = run["name"].split()[0]
    opens = run.start("name") == 0 and re.search(rf"\b{re.escape(first.lower())}\b", material.stored.article.text)
    return not opens and not _names_person(material, offset, run)


def _names_person(material: Material, offset: int, run: re.Match[str]) -> bool:
    """Tell whether a run of capitals is an office and a person (``Health Secretary Simon Wray``)."""
    first, last = offset + run.start("name"), offset + run.end("name")
    people = [one for one in material.found.entities if one.type is EntityType.PERSON]
    return any(first <= one.start and one.end >= last - 2 and " " in one.text for one in people if one.start < last)


def _governed(text: str, at: int, words: dict[str, frozenset[str]]) -> bool:
    """Tell whether a preposition stands before a name, unless it says for whom someone speaks."""
    before = [word.lower() for word in _WORD.findall(text[max(0, at - 40) : at])]
    if before and before[-1] in ("the", "der", "die", "das", "dem", "den", "la", "le", "les", "el"):
        before.pop()
    spoken_for = len(before) > 1 and before[-2] in words["spoken_for"]
    return bool(before) and before[-1] in words["before"] and not spoken_for


def _body(nouns: str, words: dict[str, frozenset[str]]) -> str:
    """Return a noun phrase up to the first noun that stands for a body, if one does."""
    known = words["bodies"] | words["companies"] | words["government"] | words["many"]
    held = nouns.split()
    last = next((number for number, word in enumerate(held, start=1) if word.lower() in known), 0)
    return " ".join(held[:last])


def _widened(text: str, start: int, end: int) -> str:
    """Return a name with the words that a possessive joins to it: ``(Dockers)' Federation``."""
    left = _WIDER_LEFT.search(text, max(0, start - 60), start)
    right = _WIDER_RIGHT.match(text, end)
    return _ARTICLE.sub("", text[left.start() if left else start : right.end() if right else end])


def _placed(material: Material) -> list[tuple[str, int]]:
    """Return the names of bodies in an article, in order."""
    text = material.stored.article.text
    named = [(one, _widened(text, one.start, one.end)) for one in material.found.entities]
    return [(name, one.start) for one, name in named if one.type is EntityType.ORGANISATION or name != one.text]


def _same(short: str, long: str) -> bool:
    """Tell whether two names are one body's: the words of one, or its initials, are in the other."""
    words, others = _telling(short), _telling(long)
    if short.isupper() and len(short) > 1:
        return short == "".join(word[0] for word in long.split() if word[0].isupper()) or short == long
    return bool(words) and words <= others


def _telling(name: str) -> set[str]:
    return {word for word in re.split(r"[\s'’-]+", name.casefold()) if len(word) > 3}


def _lower(name: str) -> set[str]:
    return set(re.split(r"[\s'’]+", name.lower()))


def _state_of(name: str) -> Actor | None:
    """Return the state of a name: its own, its seat's, or an office's of it (``Ukraine's air force``)."""
    states, peoples = _states()
    if (state := states.get(entity_key(name))) is not None:
        return state
    first, _, rest = name.removeprefix("The ").removeprefix("the ").partition(" ")
    owner = _POSSESSIVE.sub("", first)
    state = peoples.get(entity_key(owner)) or states.get(entity_key(owner))
    offices = _words("en")["offices"] | _words("en")["government"]
    if state is not None and rest and all(word.lower() in offices for word in rest.split()):
        return state
    return None


def _people_of(word: str) -> Actor | None:
    return _states()[1].get(entity_key(word))


@cache
def _states() -> tuple[dict[str, Actor], dict[str, Actor]]:
    """Return the state of each key of a state or seat, and of each key of a people."""
    territories = [Locale.parse(language).territories for language in _LOCALES]
    states: dict[str, Actor] = {}
    peoples: dict[str, Actor] = {}
    for code, told in read_data("states").items():
        own = [*told.get("names", "").split("|"), *(names[code] for names in territories if code in names)]
        name = _SHOWN.get(code) or own[0] or territories[0][code]
        actor = Actor(entity_key(name), name)
        states |= {entity_key(one): actor for one in (*own, *told["seats"].split("|")) if one}
        peoples |= {entity_key(one): actor for one in told.get("people", "").split("|") if one}
    return states, peoples


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in of_language("parties", language).items()}
