"""Related articles and the owner's publisher groups, in the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coranto.app.open import open_coranto
from coranto.app.settings import Settings
from coranto.errors import SettingsError
from coranto.model import Article, ArticleId, StoryId
from coranto.pipeline.advance import Advance
from coranto.pipeline.follow import follow_stories
from coranto.pipeline.parts import Parts
from coranto.ports.library import NewArticle
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import open_library

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CRACK = (
    "The Halden bridge was closed after inspectors found cracks in its piers, said Mayor Ingrid Solberg of Halden. " * 3
)
TOLL = (
    "Drivers pay 30 kroner on the Halden bridge from June. The county council voted 24 to 11 for the toll in Sarpsborg."
    " Ingrid Solberg said the money mends the piers; hauliers called for a strike. "
)


class Clock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    library = open_library(str(tmp_path / "library"))
    return Parts(library, FullText(tmp_path / "texts"), FolderBlobs(tmp_path / "derived"), Clock())


def take(parts: Parts, name: str, title: str, text: str, publisher: str = "Halden Post", days: int = 0) -> None:
    published = NOW - timedelta(days=days)
    article = Article(title=title, text=text, publisher=publisher, published=published, language="en")
    parts.library.articles.take([NewArticle(id=ArticleId(name), article=article, seen=NOW)])


def test_an_older_article_learns_of_a_newer_one(parts: Parts) -> None:
    """What is found for a new article stands on both pages."""
    take(parts, "crack", "Halden bridge closed after crack", CRACK, days=5)
    Advance(parts).run()
    assert parts.library.annotations.related(ArticleId("crack")) == []
    take(parts, "toll", "Drivers to pay toll from June", TOLL)
    Advance(parts).run()
    there, back = (parts.library.annotations.related(ArticleId(name)) for name in ("toll", "crack"))
    assert [one.article for one in there] == ["crack"]
    assert [one.article for one in back] == ["toll"]
    assert "Halden" in back[0].reason
    parts.library.close()


def test_stories_are_counted_anew_when_the_owners_groups_change(parts: Parts) -> None:
    """Two sister papers of the owner's own list are one report, in stories that were told before as well."""
    take(parts, "a", "Halden bridge closed after crack", CRACK, "Halden Post")
    take(parts, "b", "Crack closes Halden bridge", CRACK.replace("inspectors", "divers and engineers"), "Moss Times")
    Advance(parts).run()
    story = parts.library.stories.placements([ArticleId("a")])[0].story
    before = parts.library.stories.get(StoryId(story))
    grouped = replace(parts, groups={"halden-post": "Fjord", "moss-times": "Fjord"})
    follow_stories(grouped.library, grouped.clock, grouped.groups)
    after = parts.library.stories.get(StoryId(story))
    assert after.articles == before.articles
    assert after.independent == 1
    parts.library.close()


def test_the_owners_groups_come_from_a_file(tmp_path: Path) -> None:
    """The setting names a file; one that cannot be used is one clear error."""
    file = tmp_path / "groups.toml"
    file.write_text('[groups]\n"Fjord" = ["Halden Post", "Moss Times"]')
    settings = Settings(library=str(tmp_path / "library"), publisher_groups=str(file), encoder=False)
    with open_coranto(settings) as coranto:
        assert coranto.groups["moss-times"] == "Fjord"
    file.write_text("groups = 3")
    with pytest.raises(SettingsError, match="publisher groups"), open_coranto(settings):
        pass
