"""What stands between a text's paragraphs and is none: invitations to follow, captions set as paragraphs."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.tail import bare, is_notice
from coranto.extract.notices.words import any_of, words_of

_INVITATION = 260
_CAPTION = 260
_CREDIT = 110
"""Characters from the end of a line in which a picture's credit stands."""
_CLOSING = (")", "]", ").", "].")
_POINTER = 160
_HEADING = 80
_NOTICE = 400


def is_invitation(line: str) -> bool:
    """Whether a line asks the reader to follow or sign up somewhere (``Follow us on Twitter``)."""
    return len(line) <= _INVITATION and bool(_act().match(line)) and bool(_channel().search(line))


def is_caption(line: str) -> bool:
    """Whether a line ends as captions do: with who took the picture (``The harbour. Photo: Ann Lee``)."""
    if len(line) > _CAPTION or not _may_be_caption(line):
        return False
    return bool(_credit().search(line, max(0, len(line) - _CREDIT)))


def _may_be_caption(line: str) -> bool:
    """Whether a line ends in brackets, or holds near its end what a credit opens with."""
    return line.endswith(_CLOSING) or any(map(line[-_CREDIT:].lower().__contains__, _credit_marks()))


def is_pointer(line: str) -> bool:
    """Whether a line points to other pages (``Read also: ...``, ``Lire aussi : ...``)."""
    return len(line) <= _POINTER and bool(_pointer().match(line))


def is_insert(line: str) -> bool:
    """Whether a line that stands alone belongs to the page and not to the text, in all likelihood."""
    if len(line) > _NOTICE:
        return False
    if len(line) <= _HEADING and bare(line.strip()) in _lines():
        return True
    return is_invitation(line) or is_caption(line) or is_pointer(line)


def may_be_insert(line: str) -> bool:
    """Whether a line may be one, so that little doubt is enough."""
    return len(line) <= _NOTICE and is_notice(line)


@cache
def _act() -> re.Pattern[str]:
    return re.compile(
        rf"[^\w¿@]{{0,4}}(?:(?:please|and|you can(?: also)?)\s)?{any_of(words_of('insert', 'acts'))}", re.IGNORECASE
    )


@cache
def _channel() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){any_of(words_of('insert', 'channels'))}", re.IGNORECASE)


@cache
def _credit_marks() -> tuple[str, ...]:
    """Return marks of which a credit without brackets has one: few, as the words that open it are akin."""
    words = {words.split()[0] for words in words_of("insert", "taken")}
    return (":", "：", "©", *(word for word in words if not any(other in word for other in words - {word})))


@cache
def _credit() -> re.Pattern[str]:
    shown, houses = any_of(words_of("insert", "shown")), any_of(words_of("insert", "houses"))
    named = (
        rf"(?:\A|[\s.!?(\[|–—-])(?:(?i:{shown})(?:\s(?:by|von|de))?\s?[:：]|©)\s*[^.:;\n]{{2,60}}[)\]]{{0,2}}\.?\s*\Z"
    )
    housed = rf"[(\[](?:[^()\[\]]{{2,40}}[/|,]\s?)?{houses}(?![^\W_])[^()\[\]]{{0,30}}[)\]]\.?\s*\Z"
    wired = r"[(\[][^()\[\]]{2,40}/\s?(?:AP|AFP|Reuters|REUTERS|dpa|EPA|EFE)[^\w()\[\]]?[^()\[\]]{0,20}[)\]]\.?\s*\Z"
    taken = rf"\b(?i:{any_of(words_of('insert', 'taken'))})\s[^\W\d_a-z][^.:;\n]{{2,50}}\.?\s*\Z"
    signed = r"[.!?…]\s[(\[][A-ZÀ-Ž]\.(?:[\s-]?[A-ZÀ-Ž]\.)?\s[A-ZÀ-Ž][\w’'-]+(?:\s[A-ZÀ-Ž][\w’'-]+)?[)\]]\s*\Z"
    return re.compile(f"{named}|{housed}|{wired}|{taken}|{signed}")


@cache
def _lines() -> frozenset[str]:
    return frozenset(map(bare, (*words_of("insert", "lines"), *words_of("furniture", "ends"))))


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(any_of(words_of("insert", "pointers")))
