"""The story page: one event, all its coverage, and who carried whose text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coranto.app.reading.insights import Insights, TimelineLine
from coranto.app.reading.lines import ArticleLine, Named, StoryLine, article_line, story_line
from coranto.app.reading.panel import EntityLine, Panel, Point, QuoteLine, article_panel, entity_lines
from coranto.app.reading.viewer import Viewer
from coranto.model import ArticleId, Entity, StoredArticle, Story, StoryChange, StoryId
from coranto.ports.library import ArticleQuery, Library

MOST_ARTICLES = 300
_QUOTES = 12
_TAGS = 8


@dataclass(frozen=True, slots=True)
class Report:
    """One text and the papers that carried it, first to print it first; ``origin`` is where it came from."""

    origin: ArticleLine
    carried: tuple[ArticleLine, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One publisher's articles in a story, oldest first."""

    publisher: Named
    articles: tuple[ArticleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story with its coverage. ``articles`` are newest first; ``since`` is when the reader opened it before."""

    line: StoryLine
    lead: ArticleLine | None
    points: tuple[Point, ...]
    timeline: tuple[TimelineLine, ...]
    changed: tuple[Point, ...]
    quotes: tuple[QuoteLine, ...]
    panel: Panel
    tags: tuple[Named, ...]
    reports: tuple[Report, ...]
    coverage: tuple[Coverage, ...]
    articles: tuple[ArticleLine, ...]
    history: tuple[StoryChange, ...]
    since: datetime | None = None
    followed: bool = False

    @property
    def origins(self) -> frozenset[ArticleId]:
        """The articles that are texts of their own."""
        return frozenset(report.origin.id for report in self.reports)

    @property
    def fresh(self) -> frozenset[ArticleId]:
        """Articles that came since the reader opened the story before."""
        if self.since is None:
            return frozenset()
        return frozenset(line.id for line in self.articles if line.when > self.since)


def members_of(library: Library, viewer: Viewer, asked: StoryId) -> tuple[Story, list[StoredArticle]]:
    """Return a story and those of its newest articles that the viewer may see.

    Raises:
        NotFound: there never was such a story.
    """
    story = library.stories.get(asked)
    return story, library.articles.query(ArticleQuery(story=story.id, safe=viewer.safe, limit=MOST_ARTICLES))


def read_story(library: Library, insights: Insights, viewer: Viewer, asked: StoryId) -> StoryPage:
    """Assemble the page, and note that a reader opened it.

    Raises:
        NotFound: there never was such a story.
    """
    story, stored = members_of(library, viewer, asked)
    since = _opened(library, viewer, story)
    told = insights.told(story.id, stored, viewer.languages)
    line = story_line(story, viewer, {one.id: one for one in stored})
    lead = next((one for one in stored if one.id == line.lead), stored[0] if stored else None)
    lines = tuple(article_line(one) for one in stored)
    reports = tuple(_reports(lines))
    panels = _panels(library, stored, [report.origin.id for report in reports], lead)
    return StoryPage(
        line=line,
        lead=article_line(lead) if lead else None,
        points=told.points or (panels[0].points if panels else ()),
        timeline=told.timeline,
        changed=insights.changed(story.id, stored, since, viewer.languages) if since else (),
        quotes=tuple(_once(quote for panel in panels for quote in panel.quotes if quote.speaker.key))[:_QUOTES],
        panel=Panel(entities=_entities(library, stored)),
        tags=_tags(panels),
        reports=reports,
        coverage=_coverage(lines),
        articles=lines,
        history=tuple(library.stories.history(story.id)),
        since=since,
        followed=viewer.reader is not None and ("story", story.id) in library.readers.follows(viewer.reader.id),
    )


def _panels(
    library: Library, stored: Sequence[StoredArticle], origins: Sequence[ArticleId], lead: StoredArticle | None
) -> list[Panel]:
    """Return the panels of the lead article and of each independent text, the lead's first."""
    order = ([lead.id] if lead else []) + [one for one in origins if lead is None or one != lead.id]
    by_id = {one.id: one for one in stored}
    found = {one.article: one for one in library.annotations.get_many(order)}
    return [article_panel(by_id[one], found.get(one)) for one in order if one in by_id]


def _entities(library: Library, stored: Sequence[StoredArticle]) -> tuple[EntityLine, ...]:
    found = library.annotations.get_many([one.id for one in stored[:40]])
    mentions: list[Entity] = [entity for one in found for entity in one.entities]
    return entity_lines(mentions)


def _tags(panels: Sequence[Panel]) -> tuple[Named, ...]:
    counts: dict[Named, int] = {}
    for panel in panels:
        for tag in panel.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return tuple(sorted(counts, key=lambda tag: -counts[tag])[:_TAGS])


def _once(quotes: Iterable[QuoteLine]) -> list[QuoteLine]:
    """Return quotes once each, however many texts hold them."""
    found: dict[tuple[str, str], QuoteLine] = {}
    for quote in quotes:
        found.setdefault((quote.speaker.key, quote.content.casefold()), quote)
    return list(found.values())


def _reports(lines: Sequence[ArticleLine]) -> list[Report]:
    """Return each text once, first report first."""
    families: dict[str, list[ArticleLine]] = {}
    for line in sorted(lines, key=lambda line: line.when):
        families.setdefault(line.family or line.id, []).append(line)
    reports: list[Report] = []
    for members in families.values():
        origin = next((line for line in members if line.origin), members[0])
        reports.append(Report(origin, tuple(line for line in members if line.id != origin.id)))
    return reports


def _coverage(lines: Sequence[ArticleLine]) -> tuple[Coverage, ...]:
    papers: dict[str, list[ArticleLine]] = {}
    for line in sorted(lines, key=lambda line: line.when):
        papers.setdefault(line.publisher.key, []).append(line)
    found = [Coverage(members[0].publisher, tuple(members)) for members in papers.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.articles), one.articles[0].when)))


def _opened(library: Library, viewer: Viewer, story: Story) -> datetime | None:
    return library.readers.opened(viewer.reader.id, story.id, viewer.now) if viewer.reader else None
