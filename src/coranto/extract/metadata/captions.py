"""The words below a picture: its caption, and who took it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import unquote

from coranto.extract.dom import Element, Page, Passage
from coranto.extract.metadata.declared import no_captions
from coranto.extract.metadata.marked import first_within
from coranto.extract.metadata.values import clean, holds_any
from coranto.extract.notices import is_furniture
from coranto.extract.notices.insert import is_invitation
from coranto.extract.notices.words import any_of, words_of

_MOST = 30
_BEFORE, _AFTER = 6, 30
"""Passages around the headline among which the lead picture's caption stands."""
_AROUND, _WITHIN = 4, 3
"""Elements around a caption that may tell that it is a teaser's, and those that may be called a caption."""
_LONGEST = 600
_LINKED = 0.5
_LONGEST_CREDIT = 120
_LONGEST_ADDRESS = 2000
_CALLED = (
    "caption", "legende", "cutline", "bildunterschrift", "bildtext", "pie-foto", "piefoto", "pie-de-foto", "didascalia"
)  # fmt: skip
_CREDITED = ("credit", "copyright", "photographer", "source", "quelle", "rights")
_ELSEWHERE = (
    "menu", " nav", "-nav", "navi", "nav-", "nav_", "related", "teaser", "sidebar", "recommend", "promo", "popular",
    "footer", "card", "carousel-item", "most-read",
)  # fmt: skip
_FILE = re.compile(r"([^/\s,=?&]{5,})\.(?:jpe?g|png|webp|gif|avif)")
_SIZE = re.compile(r"(?:[-_]?\d{2,4}x\d{2,4}|-scaled|\.(?:jpe?g|png|webp))+\Z")
_NUMBER = re.compile(r"(?<![a-z\d])(?:\d{9,}|(?=\d*[a-z])(?=[a-z]*\d)[a-z\d]{8,})(?![a-z\d])")
"""What tells one picture from others in its address: a long number, letters and digits mixed."""
_GENERIC = frozenset(("image", "picture", "photo", "thumbnail", "original", "default", "large", "index"))
_INSERTS = re.compile(rf"\s*{any_of(words_of('image', 'inserts'))}[,.]?\s*")
_NAME = r"(?:[^.()\[\]|]|\.(?=\S)|(?<=\b[A-Z])\.){2,100}?"
_AGENCY = r"(?:REUTERS|Reuters|AP|AFP|dpa|EPA|Bloomberg|Getty\sImages)"
_NAME_BEHIND = re.compile(
    rf"(?:(?<=[.!?…])\s+|(?<=\S)\s?[＝=]\s?)(?P<house>{_AGENCY}|ＡＰ|ＡＦＰ|ロイター|共同|時事|新華社)\s*\Z"
    r"|(?<=[.!?…])(?:\s+(?P<credit>[^\W\d_a-z][^.!?/]{1,60}\s?/\s?(?:[A-ZÀ-Ž]|dpa|epd)[^.!?]{1,40})"
    r"|(?P<glued>[A-ZÀ-Ž][^.!?]{1,40}))\s*\Z"
)
"""A name behind the caption's last sentence: with a house behind a slash, or without a blank before it."""
_CREDIT = re.compile(
    rf"\s*[\[(]?\s*(?:(?i:{any_of(words_of('image', 'credits'))})\s*[:：]?\s|©\s?|\|\s)\s*"
    rf"(?P<credit>{_NAME}(?:\s\([^()]{{2,40}}\))?)\s*[)\].]{{0,2}}\s*\Z"
)
_BRACKETED = re.compile(r"\((?P<credit>[^()]{2,60})\)")
_RIGHTS = re.compile(r"\s*[(\[]?©\s?(?P<credit>[^©]{2,100}?)[)\]]?\s*\Z")
_AGENCY_CREDIT = re.compile(
    rf"\s*[(\[]?(?P<credit>{_AGENCY}(?:\s?/\s?|\sPhoto/|\s(?=[A-ZÀ-Ž])){_NAME}|{_NAME}/\s?{_AGENCY}[^()\[\]]{{0,30}})[)\]]?\.?\s*\Z"
)

_HOUSES = ("REUTERS", "Reuters", "AP", "AFP", "dpa", "EPA", "Bloomberg", "Getty")
"""What every spelling of a house in ``_AGENCY`` begins with."""
_MARKS = frozenset(":：©|([")
"""One of these before a name is enough of a sign that it is a credit."""
_SMALL = frozenset(
    ("dpa", "imago", "epd", "afp", "picture", "alliance", "images", "privat", "private", "dapd", "ddp", "images/dpa")
)
"""Words of credits that names write small."""


def words_below(page: Page, address: str, headline: int) -> tuple[str, str]:
    """Return caption and credit of the picture at an address; of the first around the headline if that is not shown.

    ``headline`` is the number of its passage, -1 where there is none.
    """
    own = _own_caption(page, address)
    for text, credit in [(own, "")] if own else _near(page, headline):
        text = _INSERTS.sub("", clean(text))
        if credit or _can_be_caption(text):
            caption, cut = (text, "") if credit else split_credit(text)
            return caption, cut or _bare(credit)
    return "", ""


