"""The page's own article among the objects of its JSON-LD (schema.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coranto.extract.metadata.values import as_text, as_url, each
from coranto.text.urls import url_key

Thing = Mapping[str, object]

_NEWS = frozenset(
    ("newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
     "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle", "article", "blogposting", "report",
     "liveblogposting", "techarticle", "scholarlyarticle", "satiricalarticle", "socialmediaposting",
     "discussionforumposting", "medicalwebpage")
)  # fmt: skip
_WORKS = frozenset(
    ("recipe", "howto", "videoobject", "review", "product", "creativework", "podcastepisode", "qapage", "faqpage",
     "claimreview")
)  # fmt: skip
_PAGES = frozenset(("webpage", "itempage", "collectionpage", "aboutpage", "profilepage"))
_NESTED = ("mainEntity", "mainEntityOfPage", "hasPart", "article", "about")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Linked:
    """What JSON-LD says of a page: its article and the page object (empty where there is none), all types.

    ``by_id`` holds the objects that others refer to.
    """

    article: Thing = field(default_factory=dict)
    page: Thing = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    by_id: Mapping[str, Thing] = field(default_factory=dict)
    trail: tuple[Thing, ...] = ()
    """The items of the page's breadcrumb trail, from the front page inwards."""

    def text(self, key: str) -> str:
        """Return a property of the article as text, else of the page object."""
        return as_text(self.article.get(key)) or as_text(self.page.get(key))

    def resolve(self, value: object) -> object:
        """Return the object that a reference ``{"@id": ...}`` names, with what the reference says itself."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str):
            named = self.by_id.get(value["@id"])
            return {**named, **value} if named else value
        return value


def read_linked(objects: list[dict[str, object]], url: str, headline: str) -> Linked:
    """Choose the article among the objects: by type, then by address and headline, then the first."""
    things = list(_all(objects))
    best: tuple[int, Thing] = (0, {})
    page: Thing = {}
    trail: tuple[Thing, ...] = ()
    types: set[str] = set()
    for thing in things:
        own = types_of(thing)
        types |= own
        rank = _rank(thing, own, url, headline)
        if rank > best[0]:
            best = (rank, thing)
        if not page and own & _PAGES:
            page = thing
        if not trail and "breadcrumblist" in own:
            trail = tuple(item for item in each(thing.get("itemListElement")) if isinstance(item, dict))
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    return Linked(best[1], page, frozenset(types), by_id, trail)  # type: ignore[arg-type]


def page_kind(linked: Linked) -> str:
    """Return ``news``, ``article`` or ``plain``: what the page's data calls it tells how far to trust the rest."""
    if any(kind.endswith("newsarticle") for kind in linked.types):
        return "news"
    return "article" if linked.article else "plain"


def types_of(thing: Thing) -> frozenset[str]:
    """Return the object's types, lower-case, without a namespace."""
    return frozenset(
        kind.rpartition("/")[2].rpartition(":")[2].lower() for kind in each(thing.get("@type")) if isinstance(kind, str)
    )


def _all(objects: list[dict[str, object]]) -> Iterator[Thing]:
    """Yield the objects and those directly within them that may be the article."""
    for thing in objects[:_MOST]:
        yield thing
        for key in _NESTED:
            for inner in each(thing.get(key)):
                if isinstance(inner, dict) and len(inner) > 2:
                    yield inner


def _rank(thing: Thing, types: frozenset[str], url: str, headline: str) -> int:
    kind = 40 if types & _NEWS else 10 if types & _WORKS else 0
    if not kind:
        return 0
    same_address = bool(url) and any(_is_address(thing.get(key), url) for key in ("url", "mainEntityOfPage", "@id"))
    title = as_text(thing.get("headline")) or as_text(thing.get("name"))
    same_title = bool(title and headline) and title[:40].casefold() == headline[:40].casefold()
    told = sum(bool(thing.get(key)) for key in ("headline", "datePublished", "author"))
    return kind + 20 * same_address + 15 * same_title + 3 * told


def _is_address(value: object, url: str) -> bool:
    address = as_url(value).partition("#")[0]
    return address == url or (address.startswith("http") and url_key(address) == url_key(url))
