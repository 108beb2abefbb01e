"""The marks that agencies and papers leave around a text: byline, dateline, credit line, furniture."""

from __future__ import annotations

import re

from coranto.model import Credit, Dateline

OUTLETS = (
    "Agence France-Presse", "AFP", "ANSA", "AP", "Associated Press", "BBC", "BBC News", "Bloomberg", "CNN", "dpa",
    "EFE", "Kyodo", "Newsweek", "Reuters", "Sky News", "TASS", "The Associated Press", "The Guardian", "Xinhua",
)  # fmt: skip
_OUTLET = "|".join(sorted(map(re.escape, OUTLETS), key=len, reverse=True))
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][^\n()]{{1,60}}?)(?:,\s[A-Z][a-z]+\.?\s\d{{1,2}})?\s\((?P<agency>{_OUTLET})\)\s*[-–—]{{1,2}}\s*"
)
_CREDITS = re.compile(r"\((?P<credits>[^()]*\b(?:[Ww]riting|[Rr]eporting|[Ee]diting)\s+by\s[^()]+)\)\s*\Z")
_CREDIT = re.compile(r"(?P<role>[\w ]+?)\s+by\s+(?P<people>.+)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\s+|,|;|\s+and\s+|\s+&\s+)\s*")
_SELF = re.compile(
    rf"\btold (?P<a>{_OUTLET})\b|\b(?P<b>{_OUTLET}) (?:has|have) (?:asked|contacted|approached)\b"
    rf"|(?P<c>{_OUTLET})[\w ]* (?:LLC|Ltd|Inc)\b",
    re.IGNORECASE,
)
_NESTED = re.compile(r"(?:^|(?<=[.!?”\"'’]\s)|(?<=\n))Related (?:Articles|Stories|Content)\b.*\Z", re.DOTALL)
_TAIL = re.compile(
    r"\bsign up (?:for|here|to our)\b|\bsubscribe to our\b|©|\(c\) \d{4}|\bcopyright \d{4}|\ball rights reserved\b"
    r"|(?-i:\b\d{4} [A-Z]{2}[A-Z &]+\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?]+[\"”’']?(?:\s+|\Z)|[.!?]+|\Z)")
_TAIL_SENTENCES = 5
"""How many sentences from the end may be sign-up or copyright lines."""


def read_people(text: str) -> tuple[str, ...]:
    """Return the people of ``Ann Lee, Bo Ek and Cy Day``, as named."""
    return tuple(name for name in (part.strip(" .") for part in _AND.split(text)) if name)


def read_byline(line: str) -> tuple[str, ...]:
    """Return the people of ``By Ann Lee and Bo Ek``, or nothing if the line is no byline."""
    return read_people(line[3:]) if line.lower().startswith("by ") and len(line) <= 160 else ()


def cut_dateline(text: str) -> tuple[Dateline | None, str]:
    """Return the dateline that opens a text, and the text after it."""
    found = _DATELINE.match(text)
    if not found:
        return None, text
    return Dateline(found["place"], found["agency"]), text[found.end() :]


def cut_credits(text: str) -> tuple[tuple[Credit, ...], str]:
    """Return the credit line that closes a text, by role, and the text before it."""
    found = _CREDITS.search(text)
    if not found:
        return (), text
    parts = (_CREDIT.match(part.strip()) for part in found["credits"].split(";"))
    roles = tuple(Credit(part["role"].strip(), read_people(part["people"])) for part in parts if part)
    return roles, text[: found.start()].rstrip()


def cut_tail(text: str) -> str:
    """Return a text without the nested headlines, copyright and sign-up lines that trail it."""
    text = _NESTED.sub("", text).rstrip()
    last = list(_SENTENCE.finditer(text))[1:][-_TAIL_SENTENCES:]
    cut = next((sentence.start() for sentence in last if _TAIL.search(sentence[0])), len(text))
    return text[:cut].rstrip()


def true_outlet(text: str) -> str:
    """Return the outlet that speaks of itself in a text (``told Reuters``, a copyright line), or nothing."""
    found = _SELF.search(text)
    if not found:
        return ""
    name = next(group for group in found.groups() if group)
    return next(outlet for outlet in OUTLETS if outlet.lower() == name.lower())
