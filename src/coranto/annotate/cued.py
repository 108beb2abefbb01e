"""Attributions that a cue makes: ``“...,” he said``; ``She told reporters that ...``; ``according to police``."""

from __future__ import annotations

from collections.abc import Iterator

from coranto.annotate.lexicon import Lexicon
from coranto.annotate.marks import Run
from coranto.annotate.phrases import Phrase, is_name, is_time, phrase_after, phrase_before, up_to_name
from coranto.annotate.speech import OBJECT, Attribution, Offsets, Speech

_LEAST = 3
"""Words of reported content."""
_MOST_CUES = 40
"""Cues of one sentence that are tried."""


def cued(speech: Speech, index: int) -> Iterator[Attribution]:
    """Yield what the cues of one sentence attribute; two may claim the same words."""
    first, end = speech.document.ranges[index]
    tried = 0
    for at in range(first, end):
        if speech.run_of[at] >= 0:
            continue
        if is_cue(speech, at, first):
            tried += 1
            yield from _around(speech, index, at)
        elif _is_source(speech, at, first):
            tried += 1
            yield from _according(speech, index, at)
        if tried == _MOST_CUES:
            return


def _is_source(speech: Speech, at: int, first: int) -> bool:
    """Tell whether ``according``, ``selon`` or ``laut`` stands here, not a name that is spelled so."""
    word = speech.document.words.words[at]
    return word.lower() in speech.lexicon.sources and (word.islower() or at == first)


def is_cue(speech: Speech, at: int, first: int) -> bool:
    """Tell whether the word at ``at`` is a verb of saying, not its twin that is a noun."""
    words = speech.document.words.words
    lower = words[at].lower()
    known = speech.lexicon
    if lower not in known.cues:
        return False
    before = words[at - 1].lower() if at > first else ""
    if lower in known.bare and not _may_govern(before, known):
        return False
    if before in known.determiners or before in ("'s", "’s"):
        return False
    return _is_participle(speech, at) or not _is_passive(speech, at, first)


def _is_passive(speech: Speech, at: int, first: int) -> bool:
    """Tell whether a form of ``be`` stands before a cue, adverbs aside: ``was first proposed``."""
    words = speech.document.words.words
    while at > first and words[at - 1].lower() in speech.lexicon.between - speech.lexicon.passive:
        at -= 1
    return at > first and words[at - 1].lower() in speech.lexicon.passive


def _may_govern(before: str, known: Lexicon) -> bool:
    """Tell whether a verb's bare form may follow a word: a plural, ``to``, ``will``; else it is a noun."""
    return before in known.plural | known.between | known.of | known.joins or before.endswith("s")


def _around(speech: Speech, index: int, at: int) -> Iterator[Attribution]:
    """Yield what the cue at word ``at`` attributes: before it, after it, or both."""
    words = speech.document.words
    first, end = speech.document.ranges[index]
    left = _subject_before(speech, at, first)
    right = phrase_after(words.words, at + 1, speech.next_run(at + 1, end), speech.lexicon)
    cue = (words.starts[at], words.ends[at])
    run = None if _is_participle(speech, at) else _run_before(speech, index, cue[0])
    if run and right and speech.bare_gap(run.end, words.starts[_with_auxiliary(speech, at, first)]):
        yield _before(speech, index, run, right, cue)
        yield from _continued(speech, right[1], end, right, cue)
    elif run and left and speech.bare_gap(run.end, words.starts[_with_auxiliary(speech, left[0], first)]):
        yield _before(speech, index, run, left, cue)
        yield from _continued(speech, at + 1, end, left, cue)
    elif run and not left and _drops_subject(speech, run, at, first):
        yield Attribution(min(run.start, speech.document.sentences[index].start), run.end, None, cue, rank=0)
    else:
        yield from _reported(speech, index, at, left, right)


def _drops_subject(speech: Speech, run: Run, at: int, first: int) -> bool:
    """Tell whether a cue right behind a quotation has no subject, as other languages may (``añadió``)."""
    return speech.lexicon.language != "en" and speech.bare_gap(
        run.end, speech.document.words.starts[_with_auxiliary(speech, at, first)]
    )


