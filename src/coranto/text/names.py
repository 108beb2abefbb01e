"""Names as keys: two spellings of one name meet under one key, which is also what an address shows."""

from __future__ import annotations

import re
import unicodedata

from coranto.model import PublisherKey

_SEPARATORS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el)-(?=\w)")
_LEADING_THE = re.compile(r"^(?:the)\s+(?=\w)", re.IGNORECASE)
_SKY = re.compile(r"sk(?:y|yy|ii|ij|yj|yi|i)\b")
_SITE_ENDING = re.compile(r"-(?:com|org|net|co-uk|de|fr)$")


def name_key(name: str) -> str:
    """Return a name case-folded, without accents on Latin letters, words joined by hyphens."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(_without_accent(folded))
    return _SEPARATORS.sub("-", unicodedata.normalize("NFC", bare)).strip("-")


def publisher_key(name: str) -> PublisherKey:
    """Return the key of a publisher: as a name's, without a leading article or a trailing site ending."""
    return PublisherKey(_SITE_ENDING.sub("", _ARTICLE.sub("", name_key(name))))


def tag_key(tag: str) -> str:
    """Return the key of a hashtag: letters and digits only, case-folded (``#HaldenBridge`` is ``haldenbridge``)."""
    return name_key(tag).replace("-", "")


def entity_key(name: str) -> str:
    """Return the key of a person, organisation or place; romanisations of ``-ский`` (``-sky``, ``-skyy``) meet."""
    return _SKY.sub("skiy", name_key(_LEADING_THE.sub("", name)))


def camel_tag(name: str) -> str:
    """Return a name as a hashtag: ``Halden Bridge`` is ``HaldenBridge``; what is upper case stays so."""
    return "".join(word[:1].upper() + word[1:] for word in _SEPARATORS.sub(" ", name).split())


def _without_accent(decomposed: str) -> list[str]:
    """Drop marks that follow a Latin letter; in other scripts they make another letter (й, が)."""
    kept: list[str] = []
    latin = False
    for character in decomposed:
        if unicodedata.combining(character):
            if latin:
                continue
        else:
            latin = character < "\u0250"
        kept.append(character)
    return kept
