"""Who published the page, and whose text it carries where the page says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from coranto.extract.dom import Page, Passage
from coranto.extract.metadata.declared import declared, no_publishers
from coranto.extract.metadata.linked import Linked, types_of
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.site import text_key
from coranto.extract.metadata.values import as_text, as_url, clean, each
from coranto.extract.notices.words import host_outlet, is_agency, outlet_named
from coranto.text.urls import host_of

_ORIGINS = ("sourceOrganization", "provider", "copyrightHolder", "isBasedOn", "isBasedOnUrl", "creditText", "sponsor")
_LONGEST = 80
_MOST_WORDS = 5
_MARKS = re.compile(r"\s+(?:[|·»›–—:-]|::)\s+|\s*\|\s*")
_SLOGAN = re.compile(r"\s+[-–—•·|:]\s+|\s*[|｜•]\s*")
"""What parts a site's name from what it says of itself."""
_FOLDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "ł": "l", "đ": "d"}
)
_ASIDE = re.compile(r"\s*\((?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+\)|\s(?:[Ww]ebsite|[Ww]ebseite|[Hh]omepage)\Z")
_ORGANISATIONS = frozenset(("organization", "newsmediaorganization", "website"))
_SUFFIX = re.compile(r"(?:\.(?:com|de|org|net|co\.uk|fr|es|it))\Z", re.IGNORECASE)


def read_publisher(page: Page, linked: Linked, title: str) -> str:
    """Return the outlet whose page it is, by the name it gives itself, or nothing."""
    host = _label(page)
    unfit = {text_key(title), text_key(page.title), *no_publishers()}
    for name in _own_names(page, linked):
        name = _without_slogan(_ASIDE.sub("", clean(name)), host)
        if 1 < len(name) <= _LONGEST and "://" not in name and text_key(name) not in unfit:
            return name
    return _from_title(page, title) or _from_handle(page, host)


def read_agency(page: Page, linked: Linked, marks: Marks, authors: tuple[str, ...], publisher: str) -> str:
    """Return the agency or outlet whose text the page carries, as structured data and links tell; or nothing."""
    for key in _ORIGINS:
        for value in each(linked.article.get(key)):
            named = outlet_named(as_text(value)) or host_outlet(host_of(as_url(value)))
            if named and not _same(named, publisher):
                return named
    for _, contents in declared(page, "origin"):
        value = clean(contents[0])
        named = outlet_named(value) or host_outlet(host_of(value))
        if named and not _same(named, publisher):
            return named
    return _from_authors(authors, publisher) or _from_canonical(page, marks, publisher)


def read_canonical(page: Page, linked: Linked, marks: Marks) -> str:
    """Return the address that the page calls its own, as written; empty where it gives none that can be it."""
    links: list[str] = [marks.canonical, *page.metas.get("og:url", ())[:1], as_url(linked.article.get("url"))]
    for link in links:
        link = link.strip()
        if link.startswith(("http://", "https://")) and not _is_front_page(link, page.url):
            return link
    return ""


def _own_names(page: Page, linked: Linked) -> Iterator[str]:
    told = linked.resolve(linked.article.get("publisher"))
    if not (isinstance(told, dict) and "person" in types_of(told)):
        yield as_text(told)
    yield from (contents[0] for _, contents in declared(page, "publisher"))
    yield as_text(linked.resolve(linked.page.get("publisher"))) or as_text(linked.resolve(linked.page.get("isPartOf")))
    if not linked.types.isdisjoint(_ORGANISATIONS):
        yield from (as_text(thing.get("name")) for thing in page.json_ld if types_of(thing) & _ORGANISATIONS)


def _label(page: Page) -> str:
    """Return the letters and digits of the host's own part (``nytimes`` for ``www.nytimes.com``)."""
    return text_key(host_of(page.url).removeprefix("www.").rpartition(".")[0])


def _is_called(part: str, host: str) -> bool:
    """Whether a name is what a host is called, as hosts write it (``Ökologisch Bauen``, ``oekologisch-bauen``)."""
    key = text_key(_SUFFIX.sub("", part))
    folded = key.translate(_FOLDED), "".join(filter(str.isalnum, unicodedata.normalize("NFD", key).translate(_FOLDED)))
    shortest = min(len(key), len(host))
    return shortest > 2 and any(name == host or (shortest > 5 and (name in host or host in name)) for name in folded)


def _without_slogan(name: str, host: str) -> str:
    """Return the part of ``News for all - Halden Post`` called as the host is, else the first if it is short."""
    parts = [part for part in _SLOGAN.split(name) if part]
    if len(parts) < 2:
        return name
    named = (part for part in parts if _is_called(part, host))
    return next(named, parts[0] if len(parts[0]) < len(parts[-1]) else name)


def _from_title(page: Page, title: str) -> str:
    """Return the part of the ``title`` element beside the headline that names the host or stands on the page too."""
    host = text_key(host_of(page.url).partition(".")[0])
    parts = [part.strip() for part in _MARKS.split(page.title)]
    beside = [part for part in (parts[-1], parts[0]) if part and text_key(part) not in text_key(title)]
    for part in beside if len(parts) > 1 else []:
        if (
            _is_called(part, host)
            or _is_called(part, _label(page))
            or (len(part.split()) <= _MOST_WORDS and any(part in passage.text for passage in _edges(page)))
        ):
            return part
    return ""


def _from_handle(page: Page, host: str) -> str:
    """Return the account that the page names as its own, if that is called as the host is."""
    handle = next(iter(page.metas.get("twitter:site", ())), "").removeprefix("@")
    return handle if handle and text_key(handle) == host else ""


def _edges(page: Page) -> list[Passage]:
    """Return the passages in which a site names itself: its head and its foot."""
    return [*page.passages[:6], *page.passages[-6:]]


def _from_authors(authors: tuple[str, ...], publisher: str) -> str:
    named = next((outlet_named(name) for name in authors if is_agency(name)), "")
    return named if named and not _same(named, publisher) else ""


def _from_canonical(page: Page, marks: Marks, publisher: str) -> str:
    """Return the outlet of a canonical link that leads to another site."""
    host = host_of(marks.canonical)
    own = host_of(page.url)
    if not host or not own or host == own or host.endswith("." + own) or own.endswith("." + host):
        return ""
    named = host_outlet(host)
    return named if not _same(named, publisher) else ""


def _same(name: str, publisher: str) -> bool:
    """Whether two names mean one outlet (``AP`` and ``AP News``)."""
    one, other = text_key(name), text_key(outlet_named(publisher) or publisher)
    return bool(one) and bool(other) and (one == other or one in other or other in one)


def _is_front_page(link: str, url: str) -> bool:
    return bool(url) and len(link.rstrip("/").split("/")) <= 3 < len(url.rstrip("/").split("/"))
