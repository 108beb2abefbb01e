"""Article, or why a page is none.

A refusal needs two witnesses: what the page says of itself (title, address, structured data, the
wording in ``data/kinds.json``) and that there is no body worth reading. A long body is an article
whatever the title says: reports on error pages and cookie banners exist.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from urllib.parse import unquote, urlsplit

from coranto.extract.dom import Page, Passage
from coranto.model import Kind

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review|Recipe|HowTo)$")
_INDEX_TYPES = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"))
_SLUG = re.compile(r"(?:[^\W_]+-){2,}[^\W_]+|\d{4,}|[0-9a-f]{10,}|\.html?$|\.php$")
_PAGE_ID = re.compile(r"(?:^|&)(?:p|id|article|story)=\d+")
_VIDEO_FRAMES = 'video, iframe[src*="youtube" i], iframe[src*="player" i], iframe[src*="vimeo" i]'

_WALL = 700
"""Characters of prose above which a page is no challenge, consent wall or error page."""
_STUB = 1500
"""Characters of body below which a page that asks for a subscription is a stub."""
_BRIEF = 600
"""Characters of body below which pictures or a video may be what the page is for."""
_BARE = 300
"""Characters of prose below which a page that is full of headlines is a list, whatever it says."""
_CARD = 20
"""Characters from which a linked line counts as the headline of another page."""
_CARDS = 8
_FULL = 12
_PICTURES = 5
_ENTRIES = 3


@dataclass(frozen=True)
class Wording:
    """How one kind of page speaks: in its title or headline, and in its text."""

    titles: re.Pattern[str]
    texts: re.Pattern[str]


@dataclass(frozen=True)
class _Knowledge:
    wording: Mapping[str, Wording]
    paths: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Evidence:
    """What is known of a page when its kind is asked for."""

    page: Page
    body: Sequence[Passage]
    size: int
    """Characters of the text that is left of the body."""
    entries: int
    """Timed entries of a live blog that were found."""

    @cached_property
    def prose(self) -> int:
        """Characters of the body that are sentences, not links."""
        return sum(len(passage.text) - passage.link_chars for passage in self.body if len(passage.text) > 60)

    @cached_property
    def text(self) -> str:
        """The first passages of the page, as the reader sees them, in lower case."""
        return "\n".join(passage.text for passage in self.page.passages[:400])[:20_000].lower()

    @cached_property
    def names(self) -> str:
        """Title and headline, in lower case."""
        headings = [passage.text for passage in self.page.passages if passage.tag in ("h1", "h2")][:3]
        return "\n".join([self.page.title, *headings]).lower()

    @cached_property
    def types(self) -> frozenset[str]:
        """What the structured data says the page is about."""
        return frozenset(_types(self.page.json_ld))

    @cached_property
    def og_type(self) -> str:
        """Open Graph's type, in lower case."""
        return (self.page.metas.get("og:type") or [""])[0].lower()

    @cached_property
    def path(self) -> list[str]:
        """The address's path, in lower case."""
        return [part for part in unquote(urlsplit(self.page.url).path).lower().split("/") if part]

    @cached_property
    def is_told_article(self) -> bool:
        """Whether the structured data knows an article."""
        return any(_ARTICLE_TYPES.search(name) for name in self.types)

    @cached_property
    def cards(self) -> int:
        """How many linked headlines of other pages stand on this one."""
        return sum(map(_is_card, self.page.passages))

    @cached_property
    def own_prose(self) -> int:
        """Characters of prose that is no teaser: no linked headline stands right before it."""
        passages = self.page.passages
        teasers = {
            id(later)
            for number, found in enumerate(passages)
            if _is_card(found)
            for later in passages[number : number + 3]
        }
        return sum(len(found.text) - found.link_chars for found in self.body if found.text and id(found) not in teasers)

    @cached_property
    def is_listed(self) -> bool:
        """Whether the address is that of a list: ``/tag/floods``, ``/news/``."""
        paths = _knowledge().paths
        return not paths["index"].isdisjoint(self.path) or not paths["index_last"].isdisjoint(self.path[-1:])

    def speaks(self, kind: str, *, least: int = 1) -> bool:
        """Whether the text has at least so many of a kind's phrases."""
        found = {match[0] for match in _knowledge().wording[kind].texts.finditer(self.text)}
        return len(found) >= least

    def is_named(self, kind: str) -> bool:
        """Whether title or headline are those of a kind."""
        return bool(_knowledge().wording[kind].titles.search(self.names))

    def lies_under(self, kind: str) -> bool:
        """Whether the address names a kind."""
        return not _knowledge().paths[kind].isdisjoint(self.path)


