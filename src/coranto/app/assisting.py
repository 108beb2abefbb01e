"""What Coranto says over one running library: answers, timelines and comparisons, each with its spans.

Articles and annotations come through the ports; what is said of them are the pure functions of ``coranto.assist``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta

from coranto.annotate.article import annotate_article
from coranto.app.service import Coranto
from coranto.assist.ask import answer, nearest, wanted_terms
from coranto.assist.changes import what_changed as changes_since
from coranto.assist.coverage import Coverage, compare_coverage
from coranto.assist.figures import FigureGroup, compare_figures
from coranto.assist.material import Material
from coranto.assist.points import story_points as points_of_story
from coranto.assist.positions import Party
from coranto.assist.positions import positions as positions_taken
from coranto.assist.question import Question, read_question, search_text
from coranto.assist.timeline import timeline as timeline_of
from coranto.assist.translation import LANGUAGES as LANGUAGES
from coranto.assist.translation import Translated, chunks, read_translation, translation_messages
from coranto.assist.wording import Worded, Wording, read_wording, wording_messages
from coranto.errors import InputError, ModelUnavailable, NotFound
from coranto.model import Annotations, Answer, ArticleId, Statement, StoredArticle, StoryId, TimelineRow
from coranto.ports.index import SearchQuery
from coranto.ports.library import ArticleQuery
from coranto.stories.independent import independent_reports
from coranto.text.language import tell_language

FOUND = 60
"""Articles that a search of all time, and one of recent time, bring before the nearest are chosen."""
WORDING, TRANSLATION = "wording", "translation"
"""What the owner names in the setting ``model_features``."""
RECENT = timedelta(days=30)
MOST_ARTICLES = 120
"""Articles of a story, or of a timeline's query, that are read."""
LONGEST_QUESTION = 600
"""Characters of a question that are read."""


def ask(
    coranto: Coranto,
    question: str,
    *,
    story: StoryId | None = None,
    article: ArticleId | None = None,
    choices: Sequence[str] = (),
    context: Sequence[str] = (),
    safe: bool = False,
) -> Answer:
    """Answer from the whole library, one story or one article, or abstain with the closest evidence.

    ``context`` are the questions asked before, oldest first; a follow-up (``And in Hamburg?``) borrows their words.
    ``safe`` leaves out what is labelled unsafe.

    Raises:
        NotFound: no such story or article.
    """
    now = coranto.clock.now()
    asked = read_question(question[:LONGEST_QUESTION], now=now, choices=tuple(choices), context=tuple(context))
    found = _found(coranto, asked, story, article, safe=safe)
    counts = coranto.texts.count(wanted_terms(asked), asked.family)
    return answer(asked, nearest(found, now=now, since=asked.since), counts)


def offers_wording(coranto: Coranto) -> bool:
    """Return whether a model is configured and the owner lets answers be sent to it."""
    return coranto.model is not None and WORDING in coranto.settings.model_features


def word(coranto: Coranto, found: Answer) -> Worded:
    """Let the model word an answer; what the evidence does not bear out is dropped and counted.

    Sends the question and the answer's own sentences, nothing else. An abstention is not worded, and where
    nothing that the model says passes, the answer stays as it is. Blocks: call it in a thread.

    Raises:
        ModelUnavailable: none is configured, the owner has not allowed it, or it does not answer.
    """
    if coranto.model is None or not offers_wording(coranto):
        raise ModelUnavailable("no model may word answers", hint="see the settings model_url and model_features")
    if found.abstained or not found.statements:
        return Worded(found, 0)
    reply = coranto.model.complete(wording_messages(found))
    return read_wording(reply, found, tell_language(found.question))


async def word_by_sentence(coranto: Coranto, found: Answer) -> AsyncIterator[tuple[Statement | None, int]]:
    """Yield a model's wording as it comes: each sentence that passed the check, with how many were dropped so far.

    The last thing yielded is None with the final count. Raises as ``word``, and where the reply breaks off.
    """
    if coranto.model is None or not offers_wording(coranto):
        raise ModelUnavailable("no model may word answers", hint="see the settings model_url and model_features")
    wording = Wording(found, tell_language(found.question))
    if not found.statements or found.abstained:
        return
    try:
        async for piece in coranto.model.stream(wording_messages(found)):
            for stated in wording.add(piece):
                yield stated, wording.dropped
    except ModelUnavailable:
        yield None, wording.dropped
        raise
    for stated in wording.end():
        yield stated, wording.dropped
    yield None, wording.dropped


def offers_translation(coranto: Coranto) -> bool:
    """Return whether a model is configured and the owner lets articles be sent to it."""
    return coranto.model is not None and TRANSLATION in coranto.settings.model_features


