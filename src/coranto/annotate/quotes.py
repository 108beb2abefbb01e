"""Who said what: attributions found by their cue, in quotation marks or reported.

After the pattern families of Pareti (2015, PARC3) and the rules of Citron (Newell et al. 2018): a cue
verb with a subject before or after it, and the content before the pair, after it, or both; then runs in
quotation marks that no cue stands beside.
"""

from __future__ import annotations

from coranto.annotate.cued import cued
from coranto.annotate.document import Document
from coranto.annotate.speech import Attribution, Speech, read_speech
from coranto.annotate.uncued import uncued
from coranto.model import Quote

_MOST_IN_ALL = 2000
_MOST = 200
"""Attributions of one paragraph."""


def find_quotes(document: Document) -> list[Quote]:
    """Return direct and indirect quotes in order of their content; speakers are not yet resolved to names."""
    speech = read_speech(document)
    found: list[Attribution] = []
    for first, end in document.paragraphs():
        found += _paragraph(speech, first, end, found[-1] if found else None)
        if len(found) >= _MOST_IN_ALL:
            break
    return [_quote(document, one) for one in found]


def _paragraph(speech: Speech, first: int, end: int, earlier: Attribution | None) -> list[Attribution]:
    sentences = speech.document.sentences
    found: list[Attribution] = []
    for index in range(first, end):
        for one in sorted(cued(speech, index), key=lambda one: one.rank):
            _accept(found, one)
    start, stop = sentences[first].start, sentences[end - 1].end
    for run in speech.runs_from(start, stop)[:_MOST]:
        bare = uncued(speech, run, start, found, earlier)
        if bare:
            _accept(found, bare)
    return sorted(found, key=lambda one: one.start)


def _accept(found: list[Attribution], one: Attribution) -> None:
    """Add an attribution unless it shares more than half of its content, or of the other's, with one found before."""
    if len(found) < _MOST and not any(_same(one, old) for old in found):
        found.append(one)


def _same(one: Attribution, other: Attribution) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)


def _quote(document: Document, found: Attribution) -> Quote:
    return Quote(
        content=document.slice(found.start, found.end),
        direct=found.direct,
        speaker=document.slice(*found.speaker) if found.speaker else None,
        cue=document.slice(*found.cue) if found.cue else None,
    )
