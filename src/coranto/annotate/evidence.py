"""What speaks for a candidate's type: lists, head words, titles, shape and neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from coranto.annotate.chunks import Chunk
from coranto.annotate.gazetteer import Gazetteer
from coranto.annotate.inflection import SURNAME_ENDINGS, is_cyrillic
from coranto.annotate.lexicon import Lexicon
from coranto.model import EntityType

_NOUNS_IN_CAPITALS = "de"
"""The language whose capitals tell little."""
_PEOPLE_SPEAK = ("en", "ru", "uk")
"""Languages in which a single unlisted name beside a cue is a person's."""
_RARE = 2
"""Articles in which a word may stand in lower case and still be a name by itself."""
_NEVER_IN_PERSONS = ("of", "the", "for", "and", "&", "für", "und", "et", "y", "pour")
_SHORT = 3
"""Letters of an acronym that is hardly a place."""
_ACRONYM = range(2, 6)
"""Letters of an acronym."""


def listed_type(chunk: Chunk, words: Sequence[str], names: Gazetteer) -> EntityType | None:
    """Return the type that is as good as certain: a list, a title before, a head word, a given name and a surname."""
    parts = list(words[chunk.first : chunk.end])
    name = " ".join(parts)
    if name in names.organisations:
        return EntityType.ORGANISATION
    if name in names.events:
        return EntityType.EVENT
    if chunk.title and not (name in names.places and is_cyrillic(name)):
        return EntityType.PERSON
    if name in names.places or shouted_place(name, names):
        return EntityType.PLACE
    headed = _headed(parts, names)
    if headed:
        return headed
    if name not in names.people and _before_place(chunk, words, names):
        return EntityType.PLACE
    if len(parts) == 2 and parts[0] in names.places and _is_team(parts[1], names):
        return EntityType.ORGANISATION
    if name in names.persons or _personal(parts, names):
        return EntityType.PERSON
    return None


def shouted_place(name: str, names: Gazetteer) -> str:
    """Return the place that a name in capitals is (``KYIV``, ``NEW YORK``), in normal case, or nothing."""
    normal = " ".join(word.capitalize() for word in name.split()) if name.isupper() and len(name) > _SHORT else ""
    return normal if normal in names.places else ""


def hinted_type(chunk: Chunk, words: Sequence[str], names: Gazetteer, known: Lexicon) -> EntityType | None:
    """Return the type that shape or a neighbour hints at."""
    parts = words[chunk.first : chunk.end]
    if chunk.opens and names.common(parts[0]):
        return None
    before = words[chunk.first - 1].lower() if chunk.first else ""
    after = words[chunk.end].lower() if chunk.end < len(words) else ""
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) in _ACRONYM and parts[0].isalpha():
        return EntityType.ORGANISATION
    if len(parts) == 1 and before == "the" and _is_team(parts[0], names):
        return EntityType.ORGANISATION
    if after in known.firms or (before in known.telling and not names.people.get(parts[-1])):
        return EntityType.ORGANISATION
    ordinary = chunk.opens and is_cyrillic(parts[0]) and not _is_surname(parts[-1], names)
    if (after in known.cues or before in known.cues) and not ordinary and _may_speak(parts, names, known):
        return EntityType.PERSON
    if after == "(" and _is_bracketed_country(chunk, words, names):
        return EntityType.PERSON
    german = known.language == _NOUNS_IN_CAPITALS
    if len(parts) == 1 and before in names.after_place and not german and not names.people.get(parts[0]):
        return EntityType.PLACE
    return None


def guessed_type(chunk: Chunk, words: Sequence[str], names: Gazetteer, known: Lexicon) -> EntityType | None:
    """Return the likeliest type where nothing speaks for one: two or three words that are no others are a person."""
    parts = words[chunk.first : chunk.end]
    if known.language == _NOUNS_IN_CAPITALS:
        return None
    if len(parts) == 1 and known.language == "en" and _is_lone_surname(parts[0], names):
        return EntityType.PERSON
    if not 2 <= len(parts) <= 3 or not all(part[0].isupper() and len(part) > 1 for part in parts):
        return None
    ordinary = any(_is_ordinary(part, names) for part in parts)
    return None if ordinary or chunk.opens else EntityType.PERSON


def _is_team(word: str, names: Gazetteer) -> bool:
    """Tell whether a word is a plural as teams and parties have: ``Cubs``, ``Greens``."""
    return word.endswith("s") and len(word) > _SHORT and word not in names.demonyms and word not in names.people


def _is_lone_surname(word: str, names: Gazetteer) -> bool:
    return "s" in names.people.get(word, "") and not names.common(word)


def _is_ordinary(part: str, names: Gazetteer) -> bool:
    """Tell whether a word is no part of a person's name: written in lower case too, in capitals, with digits."""
    lower = part.lower()
    if names.words.get(lower, 0) > _RARE or part.isupper() or part in names.demonyms or not part[-1].isalpha():
        return True
    return any(character.isdigit() for character in part) or lower.endswith(
        ("-based", "-led", "-backed", "-designated")
    )


def _is_surname(word: str, names: Gazetteer) -> bool:
    """Tell whether a Russian or Ukrainian word is a listed name or ends as surnames do; ``Профсоюз`` is none."""
    return word in names.people or word.endswith(SURNAME_ENDINGS["m"] + SURNAME_ENDINGS["f"])


def _may_speak(parts: Sequence[str], names: Gazetteer, known: Lexicon) -> bool:
    """Tell whether an unlisted name beside a cue is likely a person's, and no city's or body's."""
    if known.language in _PEOPLE_SPEAK or parts[-1] in names.people:
        return True
    return len(parts) > 1 and known.language != _NOUNS_IN_CAPITALS


def _is_bracketed_country(chunk: Chunk, words: Sequence[str], names: Gazetteer) -> bool:
    """Tell whether ``(Latvia)`` follows, as in lists of athletes."""
    return any(
        words[stop : stop + 1] == [")"] and " ".join(words[chunk.end + 1 : stop]) in names.countries
        for stop in (chunk.end + 2, chunk.end + 3)
    )


def _before_place(chunk: Chunk, words: Sequence[str], names: Gazetteer) -> bool:
    """Tell whether ``, Colombia`` follows."""
    if words[chunk.end : chunk.end + 1] != [","] or chunk.end - chunk.first > 2:
        return False
    return any(" ".join(words[chunk.end + 1 : chunk.end + 1 + size]) in names.regions for size in (1, 2))


def _headed(parts: list[str], names: Gazetteer) -> EntityType | None:
    if len(parts) < 2:
        return None
    for kind in (EntityType.EVENT, EntityType.ORGANISATION, EntityType.PLACE):
        heads = names.heads[kind.value]
        if parts[-1].lower().rstrip(".") in heads or ("of" in parts and parts[parts.index("of") - 1].lower() in heads):
            return kind
    opened = len(parts) == 2 and parts[0].lower() in names.before_place and not names.given(parts[1])
    return EntityType.PLACE if opened else None


def _personal(parts: list[str], names: Gazetteer) -> bool:
    if not 2 <= len(parts) <= 5 or any(part in _NEVER_IN_PERSONS for part in parts):
        return False
    surname = "s" in names.people.get(parts[-1], "")
    initial = any(len(part.rstrip(".")) == 1 for part in parts[:-1])
    if names.given(parts[0]):
        return not names.common(parts[0]) or surname or not names.common(parts[-1])
    joined = any(part[0].islower() for part in parts)
    return (surname and not joined and not names.common(parts[0])) or (initial and not names.common(parts[-1]))
