"""The marks around a body, cut from its paragraphs: byline, dateline, credit line, trailing notices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coranto.extract.notices import (
    cut_credits,
    cut_dateline,
    cut_signature,
    is_notice,
    read_byline,
    read_people,
    read_place,
    read_signature,
)
from coranto.extract.notices.byline import holds_byline, is_byline_label
from coranto.extract.notices.words import words_of
from coranto.model import Credit, Dateline
from coranto.text.dates import find_dates

_HEAD, _TAIL = 3, 6
"""Paragraphs from the start and the end in which marks stand."""
_LINES = 6
"""Paragraphs from the start among which a line may be a name or a date alone."""
_BESIDE_DATE = 14
_UPDATED = re.compile(r"\(?[^\W\d_]*\s?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?|\sUhr)?\)?", re.IGNORECASE)
"""A further time of day and the word before it."""
_INITIALS = re.compile(r"(?:\A|(?<=[.!?…\"”“«»]))\s?\([^\W\d_A-Z]{2,4}(?:/[^\W\d_A-Z]{2,4})*\)\Z")
_SIGNED_ON = re.compile(r"\s*\((?P<people>[^()\n]{4,300}),\s?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\)\Z")
_LONGEST_NOTICE = 400
_ENDS = (".", "!", "?", "…", ":")
_DATE_LINE = 60
"""Characters of a line that is a date with the words around it."""


@dataclass(slots=True)
class Marked:
    """Paragraphs without their marks (an empty one was nothing else), and what the marks said."""

    paragraphs: list[str]
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    authors: tuple[str, ...] = field(default=())
    agency: str = ""
    """The agency or outlet that signs at the foot."""


def take_marks(paragraphs: Sequence[str], *, authors: Sequence[str] = (), foot: Sequence[str] = ()) -> Marked:
    """Cut the marks from a body's paragraphs; their number and order stay.

    ``authors`` are known otherwise. The ``foot`` is what stands on the page right below the body: it is read too.
    """
    marked = Marked(list(paragraphs))
    _take_lines(marked, authors)
    _take_head(marked)
    _take_tail(marked)
    for line in foot:
        _read_foot(marked, line)
    return marked


def _take_lines(marked: Marked, authors: Sequence[str]) -> None:
    """Cut the lines over a text that are nothing but its authors, a date or both; the label before a name as well."""
    names = {name.casefold() for name in authors} | {", ".join(authors).casefold()}
    before = ""
    for number, paragraph in enumerate(marked.paragraphs[:_LINES]):
        is_short = len(paragraph) <= _DATE_LINE
        if is_short and paragraph.strip(" .,|").casefold() in names:
            if is_byline_label(before):
                marked.paragraphs[number - 1] = ""
            marked.paragraphs[number] = ""
        elif (is_short and _is_date(paragraph)) or _is_published_line(paragraph):
            marked.paragraphs[number] = ""
        before = paragraph


def _is_date(line: str) -> bool:
    """Whether a line is a day and hardly a letter besides."""
    found = next(find_dates(line), None)
    return found is not None and len(_UPDATED.sub("", line[: found.start] + line[found.end :])) <= _BESIDE_DATE


def _is_published_line(line: str) -> bool:
    """Whether a line opens with its date and goes on with a byline (``3 May 2026 at 4pm By Ann Lee Share 12``)."""
    if not line[:1].isalnum() or line.endswith(_ENDS) or not holds_byline(line):
        return False
    found = next(find_dates(line), None)
    return found is not None and found.start == 0


def _take_head(marked: Marked) -> None:
    context = "\n".join(marked.paragraphs)
    for number, paragraph in enumerate(marked.paragraphs[:_HEAD]):
        if _is_masthead(paragraph):
            people = next((people for line in paragraph.split("\n") if (people := read_byline(line))), ())
            marked.authors, marked.paragraphs[number] = marked.authors or people, ""
            continue
        people = read_byline(paragraph)
        if people and not marked.authors:
            marked.authors, marked.paragraphs[number] = people, ""
            continue
        dateline, rest = cut_dateline(paragraph, context=context)
        if rest == paragraph and (place := read_place(paragraph, context=context)):
            dateline, rest = Dateline(place), ""
        if rest != paragraph:
            marked.dateline, marked.paragraphs[number] = dateline, rest
            return


def _is_masthead(paragraph: str) -> bool:
    """Whether a paragraph is short lines of which one is a date: headline, byline and "Posted ..." over the text."""
    lines = paragraph.split("\n")
    if len(lines) < 2 or len(paragraph) > _LONGEST_NOTICE or "\t" in paragraph:
        return False
    if any(line.rstrip().endswith((".", ",", ";", ":")) for line in lines):
        return False
    return any(len(line) <= _DATE_LINE and next(find_dates(line), None) is not None for line in lines)


def _take_tail(marked: Marked) -> None:
    """Go up from the end over notices; the last paragraph above them may close with a signature and credits."""
    last = len(marked.paragraphs) - 1
    for number in range(last, max(0, last - _TAIL), -1):
        paragraph = marked.paragraphs[number]
        agency, rest = cut_signature(paragraph)
        found, rest = cut_credits(_without_signers(marked, rest))
        if rest == paragraph:
            if len(paragraph) > _LONGEST_NOTICE or not is_notice(paragraph):
                return
            rest = ""
        marked.agency = agency or marked.agency
        marked.credits = found + marked.credits
        marked.paragraphs[number] = rest
        if rest:
            return


def _without_signers(marked: Marked, paragraph: str) -> str:
    """Return a paragraph without the initials, or the names and the day, that sign it in brackets."""
    if not paragraph.endswith(")"):
        return paragraph
    signed = _SIGNED_ON.search(paragraph, max(0, len(paragraph) - _LONGEST_NOTICE))
    people = read_people(signed["people"]) if signed else ()
    if signed and people:
        marked.authors = marked.authors or people
        return paragraph[: signed.start()]
    return _INITIALS.sub("", paragraph)


def _read_foot(marked: Marked, line: str) -> None:
    """Read a line below the body that is a signature or a credit line as a whole; one of authors is a byline."""
    found, rest = cut_credits(line)
    if found and not rest:
        if len(found) == 1 and found[0].role.lower() in words_of("credits", "authorship"):
            return
        marked.credits += found
    elif not marked.agency:
        marked.agency = read_signature(line)
