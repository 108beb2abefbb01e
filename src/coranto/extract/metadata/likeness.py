"""What names look like: a person's, the site's own, a desk's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache

from coranto.extract.metadata.site import is_site_name
from coranto.extract.notices.people import is_proper
from coranto.extract.notices.words import outlet_named
from coranto.text.people import is_given_name, is_surname

PEOPLE = frozenset(("person", "given"))
"""Facts of names that are surely people's."""
DESKS = frozenset(("site", "outlet", "team"))
"""Facts of names that are hardly anybody's."""
_CROSSED = frozenset(
    ("plain near", "plain far", "class far", "below far", "by far", "by near", "dated near", "all link", "ld org",
     "site", "in aside", "elsewhere", "heading", "before headline", "next", "2-3 on", "4-7 on", "8-16 on",
     "meta author", "meta other", "unseen", "noted", "seen twice", "seen often", "alone", "common word", "in title")
)  # fmt: skip
"""Facts that weigh otherwise for a person's name than for another text in capitals."""
_PLACES = frozenset(
    ("ld", "ld org", "ld creator", "ld page", "meta author", "meta other", "label", "rel", "itemprop", "owner",
     "by near", "below near", "class near", "dated near", "plain near", "by far", "below far", "class far", "dated far")
)  # fmt: skip
"""Facts that say where names stand: a name that stands in one place only is less sure."""
_LOOKS = frozenset(("site", "team", "one word", "not capitalised", "common word", "unseen"))
_SLUG = re.compile(r"[\w][-_.][\w]|\d")
_TITLED = re.compile(r"^(?:(?:Dr|Prof|Professor|Mag|Ing|Sir|Dame|Rev)\.? )+(?=\w)")
_GLUED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")


def likeness(names: Sequence[str], facts: Set[str], site: frozenset[str]) -> Iterator[str]:
    """Yield what the names look like; ``facts`` say where they stand, ``site`` is the keys of the site's names."""
    shape = set(_shape(site, names))
    yield from shape
    kind = kind_of(names)
    yield kind
    yield from (f"{kind} {fact}" for fact in (facts | shape) & _CROSSED)
    if "not capitalised" in shape:
        yield from (f"small {fact}" for fact in facts & _PLACES)
    places = facts & _PLACES
    if "unseen" in facts:
        yield from (f"unseen {fact}" for fact in places)
    if len(places) == 1:
        only = f"only {next(iter(places))}"
        yield from (only, f"{kind} {only}", *(f"{look} {only}" for look in (shape | facts) & _LOOKS))
    else:
        yield f"{min(5, len(places))} places"


def is_person(name: str) -> bool:
    """Whether this is a given name and a surname that are known, and nothing that a company is called."""
    words = name.split()
    known = 2 <= len(words) <= 3 and is_given_name(words[0]) and is_surname(words[-1])
    return known and is_proper(name) and not _team().search(name)


@lru_cache(maxsize=4096)
def is_sites(site: frozenset[str], name: str) -> bool:
    """Whether a name is the site's or holds it; asked for many times a page."""
    return is_site_name(site, name)


def is_desklike(names: Sequence[str], site: frozenset[str]) -> bool:
    """Whether one of the names is the site's, an outlet's or a desk's."""
    return any(is_sites(site, name) or outlet_named(name) or _team().search(name) for name in names)


def kind_of(names: Sequence[str]) -> str:
    """Return ``person`` (given name and surname known), ``given``, ``surname``, ``first name`` or ``stranger``."""
    if len(names) == 1:
        return _kind(names[0])
    kinds = {_kind(name) for name in names}
    given = kinds <= PEOPLE
    surname = kinds <= {"person", "surname"}
    return ("person" if surname else "given") if given else "surname" if surname else "stranger"


@lru_cache(maxsize=4096)
def _kind(name: str) -> str:
    words = _TITLED.sub("", name).title().split()
    if len(words) == 1:
        return "first name" if is_given_name(words[0]) else "stranger"
    given, surname = is_given_name(words[0]), is_surname(words[-1])
    return ("person" if surname else "given") if given else "surname" if surname else "stranger"


def _shape(site: frozenset[str], names: Sequence[str]) -> Iterator[str]:
    if any(is_sites(site, name) for name in names):
        yield "site"
    if any(outlet_named(name) for name in names):
        yield "outlet"
    if not all(map(is_proper, names)):
        yield "not capitalised"
    words = [len(name.split()) for name in names]
    yield f"{min(4, len(names))} names"
    yield f"{min(5, max(words))} words"
    if min(words) == 1:
        yield "one word"
    if any(" " not in name and _SLUG.search(name) for name in names):
        yield "slug"
    if any(_GLUED.search(name) for name in names):
        yield "glued"
    if any(_team().search(name) for name in names):
        yield "team"


@cache
def _team() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:team|staff|desk|redaktion|editors?|redacción|rédaction|redazione|redação|news|nachrichten|online"
        r"|inc|llc|corp|company|gmbh|ltd)\b"
    )
