"""The bylines that readers see: where names stand on the page, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice

from coranto.extract.dom import Page, Passage
from coranto.extract.metadata.sightings import Sightings
from coranto.extract.metadata.spots import SIGNING, Spot, far_spots, holds_name, near_spots
from coranto.extract.metadata.standing import surroundings
from coranto.extract.notices.byline import byline_names, has_capitals, holds_byline, opens_byline
from coranto.extract.notices.people import is_desk, is_proper
from coranto.text.people import is_given_name, is_surname

_SHORT = 60
_AROUND = 5
"""Elements around a byline that may tell whose it is."""
_MOST_LISTED = 8
_MOST_FAR = 20
"""Passages away from the headline that are read as bylines."""
_WORDS_OF_SENTENCE = 6
_CAPTION = re.compile(
    r"caption|legende|cutline|bildunterschrift|(?:photo|image)-?credit|^(?:photo|picture|image|bild|figure)\b"
)
_ELSEWHERE = re.compile(
    r"comment|related|teaser|widget|popular|recommend|sidebar|footer|caption|photo|card|tweet|quote|\bnav|menu|bio\b"
    r"|(?:about|more)-?(?:the-?)?author"
)
_DISTANCES = ((-1, "before headline"), (0, "headline"), (1, "next"), (3, "2-3 on"), (7, "4-7 on"), (16, "8-16 on"))

Named = tuple[Sequence[str], tuple[str, ...]]
"""Names that one place gives, and facts on it."""


class Bylines:
    """The names that stand behind ``By``, below ``Author``, in elements called so, or alone near the headline.

    ``headline`` is the number of its passage, or -1; ``told`` are the names that the page declares, case-folded. A
    text without any mark is read only if it holds a given name or is such a name. With the names come facts on how
    they stand.
    """

    def __init__(self, page: Page, headline: int, told: Set[str], sightings: Sightings) -> None:
        self._page, self._headline, self._told, self._sightings = page, headline, told, sightings

    def near(self) -> Iterator[Named]:
        """Yield the names around the headline."""
        for spot in near_spots(self._page, self._headline, self._told):
            text = self._page.passages[spot.number].text
            by = (spot.opens and opens_byline(text)) or (_may_hold_byline(text, spot) and holds_byline(text))
            if by or (_may_name(text) if spot.below or spot.called else self._may_be_known(text, spot)):
                yield from self._read(spot, by=by)

    def far(self) -> Iterator[Named]:
        """Yield the names elsewhere; of many bylines, as below comments, the first twenty."""
        looked = 0
        for spot in far_spots(self._page, self._headline):
            text = self._page.passages[spot.number].text
            marked = spot.below or spot.called
            by = (spot.opens and opens_byline(text)) or ((spot.dated or marked) and holds_byline(text))
            if by or (marked and _may_name(text)) or spot.boxed:
                yield from self._read(spot, by=by)
                looked += 1
                if looked >= _MOST_FAR:
                    return

    def _read(self, spot: Spot, *, by: bool) -> Iterator[Named]:
        page, passage, marked = self._page, self._page.passages[spot.number], by or spot.below or spot.called
        if _is_caption(page, passage):
            return
        handles = spot.distance is not None and marked and len(passage.text) < _SHORT
        names = [self._sightings.without_role(name) for name in _names(page, passage, handles=handles)]
        if names and (marked or self._is_known(names[0]) or _is_repeated(page, names[0])):
            facts = tuple(_standing(page, passage, spot, by=by))
            yield names, facts
            listed = _listed_below(page, spot.number) if spot.below else []
            if listed:
                yield [*names, *listed], (*facts, "list")

    def _may_be_known(self, text: str, spot: Spot) -> bool:
        """Whether a text without a mark may be a name; a line with a date must hold one that is known."""
        return not spot.dated or any(map(is_surname, text.split())) or holds_name(text, self._told)

    def _is_known(self, name: str) -> bool:
        """Whether this is a full name by one of its words, if the other is no common word; or declared; or a desk's."""
        words = (name.title() if name.isupper() else name).split()
        if len(words) > 1:
            given, surname = is_given_name(words[0]), is_surname(words[-1])
            if given and (surname or not self._sightings.is_common(words[-1])):
                return True
            if surname and len(words) == 2 and not self._sightings.is_common(name):
                return True
        return name.casefold() in self._told or (name.endswith(SIGNING) and is_desk(name))


def _may_hold_byline(text: str, spot: Spot) -> bool:
    return spot.below or spot.called or spot.dated or " by " in text


def _may_name(text: str) -> bool:
    """Whether a text in an author's place can be names with a date or role, and no sentence about them."""
    return text.count(" ") < _WORDS_OF_SENTENCE or has_capitals(text) or "20" in text or "\n" in text


def _is_repeated(page: Page, name: str) -> bool:
    """Whether a first name stands alone in two places, as that of one who signs with it."""
    return is_given_name(name) and sum(passage.text == name for passage in page.passages) > 1


def _is_caption(page: Page, passage: Passage) -> bool:
    """Whether this stands below a picture: the name in it is the photographer's."""
    container = page.containers[passage.container]
    return container.tag == "figcaption" or bool(_CAPTION.search(container.names))


def _names(page: Page, passage: Passage, *, handles: bool) -> list[str]:
    """Return the names of a passage's lines, if nothing else is in it; a lone word in small letters only if asked."""
    names: list[str] = []
    for line in passage.text.split("\n"):
        names += byline_names(_without_site(page, line))
    if all(map(is_proper, names)) or (handles and len(names) == 1 and " " not in names[0]):
        return names
    return []


def _listed_below(page: Page, number: int) -> list[str]:
    """Return the names of the passages that follow one name in a list, a name each."""
    names: list[str] = []
    for passage in page.passages[number + 1 : number + 1 + _MOST_LISTED]:
        found = _names(page, passage, handles=False) if len(passage.text) < _SHORT else []
        if len(found) != 1 or " " not in found[0]:
            break
        names += found
    return names


def _without_site(page: Page, line: str) -> str:
    """Cut the site's name from a line that names somebody besides; ``Podium Staff`` is the desk's whole name."""
    for name in page.metas.get("og:site_name", ())[:1]:
        if name in line and not is_desk(line):
            return line.replace(name, "|")
    return line


@lru_cache(maxsize=20_000)
def _is_elsewhere(names: str) -> bool:
    return bool(_ELSEWHERE.search(names))


def _standing(page: Page, passage: Passage, spot: Spot, *, by: bool) -> Iterator[str]:
    """Yield how a visible byline stands on the page."""
    where = "far" if spot.distance is None else "near"
    if "20" in passage.text:
        yield f"dated {where}"
    marks = [name for name, holds in (("by", by), ("below", spot.below), ("class", spot.called)) if holds]
    yield from (f"{mark} {where}" for mark in marks or ("plain",))
    if len(marks) > 1:
        yield f"{'+'.join(marks)} {where}"
    if spot.boxed:
        yield "boxed"
    if spot.distance is not None:
        yield next(name for limit, name in _DISTANCES if spot.distance <= limit)
    yield from surroundings(passage, list(islice(page.ancestry(passage.container), _AROUND)), _is_elsewhere)
    if passage.tag in ("h1", "h2", "h3", "h4"):
        yield "heading"
