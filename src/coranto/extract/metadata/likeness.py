"""What names look like: a person's, the site's own, a desk's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

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
     "meta author", "meta other")
)  # fmt: skip
"""Facts that weigh otherwise for a person's name than for another text in capitals."""
_SLUG = re.compile(r"[\w][-_.][\w]|\d")


def likeness(names: Sequence[str], facts: Set[str], site: frozenset[str]) -> Iterator[str]:
    """Yield what the names look like; ``facts`` say where they stand, ``site`` is the keys of the site's names."""
    shape = set(_shape(site, names))
    yield from shape
    kind = _kind(names)
    yield kind
    yield from (f"{kind} {fact}" for fact in (facts | shape) & _CROSSED)


def is_person(name: str) -> bool:
    """Whether this is a given name and a surname that are known, and nothing that a company is called."""
    words = name.split()
    known = 2 <= len(words) <= 3 and is_given_name(words[0]) and is_surname(words[-1])
    return known and is_proper(name) and not _team().search(name)


def _kind(names: Sequence[str]) -> str:
    words = [name.title().split() for name in names]
    if len(words) == 1 and len(words[0]) == 1:
        return "first name" if is_given_name(words[0][0]) else "stranger"
    given = all(len(name) > 1 and is_given_name(name[0]) for name in words)
    surname = all(len(name) > 1 and is_surname(name[-1]) for name in words)
    return ("person" if surname else "given") if given else "surname" if surname else "stranger"


def _shape(site: frozenset[str], names: Sequence[str]) -> Iterator[str]:
    if any(is_site_name(site, name) for name in names):
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
    if any(_team().search(name) for name in names):
        yield "team"


@cache
def _team() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:team|staff|desk|redaktion|editors?|redacción|rédaction|redazione|redação|news|nachrichten|online"
        r"|inc|llc|corp|company|gmbh|ltd)\b"
    )