def tell_kind(evidence: Evidence) -> Kind:
    """Return the kind of a page."""
    for kind, is_it in _TESTS:
        if is_it(evidence):
            return kind
    return Kind.ARTICLE


def _is_challenge(seen: Evidence) -> bool:
    if seen.prose > _WALL or seen.cards > _CARDS:
        return False
    return seen.speaks("challenge", least=1 if seen.is_named("challenge") else 2)


def _is_error(seen: Evidence) -> bool:
    return seen.prose <= _WALL and seen.is_named("error") and not seen.is_told_article


def _is_consent(seen: Evidence) -> bool:
    if seen.is_told_article and seen.prose > _WALL:
        return False
    least = 2 if seen.is_named("consent") or "consent." in seen.page.url else 4
    wall = sum(len(passage.text) for passage in seen.page.passages)
    return wall < 6 * _STUB and seen.cards <= _CARDS and seen.speaks("consent", least=least)


def _is_live(seen: Evidence) -> bool:
    if "LiveBlogPosting" in seen.types:
        return True
    return seen.entries >= _ENTRIES and (seen.lies_under("live") or bool(re.search(r"\blive|ticker", seen.names)))


def _is_paywall(seen: Evidence) -> bool:
    if seen.size >= _STUB or not seen.size:
        return False
    closed = any(_is_false(value.get("isAccessibleForFree")) for value in seen.page.json_ld)
    return seen.speaks("paywall", least=1 if closed else 2)


def _is_video(seen: Evidence) -> bool:
    if seen.prose > _BRIEF:
        return False
    told = seen.og_type.startswith("video") or ("VideoObject" in seen.types and not seen.is_told_article)
    return told or (seen.lies_under("video") and bool(seen.page.select(_VIDEO_FRAMES)))


def _is_gallery(seen: Evidence) -> bool:
    if seen.prose > _STUB:
        return False
    told = "ImageGallery" in seen.types and not seen.is_told_article
    pictures = len(seen.page.select("figure, figcaption, li img"))
    return told or (seen.lies_under("gallery") and pictures >= _PICTURES)


def _is_index(seen: Evidence) -> bool:
    if seen.is_told_article and not (_INDEX_TYPES & seen.types):
        return False
    if seen.cards < _CARDS or seen.og_type in ("article", "blog"):
        return False
    return seen.own_prose < _list_limit(seen)


def _list_limit(seen: Evidence) -> int:
    """Return how much prose of its own a page may have and still be a list, by how it is addressed and described."""
    says = bool(_INDEX_TYPES & seen.types) or seen.is_listed or seen.og_type == "profile"
    parts = urlsplit(seen.page.url)
    looks = bool(parts.netloc) and not _PAGE_ID.search(parts.query) and not any(map(_SLUG.search, seen.path[-3:]))
    if looks and (says or not seen.path):
        return _STUB
    if says:
        return _BRIEF
    return _BARE if looks and seen.cards >= _FULL else 0


def _is_card(passage: Passage) -> bool:
    return passage.link_density > 0.8 and len(passage.text) >= _CARD


def _is_empty(seen: Evidence) -> bool:
    return not seen.size


_TESTS = (
    (Kind.CHALLENGE, _is_challenge),
    (Kind.ERROR, _is_error),
    (Kind.CONSENT, _is_consent),
    (Kind.LIVE, _is_live),
    (Kind.VIDEO, _is_video),
    (Kind.GALLERY, _is_gallery),
    (Kind.PAYWALL, _is_paywall),
    (Kind.INDEX, _is_index),
    (Kind.EMPTY, _is_empty),
)
"""In order: a wall hides everything else; a stub or a list is asked for last."""


@cache
def _knowledge() -> _Knowledge:
    raw = json.loads((resources.files("coranto.extract") / "data" / "kinds.json").read_text("utf-8"))
    paths = {kind: frozenset(parts) for kind, parts in raw.pop("paths").items()}
    wording = {kind: Wording(_pattern(lists["titles"]), _pattern(lists["texts"])) for kind, lists in raw.items()}
    return _Knowledge(wording, paths)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all phrases, longest first, at word boundaries where the script has them."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, ordered))})(?![a-z0-9])" if ordered else r"(?!)")


def _types(objects: Iterable[Mapping[str, object]]) -> Iterable[str]:
    for value in objects:
        named = value.get("@type")
        yield from (name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str))


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().lower() == "false")