def _with_auxiliary(speech: Speech, at: int, first: int) -> int:
    """Return where a phrase starts with the auxiliary before it: ``a-t-il ajouté``."""
    words = speech.document.words.words
    while at > first and speech.run_of[at - 1] < 0 and words[at - 1].lower() in speech.lexicon.between:
        at -= 1
    return at


def _subject_before(speech: Speech, at: int, first: int) -> Phrase | None:
    if _shares_subject(speech, at, first):
        return speech.subject(first, at)
    return phrase_before(speech.document.words.words, at, speech.after_runs(first, at), speech.lexicon)


def _shares_subject(speech: Speech, at: int, first: int) -> bool:
    """Tell whether a cue's subject is that of its sentence: ``X did this, saying``; ``X did this but said``."""
    words = speech.document.words.words
    before = words[at - 1] if at > first else ""
    if _is_participle(speech, at):
        return not is_name(before)
    return before in speech.lexicon.joins


def _is_participle(speech: Speech, at: int) -> bool:
    return speech.lexicon.language == "en" and speech.document.words.words[at].lower().endswith("ing")


def _run_before(speech: Speech, index: int, start: int) -> Run | None:
    """Return the last run before an offset if it ends in the sentence or just before it."""
    run = speech.last_run(start)
    return run if run and speech.document.sentences[index].start - 2 < run.end <= start else None


def _before(speech: Speech, index: int, run: Run, speaker: Phrase, cue: Offsets) -> Attribution:
    start = min(run.start, speech.document.sentences[index].start)
    return Attribution(start, run.end, speech.offsets(speaker), cue, rank=0)


def _continued(speech: Speech, at: int, end: int, speaker: Phrase, cue: Offsets) -> Iterator[Attribution]:
    """Yield the second half of ``“...,” he said, “...”``."""
    word = speech.next_run(at, end)
    if word < end and word - at <= OBJECT:
        run = speech.runs[speech.run_of[word]]
        yield Attribution(run.start, run.end, speech.offsets(speaker), cue, rank=0)


def _reported(speech: Speech, index: int, at: int, left: Phrase | None, right: Phrase | None) -> Iterator[Attribution]:
    words = speech.document.words
    cue = (words.starts[at], words.ends[at])
    after = _content_after(speech, index, at)
    if left and after:
        start, end, rank = after
        yield Attribution(start, end, speech.offsets(left), cue, direct=_holds_run(speech, start, end), rank=rank)
        return
    inverted = at > 0 and words.words[at - 1] == ","
    speaker = right if inverted and right else left
    if speaker and (inverted or (left and words.words[left[0] - 1 : left[0]] == [","])):
        stop = min(words.starts[speaker[0]], cue[0])
        yield from _head(speech, index, stop, speaker, cue)


def _head(speech: Speech, index: int, stop: int, speaker: Phrase, cue: Offsets) -> Iterator[Attribution]:
    """Yield the sentence up to ``, he said`` or ``, according to police``."""
    start = speech.document.sentences[index].start
    content = speech.document.text[start:stop].rstrip(" ,")
    if content.count(" ") >= _LEAST:
        end = start + len(content)
        yield Attribution(start, end, speech.offsets(speaker), cue, direct=_holds_run(speech, start, end), rank=2)


def _holds_run(speech: Speech, start: int, end: int) -> bool:
    return bool(speech.runs_from(start, end))


def _content_after(speech: Speech, index: int, at: int) -> tuple[int, int, int] | None:
    """Return the content after a cue (start, end, rank): a quotation, ``that ...``, or the clause that follows."""
    words = speech.document.words
    end = speech.document.ranges[index][1]
    opening = _past_time(speech, at + 1, end)
    telling = words.words[at].lower() in speech.lexicon.telling
    clause = not telling and opening < end and _opens_clause(speech, at, opening)
    for near in range(opening, min(end, at + 2 + OBJECT)):
        word = words.words[near]
        if speech.run_of[near] >= 0 or word.lower() in speech.lexicon.that:
            return _from(speech, index, opening if clause and near > opening else near, 1)
        if word in ".;" or (word == ":" and not (near + 1 < end and speech.run_of[near + 1] >= 0)):
            break
    if clause and speech.document.text.count(" ", words.ends[at], speech.document.sentences[index].end) > _LEAST:
        return _from(speech, index, opening, 3)
    return None