def translate(coranto: Coranto, article: ArticleId, language: str) -> tuple[Translated, ...]:
    """Return the headline and the paragraphs of an article in another language, by the model.

    A paragraph whose translation fails the check stays as it is and is marked so. Blocks: call it in a thread.

    Raises:
        NotFound: no such article.
        InputError: a language that is not offered.
        ModelUnavailable: none is configured, the owner has not allowed it, or it does not answer.
    """
    if coranto.model is None or not offers_translation(coranto):
        raise ModelUnavailable("no model may translate", hint="see the settings model_url and model_features")
    if language not in LANGUAGES:
        raise InputError(f"{language!r} is not offered", where="translation", hint=", ".join(LANGUAGES))
    held = coranto.library.articles.get(article).article
    paragraphs = [held.title, *(held.text[block.start : block.end] for block in held.blocks)]
    if not held.blocks:
        paragraphs += held.text.split("\n\n")
    done: dict[int, str] = {}
    for chunk in chunks(paragraphs):
        reply = coranto.model.complete(translation_messages(paragraphs, chunk, language), max_tokens=4000)
        done |= read_translation(reply, paragraphs, chunk)
    return tuple(Translated(done.get(number, text), number in done) for number, text in enumerate(paragraphs))


def timeline(coranto: Coranto, query: str) -> tuple[TimelineRow, ...]:
    """Return the developments of a story (by its id), or of what a search finds, oldest first."""
    try:
        return timeline_of(_story(coranto, StoryId(query)))
    except NotFound:
        asked = read_question(query[:LONGEST_QUESTION], now=coranto.clock.now())
        hits = coranto.texts.search(SearchQuery(text=search_text(asked), snippets=False, limit=MOST_ARTICLES)).hits
        enough = hits[0].score / 2 if hits else 0.0
        stored = coranto.library.articles.get_many([hit.article for hit in hits if hit.score >= enough])
        return timeline_of(_materials(coranto, stored))


def story_points(coranto: Coranto, story: StoryId, read: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Return the key points of a story, newest first; ``reports`` of 1 marks what only one report says.

    They are in a language of ``read`` where a report is.

    Raises:
        NotFound: there never was such a story; so for all functions below.
    """
    return points_of_story(_story(coranto, story), read=read)


def positions(coranto: Coranto, story: StoryId) -> tuple[Party, ...]:
    """Return what each party of a story demands, offers, accepts, refuses, denies and says."""
    return positions_taken(_story(coranto, story))


def figures_compared(coranto: Coranto, story: StoryId) -> tuple[FigureGroup, ...]:
    """Return the quantities that several reports of a story state, conflicts first."""
    return compare_figures(_story(coranto, story))


def coverage_compared(coranto: Coranto, story: StoryId) -> Coverage:
    """Return what all reports of a story say, what only one says, what each leaves out, and their headlines."""
    return compare_coverage(_story(coranto, story))


def what_changed(coranto: Coranto, story: StoryId, since: datetime, read: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Return what a story's articles after ``since`` say anew."""
    return changes_since(_story(coranto, story), since, read=read)


def _found(
    coranto: Coranto, asked: Question, story: StoryId | None, article: ArticleId | None, *, safe: bool
) -> list[tuple[StoredArticle, float]]:
    """Return the articles to look into with the score of their finding."""
    articles = coranto.library.articles
    if article is not None:
        return [(articles.get(article), 1.0)]
    if story is not None:
        held = coranto.library.stories.get(story)
        return [(one, 1.0) for one in articles.query(ArticleQuery(story=held.id, safe=safe, limit=MOST_ARTICLES))]
    text = search_text(asked)
    if not text:
        return []
    scores: dict[ArticleId, float] = {}
    for since in (None, coranto.clock.now() - RECENT):
        query = SearchQuery(text=text, since=since, safe=safe, snippets=False, limit=FOUND)
        scores |= {hit.article: hit.score for hit in coranto.texts.search(query).hits}
    return [(one, scores[one.id]) for one in articles.get_many(list(scores)) if one.article.kind.readable]


def _story(coranto: Coranto, story: StoryId) -> list[Material]:
    held = coranto.library.stories.get(story)
    return _materials(coranto, coranto.library.articles.query(ArticleQuery(story=held.id, limit=MOST_ARTICLES)))


def _materials(coranto: Coranto, stored: Sequence[StoredArticle]) -> list[Material]:
    reports = independent_reports(stored, coranto.groups)
    report_of = {member: number for number, one in enumerate(reports) for member in one.members}
    held = {one.article: one for one in _annotations(coranto, stored)}
    return [Material(one, held[one.id], report_of[one.id]) for one in stored]


def _annotations(coranto: Coranto, stored: Iterable[StoredArticle]) -> list[Annotations]:
    """Return the annotations of the current revisions; what the library has not yet is made here."""
    wanted = list(stored)
    held = {one.article: one for one in coranto.library.annotations.get_many([one.id for one in wanted])}
    return [
        found
        if (found := held.get(one.id)) and found.revision == one.revision
        else annotate_article(one.article, id=one.id, revision=one.revision)
        for one in wanted
    ]
