"""The sample edition as data: publishers, and articles with what is true of each.

``edition/publishers.toml`` names the publishers. ``edition/stories/SLUG.md`` holds the articles of
one story (the file's name is its label), each with TOML front matter between ``+++`` lines and a
body of paragraphs. The front matter is the truth that the end-to-end test checks Coranto against.
Times are hours before ``now``; in the prose, ``{day 30}``, ``{date 30}`` and ``{time 30}`` stand for
the weekday, day of the year and hour of a moment. See ``docs/explanation/demo.md``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_datetime

from coranto.demo.prose import expand, read_body
from coranto.model import Article, Credit, Dateline, Image, Kind

FOLDER = Path(__file__).parent / "edition"
_PIECE = re.compile(r"^\+\+\+\n(?P<front>.*?)^\+\+\+\n(?P<body>.*?)(?=^\+\+\+\n|\Z)", re.DOTALL | re.MULTILINE)
_INHERITED = ("dateline", "agency", "credits", "authors", "section", "keywords")
_EDITION_ZONE = timezone(timedelta(hours=1))
"""The zone in which the prose speaks of days and hours: one for all, so that copies stay equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A fictional outlet. ``path`` is the shape of its article addresses, ``links`` what its feed adds to them."""

    slug: str
    name: str
    language: str
    offset: float
    tagline: str
    path: str
    feed: str
    format: str
    group: str = ""
    full_text: bool = False
    links: str = ""
    sitemap: str = ""
    encoding: str = "utf-8"
    declared: str = "utf-8"
    compressed: bool = False
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueArticle:
    """One article of the edition and what is true of it.

    ``article`` is what a perfect extraction yields; ``corrected`` the same after the publisher's
    correction, if there is one. ``family`` is the id of the text's origin, ``story`` a label that all
    articles on one event share across publishers and languages, empty for a page that is no report.
    """

    id: str
    site: str
    group: str
    story: str
    family: str
    article: Article
    corrected: Article | None = None
    note: str = ""

    @property
    def origin(self) -> bool:
        """Whether this is where its text was first published."""
        return self.family == self.id


def truth(now: datetime) -> list[TrueArticle]:
    """Return every article of the edition that ends at ``now``, with addresses under ``SITE.example``."""
    return load_edition(now, lambda site: f"https://{site}.example")


@lru_cache(maxsize=1)
def load_publishers() -> Mapping[str, Publisher]:
    """Return the publishers by slug, in the order of the file."""
    rows = tomllib.loads((FOLDER / "publishers.toml").read_text(encoding="utf-8"))["publisher"]
    return {row["slug"]: Publisher(**{**row, "sections": tuple(row.get("sections", ()))}) for row in rows}


def load_edition(now: datetime, base: Callable[[str], str]) -> list[TrueArticle]:
    """Return every article of the edition that ends at ``now``, newest first.

    ``base`` gives a site's address (scheme and host, no closing slash) for its slug.
    """
    pieces = {piece.id: piece for path in sorted((FOLDER / "stories").glob("*.md")) for piece in _read_pieces(path)}
    found = [_Maker(now.astimezone(UTC), base, pieces).make(piece) for piece in pieces.values()]
    return sorted(found, key=lambda true: true.article.published or now, reverse=True)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One article as written: its front matter and its body."""

    id: str
    story: str
    front: dict[str, Any]
    body: str


def _read_pieces(path: Path) -> Iterator[_Piece]:
    for found in _PIECE.finditer(path.read_text(encoding="utf-8")):
        front = tomllib.loads(found["front"])
        yield _Piece(front["id"], front.get("story", path.stem), front, found["body"])


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes true articles from pieces, at one moment and one set of addresses."""

    now: datetime
    base: Callable[[str], str]
    pieces: Mapping[str, _Piece]

    def make(self, piece: _Piece) -> TrueArticle:
        """Return the article of a piece."""
        site = load_publishers()[piece.front["site"]]
        article = self._article(piece, site)
        correction = piece.front.get("correction")
        return TrueArticle(
            id=piece.id,
            site=site.slug,
            group=site.group or site.slug,
            story=piece.story,
            family=piece.front.get("copy_of", piece.id),
            article=article,
            corrected=self._corrected(piece, correction, site) if correction else None,
            note=correction["note"] if correction else "",
        )

    def _article(self, piece: _Piece, site: Publisher) -> Article:
        origin = self.pieces.get(piece.front.get("copy_of", ""))
        front = {**{key: origin.front[key] for key in _INHERITED if origin and key in origin.front}, **piece.front}

        def say(text: str) -> str:
            return expand(text, lambda style, hours: self._moment(style, hours, site.language))

        body = read_body(say(piece.body), say(origin.body) if origin else "", lambda hours: self._time(hours, site))
        place, agency = front.get("dateline", ""), front.get("agency", "")
        return Article(
            title=say(front["title"]),
            text=body.text,
            blocks=body.blocks,
            entries=body.entries,
            kind=Kind(front.get("kind", "article")),
            url=self.base(site.slug) + site.path.format(id=piece.id, section=_slug(front.get("section", ""))),
            standfirst=say(front.get("standfirst", "")),
            authors=tuple(front.get("authors", ())),
            dateline=Dateline(place, agency) if place else None,
            credits=tuple(Credit(role, tuple(people)) for role, *people in front.get("credits", ())),
            publisher=site.name,
            agency=agency,
            published=self._time(front["hours"], site),
            section=front.get("section", ""),
            keywords=tuple(front.get("keywords", ())),
            image=self._image(piece, site, say),
            language=site.language,
            labels=tuple(front.get("labels", ())),
        )

    def _image(self, piece: _Piece, site: Publisher, say: Callable[[str], str]) -> Image | None:
        row = piece.front.get("image")
        if not row:
            return None
        scene, caption, *credit = row
        return Image(f"{self.base(site.slug)}/img/{piece.id}.{scene}.png", say(caption), credit[0] if credit else "")

    def _corrected(self, piece: _Piece, correction: Mapping[str, Any], site: Publisher) -> Article:
        def say(text: str) -> str:
            for old, new in correction["replace"]:
                text = text.replace(old, new)
            return text

        front = dict(piece.front)
        front |= {key: say(front[key]) for key in ("title", "standfirst") if key in front}
        article = self._article(replace(piece, front=front, body=say(piece.body)), site)
        return replace(article, modified=self._time(correction["hours"], site))

    def _time(self, hours: float, site: Publisher) -> datetime:
        zone = timezone(timedelta(hours=site.offset)) if site.offset else UTC
        return (self.now - timedelta(hours=hours)).replace(second=0, microsecond=0).astimezone(zone)

    def _moment(self, style: str, hours: float, language: str) -> str:
        moment = (self.now - timedelta(hours=hours)).astimezone(_EDITION_ZONE)
        moment -= timedelta(minutes=moment.minute % 5)
        return format_datetime(moment, _PATTERNS[language][style], locale=language)


_PATTERNS = {
    "en": {"day": "EEEE", "date": "d MMMM", "time": "HH:mm"},
    "de": {"day": "EEEE", "date": "d. MMMM", "time": "H.mm 'Uhr'"},
    "fr": {"day": "EEEE", "date": "d MMMM", "time": "H 'h' mm"},
}


def _slug(section: str) -> str:
    plain = unicodedata.normalize("NFKD", section.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "-", plain).strip("-") or "news"
