"""Calls that read: stories, articles, search, names, quotes."""

from __future__ import annotations

from datetime import timedelta

from coranto import __version__
from coranto.api.call import Call
from coranto.api.inputs import ArticlesInput, Nothing, Paged, QuestionInput, QuotesInput, SearchInput
from coranto.api.outputs import CommentOutput, SourceState, Welcome
from coranto.app.reading.answers import AnswerPage, read_answer
from coranto.app.reading.front import article_page, front_page
from coranto.app.reading.insights import Compared, Told
from coranto.app.reading.lines import ArticleLine, Shown, StoryLine, article_line, articles_by_id, paged
from coranto.app.reading.panel import QuoteLine
from coranto.app.reading.sayings import LINES, sayings
from coranto.app.reading.search import SearchPage, search_page
from coranto.app.reading.sources import read_sources
from coranto.app.reading.story import members_of
from coranto.app.reading.talk import comment_lines
from coranto.errors import NotAllowed, NotFound
from coranto.model import Annotations, ArticleId, SourceId, StoredArticle, Story, StoryChange, StoryId
from coranto.ports.index import SearchQuery
from coranto.ports.library import ArticleQuery, NameCount, Revision

_NAMES = 500
_TAGS_SINCE = timedelta(days=30)


def _members(call: Call) -> tuple[Story, list[StoredArticle]]:
    return members_of(call.library, call.viewer, StoryId(call.path["story"]))


def welcome(_call: Call, _query: Nothing) -> Welcome:
    """Say where the description is."""
    return Welcome("Coranto", __version__, "openapi.json", "docs")


def stories(call: Call, query: Paged) -> Shown[StoryLine]:
    """Return the stories of the front, by rank."""
    return front_page(call.library, call.viewer, query.page).stories


def story(call: Call, _query: Nothing) -> Story:
    """Return one story; an id that was merged away gives the story it went into."""
    return call.library.stories.get(StoryId(call.path["story"]))


def story_history(call: Call, _query: Nothing) -> list[StoryChange]:
    """Return the merges and splits that touched a story, oldest first."""
    return call.library.stories.history(story(call, _query).id)


def story_points(call: Call, _query: Nothing) -> Told:
    """Return a story's key points and its developments, each with its spans."""
    held, members = _members(call)
    return call.service.insights.told(held.id, members, call.viewer.languages)


def story_compared(call: Call, _query: Nothing) -> Compared:
    """Return a story's reports beside each other: headlines, points, positions and figures."""
    call.spend("search")
    held, members = _members(call)
    return call.service.insights.compared(held.id, members)


def ask(call: Call, query: QuestionInput) -> AnswerPage:
    """Answer a question from the library, one story or one article, or say that nothing there does."""
    call.spend("search")
    return read_answer(
        call.service.coranto,
        call.viewer,
        query.q,
        story=StoryId(query.story) if query.story else None,
        article=ArticleId(query.article) if query.article else None,
    )


def articles(call: Call, query: ArticlesInput) -> Shown[ArticleLine]:
    """Return articles, newest first."""
    wanted = ArticleQuery(
        publisher=query.publisher,
        author=query.author,
        hashtag=query.hashtag,
        entity=query.entity,
        story=StoryId(query.story) if query.story else None,
        source=SourceId(query.source) if query.source else None,
        since=query.since,
        until=query.until,
        safe=call.viewer.safe,
    )
    return article_page(call.library, wanted, query.page)


def article(call: Call, _query: Nothing) -> StoredArticle:
    """Return one article with its text and blocks."""
    stored = call.library.articles.get(ArticleId(call.path["article"]))
    if call.viewer.withholds(stored.labels):
        raise NotAllowed("safe reading keeps this back", hint="ask with ?safe=0")
    return stored


def annotated(call: Call, _query: Nothing) -> Annotations:
    """Return what was found in an article; offsets are code points of its text."""
    stored = article(call, _query)
    found = call.library.annotations.get(stored.id)
    if found is None:
        raise NotFound("this article is not annotated yet")
    return found


def revisions(call: Call, _query: Nothing) -> list[Revision]:
    """Return all states of an article, oldest first."""
    return call.library.articles.revisions(article(call, _query).id)


def related(call: Call, _query: Nothing) -> list[ArticleLine]:
    """Return related articles, closest first; ``note`` says why."""
    found = call.library.annotations.related(article(call, _query).id)
    held = articles_by_id(call.library, [one.article for one in found])
    kept = [one for one in found if one.article in held and not call.viewer.withholds(held[one.article].labels)]
    return [article_line(held[one.article], one.reason) for one in kept]


def copies(call: Call, _query: Nothing) -> list[ArticleLine]:
    """Return the other copies of an article's text, newest first."""
    stored = article(call, _query)
    if stored.family is None:
        return []
    query = ArticleQuery(family=stored.family, safe=call.viewer.safe)
    return [article_line(one) for one in call.library.articles.query(query) if one.id != stored.id]


def comments(call: Call, _query: Nothing) -> list[CommentOutput]:
    """Return comments so that replies follow what they answer."""
    held = call.library.comments.of_article(article(call, _query).id)
    return [
        CommentOutput(
            id=line.id,
            name=line.name,
            text="\n\n".join(line.paragraphs),
            written=line.written,
            edited=line.edited,
            depth=line.depth,
            state=line.state,
        )
        for line in comment_lines(held, call.viewer)
    ]


def search(call: Call, query: SearchInput) -> SearchPage:
    """Search in full text."""
    call.spend("search")
    wanted = SearchQuery(
        text=query.q,
        publisher=query.publisher,
        author=query.author,
        hashtag=query.hashtag,
        agency=query.agency,
        language=query.language,
        since=query.since,
        until=query.until,
        newest_first=query.order == "newest",
    )
    return search_page(call.library, call.service.coranto.texts, call.viewer, wanted, query.page)


def quotes(call: Call, query: QuotesInput) -> Shown[QuoteLine]:
    """Return who said what, newest first, each quote once however many papers carried it."""
    call.spend("search")
    found = sayings(
        call.library,
        call.viewer,
        speaker=query.speaker,
        text=query.text,
        since=query.since,
        limit=LINES + 1,
        offset=(query.page - 1) * LINES,
    )
    return paged(found, query.page, LINES)


def hashtags(call: Call, _query: Nothing) -> list[NameCount]:
    """Return the hashtags of the last thirty days by number of articles."""
    return call.library.annotations.hashtags(since=call.viewer.now - _TAGS_SINCE, limit=_NAMES)


def publishers(call: Call, _query: Nothing) -> list[NameCount]:
    """Return publishers by number of articles."""
    return call.library.names.publishers(_NAMES)


def authors(call: Call, _query: Nothing) -> list[NameCount]:
    """Return authors by number of articles."""
    return call.library.names.authors(_NAMES)


def sources(call: Call, _query: Nothing) -> list[SourceState]:
    """Return the sources and how each is doing."""
    return [SourceState(line.source, line.poll) for line in read_sources(call.library).sources]