def _past_time(speech: Speech, at: int, end: int) -> int:
    """Return the word after ``on Monday``, ``Thursday`` or ``today``."""
    words = speech.document.words.words
    while at < end and speech.run_of[at] < 0:
        lower = words[at].lower()
        timed = at + 1 < end and is_time(words[at + 1], speech.lexicon) and lower in speech.lexicon.prepositions
        if not timed and not is_time(words[at], speech.lexicon):
            break
        at += 1
    return at


def _from(speech: Speech, index: int, word: int, rank: int) -> tuple[int, int, int]:
    """Return content from a word to the end of its sentence, or of the run that it opens."""
    start = speech.document.words.starts[word]
    end = speech.document.sentences[index].end
    if speech.run_of[word] < 0:
        return start, _heard_out(speech, start, end), rank
    run = speech.runs[speech.run_of[word]]
    after = speech.document.text[run.end : end].split(maxsplit=1)
    goes_on = bool(after) and after[0].isalpha() and after[0].lower() not in speech.lexicon.prepositions
    return run.start, _heard_out(speech, start, end) if goes_on else run.end, rank


def _heard_out(speech: Speech, start: int, end: int) -> int:
    """Return where content that ends with its sentence ends: a quotation that began in it is heard out."""
    return max([end, *(run.end for run in speech.runs_from(start, end))])


def _opens_clause(speech: Speech, cue: int, at: int) -> bool:
    """Tell whether a clause opens right after a cue: a name, a determiner, a pronoun; after ``said`` any noun."""
    words = speech.document.words.words
    known = speech.lexicon
    lower = words[at].lower()
    if is_name(words[at]) or lower in known.determiners | known.male | known.female | known.plural:
        return True
    shut = known.prepositions | known.breaks | known.between | known.of
    return words[cue].lower() in known.core and words[at].isalnum() and lower not in shut


def _past_aside(speech: Speech, at: int, end: int) -> int:
    """Return the word after the comma at ``at``, and after ``a spokesman for the agency,`` where that follows."""
    words = speech.document.words.words
    if words[at] != "," or at + 1 == end:
        return at
    comma = next((near for near in range(at + 1, min(end - 1, at + OBJECT)) if words[near] == ","), 0)
    aside = {word.lower() for word in words[at + 1 : comma]}
    return comma + 1 if aside & speech.lexicon.roles else at + 1


def _according(speech: Speech, index: int, at: int) -> Iterator[Attribution]:
    """Yield what ``according to X`` attributes: the sentence before it, or the one after its comma."""
    words = speech.document.words
    end = speech.document.ranges[index][1]
    skipped = speech.lexicon.of | speech.lexicon.cues
    named = at + 1 + int(at + 1 < end and words.words[at + 1].lower() in skipped)
    speaker = phrase_after(words.words, named, speech.next_run(named, end), speech.lexicon)
    if not speaker:
        return
    if speaker[1] < end and words.words[speaker[1]][0].isalnum():
        speaker = up_to_name(words.words, speaker, speech.lexicon)
    cue = (words.starts[at], words.ends[at])
    found = list(_head(speech, index, cue[0], speaker, cue))
    if not found and speaker[1] < end:
        start = words.starts[_past_aside(speech, speaker[1], end)]
        stop = _heard_out(speech, start, speech.document.sentences[index].end)
        if speech.document.text.count(" ", start, stop) >= _LEAST:
            direct = _holds_run(speech, start, stop)
            found = [Attribution(start, stop, speech.offsets(speaker), cue, direct=direct, rank=2)]
    yield from found
