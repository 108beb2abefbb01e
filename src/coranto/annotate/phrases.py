"""The noun phrase beside a verb: who says something. Works on words and closed classes, without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from coranto.annotate.lexicon import Lexicon

_LONGEST = 14
"""Words of a phrase."""
_FARTHEST = 40
"""Words between a verb and its subject when something is put in between commas."""

Phrase = tuple[int, int]
"""First word, and the word after the last."""


def phrase_before(words: Sequence[str], verb: int, floor: int, lexicon: Lexicon) -> Phrase | None:
    """Return the phrase that ends before the verb at ``verb``; ``floor`` is the first word that may be looked at.

    What stands between commas or parentheses (``Smith, 25, of Ohio (R), also said``) is stepped over.
    """
    last = _skip_back(words, verb - 1, floor, lexicon)
    if last < floor or words[last] in '“”"«»„;:—–':
        return None
    if words[last] == ",":
        last = _before_aside(words, last, floor)
        if last < floor:
            return None
    if words[last] == ")":
        last = _before_parenthesis(words, last, floor)
    return _grow_left(words, last, floor, lexicon)


def phrase_after(words: Sequence[str], first: int, ceiling: int, lexicon: Lexicon) -> Phrase | None:
    """Return the phrase that starts at ``first``: up to a comma, a stop, a mark or a word that opens a clause."""
    end = first
    while end < min(ceiling, first + _LONGEST) and _goes_on(words, end, first, lexicon):
        end += 1
    while end > first and words[end - 1].lower() in lexicon.of | lexicon.determiners | lexicon.prepositions:
        end -= 1
    return (first, end) if end > first and _can_speak(words, first, end, lexicon) else None


def up_to_name(words: Sequence[str], phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Cut a phrase that runs on into its clause after the first name: ``Taiwan has already set off``."""
    opening = lexicon.determiners | lexicon.stopwords
    first = next((at for at in range(*phrase) if is_name(words[at]) and words[at].lower() not in opening), phrase[1])
    for at in range(first, phrase[1]):
        if not is_name(words[at]) and words[at].lower() not in lexicon.of and words[at][0].isalpha():
            return phrase[0], at
    return phrase


def names_somebody(words: Sequence[str], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a phrase has a pronoun, a role or a name past its first word; English word order vouches for it."""
    first, end = phrase
    lower = {word.lower() for word in words[first:end]}
    if lexicon.language == "en" or lower & (lexicon.male | lexicon.female | lexicon.roles):
        return True
    return lexicon.language != "de" and any(is_name(words[at]) for at in range(first + 1, end))


def is_name(word: str) -> bool:
    """Tell whether a word is written as a name."""
    return word[:1].isupper()


def _skip_back(words: Sequence[str], at: int, floor: int, lexicon: Lexicon) -> int:
    while at >= floor and (is_time(words[at], lexicon) or (not is_name(words[at]) and _is_between(words[at], lexicon))):
        at -= 1
        if at >= floor and is_time(words[at + 1], lexicon) and words[at].lower() in lexicon.prepositions:
            at -= 1
    return at


def is_time(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a day: ``Monday``, ``today``."""
    lower = word.lower()
    return lower in lexicon.weekdays or lower in lexicon.days


def _is_between(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return lower in lexicon.between or (lexicon.language == "en" and lower.endswith("ly") and len(lower) > 4)


def _before_aside(words: Sequence[str], comma: int, floor: int) -> int:
    """Return the word before ``, an aside,`` that ends at ``comma``: the nearest earlier comma after a name."""
    nearest = -1
    for at in range(comma - 1, max(floor, comma - _FARTHEST), -1):
        if words[at] in '“”"«»„;:':
            break
        if words[at] != ",":
            continue
        nearest = at if nearest < 0 else nearest
        if is_name(words[at - 1]) and not (is_name(words[at + 1]) and words[at - 1].isdigit()):
            return at - 1
    return nearest - 1 if nearest > floor else -1


def _before_parenthesis(words: Sequence[str], close: int, floor: int) -> int:
    at = close
    while at > floor and words[at] != "(" and close - at < _LONGEST:
        at -= 1
    return at - 1 if words[at] == "(" else close


def _grow_left(words: Sequence[str], last: int, floor: int, lexicon: Lexicon) -> Phrase | None:
    if words[last].lower() in lexicon.male | lexicon.female | lexicon.plural:
        return last, last + 1
    first = last + 1
    while first > floor and last + 1 - first < _LONGEST and _joins(words, first - 1, floor, lexicon):
        first -= 1
        if words[first].lower() in lexicon.determiners and not is_name(words[max(first - 1, floor)]):
            first -= _of_before(words, first, floor, lexicon)
    while first <= last and words[first].lower() in lexicon.breaks | lexicon.of:
        first += 1
    if first > last or (
        lexicon.language != "en" and first > floor and words[first - 1].lower() in lexicon.prepositions
    ):
        return None
    return (first, last + 1) if _can_speak(words, first, last + 1, lexicon) else None


def _of_before(words: Sequence[str], first: int, floor: int, lexicon: Lexicon) -> int:
    """Return 1 where ``X of the Y`` goes on to the left of the determiner, else 0 (the phrase starts there)."""
    return int(first - 2 >= floor and words[first - 1].lower() in lexicon.of and _is_head(words[first - 2], lexicon))


def _is_head(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return is_name(word) or lower in lexicon.roles or (lower.endswith("s") and lower not in lexicon.stopwords)


def _joins(words: Sequence[str], at: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether a word belongs to the phrase on its right."""
    word = words[at]
    lower = word.lower()
    if lower in lexicon.of:
        return at > floor and _is_head(words[at - 1], lexicon) and lower not in ("and", "to")
    if lower in lexicon.breaks | lexicon.male | lexicon.prepositions:
        return False
    return _word(word)


def _goes_on(words: Sequence[str], at: int, first: int, lexicon: Lexicon) -> bool:
    word = words[at]
    lower = word.lower()
    if not _word(word):
        return False
    if lower in lexicon.weekdays or (at > first and lower in lexicon.cues | lexicon.passive):
        return False
    if at > first and words[at - 1].lower() in lexicon.male | lexicon.female | lexicon.plural:
        return False
    if lower in lexicon.of:
        opens = at == first and lower in lexicon.determiners
        return opens or (at > first and lower not in ("and", "to", "in", "at", "with") and at + 1 < len(words))
    return lower not in lexicon.breaks and lower not in lexicon.prepositions and lower not in lexicon.that


def _word(word: str) -> bool:
    return word[0].isalnum() or word[-1].isalnum()


def _can_speak(words: Sequence[str], first: int, end: int, lexicon: Lexicon) -> bool:
    if words[first].lower() in lexicon.that or not any(words[at][-1].isalpha() for at in range(first, end)):
        return False
    return end - first > 1 or is_name(words[first]) or _is_lone_subject(words[first], lexicon)


def _is_lone_subject(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a single word in lower case can be who speaks: a pronoun, ``police``, ``officials``; no verb."""
    pronouns = lexicon.male | lexicon.female | lexicon.plural
    return word in pronouns or not (word in lexicon.stopwords | lexicon.determiners or word.endswith("ing"))
