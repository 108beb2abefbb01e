"""A small library seeded through the storage itself, and browsers over it; the fixtures are in each room's conftest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.model import (
    Annotations,
    Article,
    ArticleId,
    Block,
    Credit,
    Dateline,
    Entity,
    EntityType,
    FamilyId,
    Figure,
    Hashtag,
    Placement,
    Quote,
    RelatedArticle,
    Sentence,
    Source,
    SourceId,
    Span,
    Statement,
    Story,
    StoryId,
)
from coranto.ports.index import IndexedArticle
from coranto.ports.library import NewArticle
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import open_library
from coranto.web.asking import SESSION

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BODY = (
    "The bridge at Halden reopened on Monday after nine years.\n\n"
    "What it cost\n\n"
    "It cost 412 million crowns. “We waited long enough,” said Mayor Elsa Lind.\n\n"
    "Trains run again\n\nBuses follow in spring\n\n"
    "Span\tMetres\nEast\t310\nWest\t275"
)
POST, COPY, MAIL, ADULT, PLAIN = (ArticleId(name) for name in ("post-1", "star-1", "mail-1", "night-1", "plain-1"))
STORY = StoryId(POST)


@dataclass
class StillClock:
    """A clock that stands until it is moved."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


def blocks_of(text: str) -> tuple[Block, ...]:
    kinds = ("p", "h2", "p", "li", "li", "table")
    found, at = [], 0
    for kind, part in zip(kinds, text.split("\n\n"), strict=True):
        found.append(Block(kind, at, at + len(part)))
        at += len(part) + 2
    return tuple(found)


def sentence(text: str, body: str = BODY) -> Sentence:
    start = body.index(text)
    return Sentence(text, start, start + len(text))


def articles() -> list[NewArticle]:
    first = Article(
        title="Halden bridge reopens",
        standfirst="After nine years the trains are back",
        text=BODY,
        blocks=blocks_of(BODY),
        url="https://post.example/halden",
        authors=("Ada Lind", "José Álvarez"),
        dateline=Dateline("HALDEN", "Reuters"),
        credits=(Credit("Editing by", ("Jane Merriman", "Lincoln Feast")),),
        publisher="The Post",
        agency="Reuters",
        published=NOW - timedelta(hours=5),
        modified=NOW - timedelta(hours=2),
        section="World",
        language="en",
    )
    copied = replace(
        first,
        title="Bridge back in business",
        text=BODY.replace("412 million", "about 400 million"),
        publisher="Evening Star",
        url="https://star.example/bridge",
        published=NOW - timedelta(hours=4),
        modified=None,
    )
    own = Article(
        title="What the Halden bridge means for us",
        text="Our town has waited. Ferries stop on Friday.",
        publisher="Northgate Mail",
        url="https://mail.example/halden",
        published=NOW - timedelta(hours=3),
        language="en",
    )
    adult = Article(
        title="Night at the Velvet Room",
        text="An evening that children need not read about.",
        publisher="Late",
        labels=("adult",),
        published=NOW - timedelta(hours=2),
        language="en",
    )
    plain = Article(title="Apples are dear", text="Apples cost more.", publisher="Northgate Mail", published=NOW)
    pairs = ((POST, first), (COPY, copied), (MAIL, own), (ADULT, adult), (PLAIN, plain))
    return [NewArticle(id=key, article=article, seen=NOW, addresses=(article.url,)) for key, article in pairs]


def annotations() -> list[Annotations]:
    bridge = (
        sentence("The bridge at Halden reopened on Monday after nine years."),
        sentence("It cost 412 million crowns."),
        sentence("“We waited long enough,” said Mayor Elsa Lind."),
    )
    cost = sentence("412 million")
    found = Annotations(
        article=POST,
        revision=1,
        language="en",
        sentences=bridge,
        hashtags=(Hashtag("HaldenBridge", 0.9), Hashtag("Railways", 0.4)),
        entities=(Entity("Elsa Lind", EntityType.PERSON, BODY.index("Elsa"), BODY.index("Elsa") + 9, "elsa-lind"),),
        quotes=(Quote(sentence("“We waited long enough,”"), True, speaker_name="Elsa Lind"),),
        figures=(Figure(cost.start, cost.end, "crowns", value=412e6),),
        key_points=(Statement(bridge[1].text, (Span(POST, 1, bridge[1].start, bridge[1].end),)),),
    )
    adult = Annotations(article=ADULT, revision=1, language="en", labels=("adult",))
    return [found, adult]


def seed(coranto: Coranto) -> None:
    """Put five articles in two stories into the library and its index."""
    library = coranto.library
    library.articles.take(articles())
    families = ((POST, POST, STORY), (COPY, POST, STORY), (MAIL, MAIL, STORY), (ADULT, ADULT, StoryId(ADULT)))
    library.stories.place(
        [Placement(key, FamilyId(family), key == family, story, story) for key, family, story in families], []
    )
    library.annotations.write(annotations())
    library.annotations.write_related(POST, [RelatedArticle(PLAIN, 0.6, "Also about prices in Halden")])
    library.stories.write(
        [story_of(STORY, "Halden bridge reopens", 3, 2), story_of(StoryId(ADULT), "Velvet Room", 1, 1)]
    )
    library.sources.add(Source(id=SourceId("s1"), url="https://post.example/feed", title="The Post", added=NOW))
    stored = library.articles.get_many([POST, COPY, MAIL, ADULT, PLAIN])
    indexed = [IndexedArticle(one, ("HaldenBridge",) if one.id == POST else ()) for one in stored]
    coranto.texts.write(indexed, [], library.changes.position)


def story_of(key: StoryId, headline: str, articles: int, independent: int) -> Story:
    return Story(
        id=key,
        headline=headline,
        lead=ArticleId(key),
        articles=articles,
        independent=independent,
        publishers=("The Post", "Evening Star", "Northgate Mail")[:articles],
        first=NOW - timedelta(hours=5),
        last=NOW - timedelta(hours=3),
        score=float(independent),
        reasons=(f"{independent} independent reports",),
        language="en",
    )


@contextmanager
def running(folder: Path, clock: StillClock) -> Iterator[Coranto]:
    """Give a running Coranto over a seeded library in a folder."""
    made = Coranto(
        settings=Settings(),
        library=open_library(str(folder / "library")),
        texts=FullText(folder / "texts"),
        clock=clock,
        blobs=FolderBlobs(folder / "derived"),
        derived=folder / "derived",
    )
    seed(made)
    yield made
    made.close()


class Browser:
    """A browser that keeps cookies and fills in the tokens of forms as people's browsers do."""

    def __init__(self, app: Starlette, session: str = "") -> None:
        self.client = TestClient(app, follow_redirects=False, raise_server_exceptions=True)
        if session:
            self.client.cookies.set(SESSION, session)

    def get(self, path: str, status: int = 200, **headers: str) -> str:
        """Open a page and return its text."""
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
        return answer.text

    def post(self, page: str, action: str, status: int = 303, **fields: str) -> str:
        """Send a form that ``page`` shows; returns where it leads, or the page that answers."""
        token = re.search(r'name="token" value="([^"]+)"', self.get(page))
        assert token is not None, f"no form on {page}"
        answer = self.client.post(action, data={"token": token[1], **fields})
        assert answer.status_code == status, (action, answer.status_code, answer.text[:400])
        return answer.headers.get("location", answer.text)