def split_credit(caption: str) -> tuple[str, str]:
    """Return caption and credit of ``The harbour. Photo: Ann Lee/AFP``."""
    if bracketed := _BRACKETED.fullmatch(caption):
        return "", bracketed["credit"]
    found = next(filter(None, _credits(caption, max(0, len(caption) - _LONGEST_CREDIT))), None)
    if not found:
        return caption, ""
    name = found[found.lastgroup or 0].strip()
    marked = not _MARKS.isdisjoint(caption[found.start() : found.start(found.lastgroup or 0)])
    if not (marked or _looks_like_name(name)):
        return caption, ""
    return caption[: found.start()].strip(" |–—-/•"), name


def _credits(caption: str, start: int) -> Iterator[re.Match[str] | None]:
    """Yield what each form of a credit finds from a place on; a form is tried where a mark of it stands."""
    end = caption[start:]
    if "©" in end:
        yield _RIGHTS.search(caption, start)
    if "|" in end or "©" in end or any(map(end.lower().__contains__, _openings())):
        yield _CREDIT.search(caption, start)
    if any(map(end.__contains__, _HOUSES)):
        yield _AGENCY_CREDIT.search(caption, start)
    yield _NAME_BEHIND.search(caption, start)


@cache
def _openings() -> tuple[str, ...]:
    """Return the words before a credit, without those that hold another one of them."""
    words = sorted({word.split()[0] for word in words_of("image", "credits")}, key=len)
    return tuple(word for number, word in enumerate(words) if not any(map(word.__contains__, words[:number])))


def _looks_like_name(text: str) -> bool:
    """Whether a text begins and ends as names do (``von der Versteigerung`` does not)."""
    words = [word for word in text.split() if word not in _SMALL]
    return not any(word.isalpha() and word.islower() for word in (*words[:1], *words[-1:]))


def _bare(credit: str) -> str:
    """Return what is called a credit without ``Photo:`` before it."""
    return split_credit(credit)[1] or credit.strip("()[]|© ")


def _own_caption(page: Page, address: str) -> str:
    """Return the text of the ``figcaption`` whose figure holds the picture of that address, in whatever size."""
    figures = page.select("figure")[:_MOST]
    wanted = _names(address) if figures else frozenset()
    for figure in figures if wanted else ():
        caption, image = first_within(figure, "figcaption"), first_within(figure, "img")
        if not (caption and image and caption.text):
            continue
        if any(not wanted.isdisjoint(_names(source)) for source in _sources(image)):
            after = figure.text.partition(caption.text)[2].strip()
            return f"{caption.text} {after}" if len(after) <= _LONGEST_CREDIT else caption.text
    return ""


def _sources(image: Element) -> Iterator[str]:
    told = (image.attr(name) for name in ("src", "data-src", "srcset", "data-srcset", "data-lazy-src"))
    return (address for address in told if address and not address.startswith("data:"))


def _names(address: str) -> frozenset[str]:
    """Return what an address calls the picture: the file's name without a size, and numbers of its own."""
    address = unquote(address[:_LONGEST_ADDRESS]).lower()
    files = {_SIZE.sub("", name) for name in _FILE.findall(address)}
    return frozenset(files | set(_NUMBER.findall(address))) - _GENERIC


def _near(page: Page, headline: int) -> Iterator[tuple[str, str]]:
    """Yield what is called a caption around the headline, with what is called its credit."""
    first = max(0, headline - _BEFORE) if headline >= 0 else 0
    passages = page.passages[first : max(headline, 0) + _AFTER]
    done = last = -1
    for number, passage in enumerate(passages):
        if passage.container < done or passage.container == last:
            continue
        last = passage.container
        called = _caption_around(page, last)
        if called >= 0 and len(passage.text) <= _LONGEST and passage.link_density <= _LINKED:
            done = page.containers[called].end
            within = [found for found in passages[number : number + 6] if called <= found.container < done]
            yield _parts(page, within)


def _parts(page: Page, passages: Sequence[Passage]) -> tuple[str, str]:
    """Return the text of a caption's passages, and of those that are called its credit."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for passage in passages:
        parts[_is_credit(page.containers[passage.container].names)].append(passage.text)
    return " ".join(parts[False]), " ".join(parts[True])


def _caption_around(page: Page, container: int) -> int:
    """Return the number of the caption that a container is in, if that is in no menu or teaser; else -1."""
    called, around = -1, container
    for _ in range(_WITHIN):
        if around < 0:
            break
        found = page.containers[around]
        if found.tag == "figcaption" or _is_called(found.names):
            called = around
        around = found.parent
    return called if called >= 0 and not _is_in_teaser(page, container) else -1


def _is_in_teaser(page: Page, container: int) -> bool:
    around = islice(page.ancestry(container), _AROUND)
    return any(found.tag == "nav" or _is_elsewhere(found.names) for found in around)


@lru_cache(maxsize=20_000)
def _is_called(names: str) -> bool:
    return holds_any(names, _CALLED)


@lru_cache(maxsize=20_000)
def _is_elsewhere(names: str) -> bool:
    return holds_any(f" {names}", _ELSEWHERE)


@lru_cache(maxsize=20_000)
def _is_credit(names: str) -> bool:
    return holds_any(names, _CREDITED)


def _can_be_caption(text: str) -> bool:
    return (
        text.lower() not in no_captions()
        and not text.endswith(":")
        and not is_furniture(text)
        and not is_invitation(text)
    )
