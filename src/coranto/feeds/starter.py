"""Well-known feeds to begin with, by country and language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from coranto.model import Source
from coranto.text.hashing import source_id


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """One feed: ``country`` is ISO 3166-1 alpha-2 (``INT`` for none), ``language`` ISO 639-1."""

    title: str
    url: str
    site: str
    country: str
    language: str

    def as_source(self, folder: str = "") -> Source:
        """Return the feed as a source to subscribe to."""
        return Source(id=source_id(self.url), url=self.url, title=self.title, site=self.site, folder=folder)


@cache
def starter_feeds(*, country: str = "", language: str = "") -> tuple[StarterFeed, ...]:
    """Return the feeds of a country, in a language, or all, in the order of the file."""
    text = resources.files("coranto.feeds").joinpath("data/starter.toml").read_text(encoding="utf-8")
    feeds = [StarterFeed(**row) for row in tomllib.loads(text)["feed"]]
    return tuple(
        feed
        for feed in feeds
        if (not country or feed.country == country.upper()) and (not language or feed.language == language.lower())
    )
