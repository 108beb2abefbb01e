"""The agencies that a line at a text's foot names as its source: ``sak/Reuters``, ``(dpa)``, ``Quelle: sid/dpa``."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.words import any_of, is_agency, outlet_named, outlet_names, words_of

_LONGEST = 90
_LONGEST_TOKEN = 5
"""Letters of an initial or a short sign beside an agency's."""
_MOST_TOKENS = 3
_BRACKETED = re.compile(
    r"\s*(?:[(\[（［]\s?(?P<signed>[^()\[\]（）\n]{2,40})\s?[)\]）］]|/(?P<stroked>[^/\n]{2,20})/)\.?\Z"
)
_CLOSING = (")", "]", "）", "］", "/", ").", "].", "/.")
_MARKS = re.compile(r"[\s/,;:+&|·()\[\]（）［］©.*_–—-]+")
_NUMBERS = re.compile(r"\S*\d\S*")


def cut_signature(paragraph: str) -> tuple[str, str]:
    """Return the agency that signs a paragraph at its end, or alone in it, and the paragraph without it."""
    whole = read_signature(paragraph)
    if whole:
        return whole, ""
    found = _BRACKETED.search(paragraph, max(0, len(paragraph) - _LONGEST)) if paragraph.endswith(_CLOSING) else None
    agency = read_signature(found["signed"] or found["stroked"]) if found else ""
    if not found or not is_agency(agency):
        return "", paragraph
    return agency, paragraph[: found.start()] + ("." if paragraph.endswith(".") else "")


def read_signature(line: str) -> str:
    """Return the agency or outlet that a line is the signature of, or nothing.

    Beside names it may hold initials, numbers and what leads to a source; an outlet that is no wire service
    signs only behind such a lead or a copyright sign.
    """
    if not 1 < len(line) <= _LONGEST or not (found := _names().search(line)):
        return ""
    lead = _lead().match(line)
    rest = line[lead.end() :] if lead else line
    names = [outlet_named(match[0]) for match in _names().finditer(rest)]
    if not names or (lead is None and not line.lstrip("/([©* ").startswith(found[0]) and not _is_short(line, found)):
        return ""
    tokens = _MARKS.sub(" ", _NUMBERS.sub(" ", _names().sub(" ", rest))).split()
    if len(tokens) > _MOST_TOKENS or not all(_is_sign(token) for token in tokens):
        return ""
    wires = [name for name in names if is_agency(name)]
    return wires[0] if wires else names[0] if lead else ""


def source_told(text: str) -> str:
    """Return the name behind a label of sources (``新华网`` of ``来源：新华网``), or nothing."""
    lead = _source().match(text)
    return text[lead.end() :].strip() if lead else ""


def _is_short(line: str, found: re.Match[str]) -> bool:
    """Whether what stands before a name is initials and a stroke (``sak/Reuters``)."""
    before = line[: found.start()].strip()
    return before.endswith(("/", ",", "+", "&", "-")) and len(before) <= 4 * _LONGEST_TOKEN


def _is_sign(token: str) -> bool:
    """Whether a word beside an agency can be initials or a desk, not a person's name, not what a picture has."""
    if token.lower() in _residue():
        return True
    return (token.islower() or (token.isupper() and len(token) < _LONGEST_TOKEN)) and len(token) <= _LONGEST_TOKEN


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){any_of(outlet_names())}(?![^\W_])")


@cache
def _lead() -> re.Pattern[str]:
    leads, sources = any_of(words_of("signature", "leads")), any_of(words_of("furniture", "sources"))
    return re.compile(
        rf"[(\[（［*–—\s]*(?:(?i:{leads})(?:\s|(?=[^\W\d_a-z]))|(?i:{sources})\s?[:：]|©|\(c\))\s*",
    )


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"\s*(?i:{any_of(words_of('furniture', 'sources'))})\s?[:：]\s*")


@cache
def _residue() -> frozenset[str]:
    return frozenset(words_of("signature", "residue"))
