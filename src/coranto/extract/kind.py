"""Article, or why a page is none.

A refusal needs two witnesses: what the page says of itself (title, address, structured data, the wording in
``data/kinds.toml``) and that there is no body worth reading. A long body is an article whatever the title says:
reports on error pages and cookie banners exist.
"""

from __future__ import annotations

import re

from coranto.extract.evidence import Evidence
from coranto.extract.wording import path_names, wording_of
from coranto.model import Kind
from coranto.text.urls import split_url

_INDEX_TYPES = frozenset(("collectionpage", "itemlist", "searchresultspage", "profilepage"))
_SLUG = re.compile(r"(?:[^\W_]+-){2,}[^\W_]+|\d{4,}|[0-9a-f]{10,}|\.html?$|\.php$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"\d{4,}|\.html?$|\.php$")
_PAGE_ID = re.compile(r"(?:^|&)(?:p|id|article|story)=\d+")
_PLAYERS = (
    'video, amp-video, iframe[src*="youtube" i], iframe[src*="player" i], iframe[src*="vimeo" i], [data-video-id], '
    '[class*="video-js" i], [class*="jwplayer" i], [class*="video-player" i], [class*="videoplayer" i]'
)

_WALL = 700
"""Characters of prose above which a page is no challenge, consent wall or error page."""
_SCREEN = 3000
"""Characters that are no links up to which a page can be a challenge or a consent wall and nothing else."""
_STUB = 1500
"""Characters of body below which a page that asks for a subscription is a stub."""
_LONG_STUB = 2500
"""Characters below which it is one where the publisher says that the text costs."""
_BRIEF = 600
"""Characters of body below which pictures or a video may be what the page is for."""
_BARE = 300
"""Characters of prose below which a page that is full of headlines is a list, whatever it says."""
_LINE = 200
"""Characters of a line that says what became of a page."""
_OPENING = 3
"""Lines at the headline that are read as one where there is next to nothing else."""
_NOTHING = 120
"""Characters of prose below which nothing can be read."""
_OFFERS = (
    ("sub", "read", "login"), ("sub", "read", "call"), ("sub", "login", "call"), ("register", "read", "login", "call"),
)  # fmt: skip
"""Of what a box speaks that offers a subscription: two of reading, a way in, and why there is no more."""
_OFFERS_IF_CLOSED = (("sub", "login"), ("sub", "call"), ("register", "call"))
"""The same, where the publisher says that the text costs."""
_WAYS_IN = ("sub", "register")
"""Of what it speaks at least that is called a paywall."""
_CAPTION = 250
"""Characters of a caption, at most, on the average."""
_CARDS = 8
_FULL = 12
_TEASERS = 3
"""How much longer all prose is than what is no teaser, where a page is a list with some words of its own."""
_LISTED = 4
"""Linked headlines in the body itself from which it is a list, on a page that is told to be none of one article."""
_PICTURES = 5
_ENTRIES = 3


def tell_kind(evidence: Evidence) -> Kind:
    """Return the kind of a page."""
    for kind, is_it in _TESTS:
        if is_it(evidence):
            return kind
    return Kind.ARTICLE


def _is_challenge(seen: Evidence) -> bool:
    if seen.prose > _WALL or seen.cards > _CARDS:
        return False
    is_named = seen.is_named("challenge")
    if seen.speaks("challenge", least=1 if is_named else 2):
        return True
    if seen.spoken > _STUB or seen.is_signed:
        return False
    matters = seen.speaks_of("challenge")
    if len(matters) > 2:
        return True
    if seen.spoken >= _BRIEF or seen.cards:
        return False
    if "human" in matters and len(matters) > 1:
        return True
    return (is_named and bool(matters)) or seen.is_marked("challenge")


def _is_error(seen: Evidence) -> bool:
    if seen.prose > _SCREEN or seen.is_told_article or not _says_little(seen):
        return False
    if seen.is_named("error"):
        return True
    wording = wording_of("error")
    heads = 1 if seen.prose > _WALL else 2 if seen.is_signed or seen.prose > _BARE else len(seen.head)
    lines = [line for line in seen.head[:heads] if len(line) < _LINE]
    if heads > _OPENING:
        lines.append(" ".join(lines[:_OPENING]))
    if any(len(wording.spoken_of(line)) == 2 for line in lines):
        return True
    return seen.spoken < _STUB and seen.speaks("error")


def _says_little(seen: Evidence) -> bool:
    """Whether a page has no text of its own, whatever it says of others."""
    return seen.prose <= _WALL or seen.said <= _WALL


def _is_consent(seen: Evidence) -> bool:
    if seen.prose > (_WALL if seen.is_told_article else _SCREEN) or seen.spoken > 6 * _STUB:
        return False
    if seen.cards <= _CARDS:
        least = 2 if seen.is_named("consent") or "consent." in seen.page.url else 4
        if seen.speaks("consent", least=least):
            return True
    return seen.spoken < _SCREEN and seen.cards <= _LISTED and not seen.is_signed and len(seen.wall) >= 3


def _is_live(seen: Evidence) -> bool:
    if "liveblogposting" in seen.types:
        return True
    if len(seen.entries) < _ENTRIES:
        return False
    if seen.lies_under("live") or seen.is_headed("live"):
        return 2 * seen.said >= seen.prose or not _looks_listed(seen)
    return seen.is_running


def _is_paywall(seen: Evidence) -> bool:
    if not seen.size or seen.metadata.free or seen.size >= _LONG_STUB:
        return False
    closed = seen.is_closed
    if seen.size >= _STUB and not closed:
        return False
    if seen.speaks("paywall", least=1 if closed else 2):
        return True
    if any(map(seen.box.issuperset, _OFFERS_IF_CLOSED if closed else _OFFERS)):
        return True
    return not seen.box.isdisjoint(_WAYS_IN) and seen.is_boxed


def _is_video(seen: Evidence) -> bool:
    if seen.prose > _SCREEN or seen.said > _BRIEF:
        return False
    told = seen.og_type.startswith("video") or ("videoobject" in seen.types and not seen.is_told_article)
    if told or not (seen.lies_under("video") or seen.is_headed("video")):
        return told
    return seen.said < (_BARE if seen.is_signed else _BRIEF) and bool(seen.page.select(_PLAYERS))


def _is_gallery(seen: Evidence) -> bool:
    if seen.prose > _STUB and seen.running >= _STUB:
        return False
    if "imagegallery" in seen.types and not seen.is_told_article:
        return seen.prose <= _STUB or seen.captions >= _PICTURES
    hints = seen.lies_under("gallery") + seen.is_headed("gallery")
    if hints and seen.prose < _BARE and (seen.pictures >= _CARDS or seen.is_numbered):
        return True
    limit = _STUB if hints else _BRIEF
    if seen.running >= limit or not seen.could_caption(limit):
        return False
    if seen.captions < _PICTURES or seen.uncaptioned >= limit:
        return False
    return bool(hints) or 2 * seen.uncaptioned < seen.prose < _CAPTION * seen.captions


def _is_index(seen: Evidence) -> bool:
    if seen.is_told_article and not (_INDEX_TYPES & seen.types or seen.tells_many):
        return False
    if seen.cards < _CARDS:
        return False
    if seen.og_type in ("article", "blog"):
        return seen.is_listed and seen.cards >= _FULL and seen.own_prose < _BARE
    if seen.own_prose < _list_limit(seen):
        return True
    is_front = not seen.path or seen.is_listed
    return is_front and seen.cards >= _FULL and seen.headlines >= _CARDS and _looks_listed(seen)


def _list_limit(seen: Evidence) -> int:
    """Return how much prose of its own a page may have and still be a list, by how it is addressed and described."""
    says = bool(_INDEX_TYPES & seen.types) or seen.is_listed or seen.og_type == "profile"
    looks = _looks_listed(seen)
    if looks and (says or not seen.path):
        return _STUB
    if says:
        return _BRIEF
    if looks and seen.cards >= _FULL:
        return _STUB if seen.prose > _TEASERS * seen.own_prose else _BARE
    return _BARE if seen.listed >= _LISTED and seen.og_type == "website" else 0


def _looks_listed(seen: Evidence) -> bool:
    """Whether the address may be a list's: no part of it is an article's name or number, unless that names a topic."""
    parts = split_url(seen.page.url)
    names = [name for name in seen.path[-3:] if not _YEAR.fullmatch(name)]
    if len(names) > 1 and names[-2] in path_names("index") and not _NUMBERED.search(names[-1]):
        names.pop()
    return bool(parts.netloc) and not _PAGE_ID.search(parts.query) and not any(map(_SLUG.search, names))


def _is_empty(seen: Evidence) -> bool:
    return not seen.size or (seen.prose < _NOTHING and not seen.is_signed)


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
