"""Names for speakers: a pronoun, a role or a surname becomes the person it stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coranto.annotate.document import Document
from coranto.annotate.entities import Found
from coranto.annotate.gazetteer import gazetteer
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.model import Entity, EntityType, Quote, Sentence

_BACK = 5
"""Sentences that a pronoun looks back."""
_PHRASE = 6
"""Words of a speaker that is shown as the text has it."""
_NAMED_WITHIN = 4
"""Characters after a phrase in which the name that explains it starts."""
_MENTIONS = 200
"""Mentions that a role looks back."""
_ASIDE = 60
"""Characters on either side of a name in which its role is looked for."""
_SPEAKING = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who appears where: mentions in order with their starts."""

    document: Document
    lexicon: Lexicon
    entities: tuple[Entity, ...]
    starts: list[int]
    names: dict[str, str]

    def within(self, start: int, end: int) -> Sequence[Entity]:
        """Return the mentions that start in ``text[start:end]``."""
        return self.entities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def name_speakers(document: Document, quotes: Sequence[Quote], found: Found) -> list[Quote]:
    """Return the quotes with ``speaker_name``; a pronoun that stands for nobody known leaves it empty."""
    starts = [entity.start for entity in found.entities]
    cast = _Cast(document, lexicon(document.language), found.entities, starts, found.names)
    named: list[Quote] = []
    for given in quotes:
        quote = _whole(cast, given)
        last = named[-1] if named else None
        name = _name(cast, quote.speaker, last) if quote.speaker else _unsaid(cast, quote, last)
        named.append(replace(quote, speaker_name=name))
    return named


def _whole(cast: _Cast, quote: Quote) -> Quote:
    """Return the quote with its speaker's span up to the end of a name that it cuts."""
    speaker = quote.speaker
    inside = cast.within(speaker.start, speaker.end) if speaker else ()
    if not speaker or not inside or inside[-1].end <= speaker.end:
        return quote
    return replace(quote, speaker=cast.document.slice(speaker.start, inside[-1].end))


def _name(cast: _Cast, speaker: Sentence, last: Quote | None) -> str:
    inside = [one for one in cast.within(speaker.start, speaker.end) if one.type in _SPEAKING]
    lower = speaker.text.lower()
    pronoun = next((gender for gender, words in _genders(cast.lexicon) if lower in words), "")
    if pronoun:
        return _by_pronoun(cast, speaker, pronoun, last)
    titled = bool(cast.lexicon.roles.intersection(lower.split()))
    person = (titled and _in_apposition(cast, speaker)) or _head(cast, inside, speaker) or _in_apposition(cast, speaker)
    if person:
        return cast.names[person.key]
    role = next((word for word in reversed(lower.split()) if word in cast.lexicon.roles), "")
    return (role and _by_role(cast, speaker, role)) or (
        _bare(speaker.text, cast.lexicon) if not inside else _first(cast, inside, speaker)
    )


def _unsaid(cast: _Cast, quote: Quote, last: Quote | None) -> str:
    """Return who speaks where the cue has no subject: who spoke last, else the first person of the sentences before."""
    if not quote.cue or last:
        return last.speaker_name if last and quote.cue else ""
    sentences = [one for one in cast.document.sentences if one.end <= quote.content.start][-_BACK:]
    before = cast.within(sentences[0].start, quote.content.start) if sentences else ()
    return next((cast.names[one.key] for one in before if one.type is EntityType.PERSON), "")


def _head(cast: _Cast, inside: Sequence[Entity], speaker: Sentence) -> Entity | None:
    """Return the person that a phrase is about: the last one that no ``for`` or ``of`` makes someone else's."""
    text = cast.document.text
    people = [one for one in inside if one.type is EntityType.PERSON]
    owned = [text[speaker.start : one.start].lower().split()[-1:] for one in people]
    return next(
        (one for one, before in reversed([*zip(people, owned, strict=True)]) if not cast.lexicon.of & {*before}), None
    )


def _in_apposition(cast: _Cast, speaker: Sentence) -> Entity | None:
    """Return the person named after a comma: ``another executive, Alex Kekesi, said``."""
    near = cast.within(speaker.end, speaker.end + _NAMED_WITHIN)
    person = near[0] if near and near[0].type is EntityType.PERSON else None
    return person if person and cast.document.text[speaker.end : person.start].strip() == "," else None


def _first(cast: _Cast, inside: Sequence[Entity], speaker: Sentence) -> str:
    """Return an organisation's name where it is the whole speaker, else the phrase as it stands."""
    one = inside[0]
    bare = _bare(speaker.text, cast.lexicon)
    whole = len(one.text) >= len(bare) - 1 or bare.count(" ") >= _PHRASE
    return cast.names[one.key] if whole else bare


def _genders(known: Lexicon) -> tuple[tuple[str, frozenset[str]], ...]:
    return (("m", known.male), ("f", known.female), ("p", known.plural))


def _bare(text: str, known: Lexicon) -> str:
    words = text.split()
    while words and words[0].lower() in known.determiners:
        words = words[1:]
    return " ".join(words) if len(words) <= _PHRASE else ""


def _by_pronoun(cast: _Cast, speaker: Sentence, gender: str, last: Quote | None) -> str:
    if gender == "p":
        return ""
    index = bisect_right([one.start for one in cast.document.sentences], speaker.start) - 1
    for back in range(index, max(-1, index - _BACK), -1):
        sentence = cast.document.sentences[back]
        end = speaker.start if back == index else sentence.end
        people = [one for one in cast.within(sentence.start, end) if one.type is EntityType.PERSON]
        fitting = [cast.names[one.key] for one in people if _fits(cast.names[one.key], gender)]
        if last and last.speaker_name in fitting:
            return last.speaker_name
        if last and last.speaker and sentence.start <= last.speaker.start < end and _fits(last.speaker_name, gender):
            return last.speaker_name
        if fitting:
            return fitting[0]
    return last.speaker_name if last and _fits(last.speaker_name, gender) else ""


def _fits(name: str, gender: str) -> bool:
    """Tell whether a person can be meant by a pronoun: the given name is not only of the other gender."""
    if not name:
        return False
    flags = gazetteer().people.get(name.split()[0], "") if " " in name else ""
    return gender in flags or not ("m" in flags or "f" in flags)


def _by_role(cast: _Cast, speaker: Sentence, role: str) -> str:
    """Return the person nearest before the speaker who was introduced with the role."""
    end = bisect_left(cast.starts, speaker.start)
    before = cast.entities[max(0, end - _MENTIONS) : end]
    for one in reversed(before):
        if one.type is not EntityType.PERSON:
            continue
        around = cast.document.text[max(0, one.start - _ASIDE) : one.end + _ASIDE].lower()
        lead = around[: min(_ASIDE, one.start)].rpartition(".")[2]
        tail = around[min(_ASIDE, one.start) + len(one.text) :]
        if role in lead.split()[-4:] or (tail[:1] == "," and role in tail.partition(".")[0].replace(",", " ").split()):
            return cast.names[one.key]
    return ""
