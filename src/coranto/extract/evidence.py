"""What is known of a page when its kind is asked for; nothing is computed before a rule asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from urllib.parse import unquote, urlsplit

from coranto.extract.dom import Element, Page, Passage
from coranto.extract.metadata import PageMetadata
from coranto.extract.wording import Wording, path_names, small, wording_of

_ARTICLE_TYPES = ("article", "blogposting", "report", "posting", "review", "recipe", "howto")
_CARD = 20
"""Characters from which a linked line counts as the headline of another page."""
_SENTENCE = 60
"""Characters from which a passage of the body counts as prose."""
_READ = 1000
"""Characters of one passage that are read for what it speaks of."""
_HEAD = 12
"""Passages from the headline on in which a page says what it is."""
_BOX = 12
"""Passages after the last of the text in which a subscription is offered."""
_BOX_LONGEST = 450
_SCREENFUL = 60
"""Passages of a page among which a wall speaks."""
_WALL_LONGEST = 900
_REST = 300
"""Characters of the body beside a wall's words up to which the wall is the page."""
_SERIES = 5
"""Pictures below which a page is no gallery: their captions need not be looked for."""
_PICTURES = 80
"""Pictures of a page that are looked at."""
_CAPTION = range(12, 700)
"""Characters of the text around a picture that is its caption."""
_OPENING = 100
"""Characters of a text, blanks and all, of which the first letters are its key."""
_CLIMB = 4
"""Elements around a picture that may hold its caption."""


@dataclass(frozen=True)
class Evidence:
    """The page, its body, and what stands beside it."""

    page: Page
    body: Sequence[Passage]
    size: int
    """Characters of the text that is left of the body."""
    entries: int
    """Timed entries of a live blog that were found."""
    metadata: PageMetadata = field(default_factory=PageMetadata)

    @cached_property
    def prose(self) -> int:
        """Characters of the body that are sentences, not links."""
        return sum(len(found.text) - found.link_chars for found in self.body if len(found.text) > _SENTENCE)

    @cached_property
    def spoken(self) -> int:
        """Characters of the whole page that are no links."""
        return sum(len(found.text) - found.link_chars for found in self.page.passages)

    @cached_property
    def text(self) -> str:
        """The first passages of the page, as the reader sees them, in lower case."""
        return small("\n".join(passage.text[:_READ] for passage in self.page.passages[:400])[:20_000])

    @cached_property
    def names(self) -> str:
        """Title and headline, in lower case."""
        headings = [passage.text for passage in self.page.passages if passage.tag in ("h1", "h2")][:3]
        return small("\n".join([self.page.title, *headings])[:_READ])

    @cached_property
    def head(self) -> list[str]:
        """What stands at the headline and opens the body, in lower case, a passage each."""
        passages = self.page.passages
        first = next((number for number, found in enumerate(passages) if found.tag == "h1"), 0)
        near = [found.text for found in passages[first : first + _HEAD] if found.link_density < 0.5]
        return [small(text[:_READ]) for text in (self.page.title, *near, *(found.text for found in self.body[:_HEAD]))]

    @cached_property
    def og_type(self) -> str:
        """Open Graph's type, in lower case."""
        return (self.page.metas.get("og:type") or [""])[0].lower()

    @cached_property
    def path(self) -> list[str]:
        """The address's path, in lower case."""
        return [part for part in unquote(urlsplit(self.page.url).path).lower().split("/") if part]

    @property
    def types(self) -> frozenset[str]:
        """What the structured data says the page is about, in lower case."""
        return self.metadata.types

    @cached_property
    def is_told_article(self) -> bool:
        """Whether the structured data knows an article."""
        return any(name.endswith(_ARTICLE_TYPES) for name in self.types)

    @cached_property
    def is_signed(self) -> bool:
        """Whether it is told as an article, or has a day and an author."""
        return self.is_told_article or bool(self.metadata.published and self.metadata.authors)

    @cached_property
    def cards(self) -> int:
        """How many linked headlines of other pages stand on this one."""
        return sum(map(is_card, self.page.passages))

    @property
    def listed(self) -> int:
        """How many linked headlines the body itself has."""
        return sum(map(is_card, self.body))

    @cached_property
    def own_prose(self) -> int:
        """Characters of prose that is no teaser: no linked headline stands right before it."""
        passages = self.page.passages
        teasers = {
            id(later)
            for number, found in enumerate(passages)
            if is_card(found)
            for later in passages[number : number + 3]
        }
        return sum(len(found.text) - found.link_chars for found in self.body if found.text and id(found) not in teasers)

    @cached_property
    def captions(self) -> int:
        """How many of the page's pictures have a caption of their own, that is no link."""
        return len(self._captions)

    @cached_property
    def uncaptioned(self) -> int:
        """Characters of the body's prose that is no picture's caption."""
        keys = self._captions
        return sum(
            len(found.text) - found.link_chars
            for found in self.body
            if len(found.text) > _SENTENCE and _key(found.text) not in keys
        )

    @cached_property
    def _captions(self) -> frozenset[str]:
        images = self.page.select("img")[:_PICTURES]
        if len(images) < _SERIES:
            return frozenset()
        linked = {_key(found.text) for found in self.page.passages if found.link_density > 0.5}
        shown = frozenset(_key(found.text) for found in self.page.passages) - {""}
        found = {_caption(image, shown) for image in images}
        return frozenset(found - linked - {""})

    @cached_property
    def box(self) -> frozenset[str]:
        """Of what a box that follows the text speaks, where a subscription may be offered."""
        wording = wording_of("paywall")
        passages = self.page.passages
        kept = {
            id(found)
            for found in self.body
            if len(found.text) > _SENTENCE and len(wording.spoken_of(small(found.text[:_READ]))) < 2
        }
        headline = next((number for number, found in enumerate(passages) if found.tag == "h1"), len(passages))
        last = max((number for number, found in enumerate(passages) if id(found) in kept), default=headline)
        return _densest(passages[last + 1 : last + 1 + _BOX], wording, _BOX_LONGEST)

    @cached_property
    def wall(self) -> frozenset[str]:
        """Of what the page speaks where it asks for consent; nothing where there is prose beside that."""
        wording = wording_of("consent")
        spoken = [found for found in self.page.passages[:_SCREENFUL] if found.link_density < 0.8]
        rest = sum(len(found.text) for found in self.body if len(wording.spoken_of(small(found.text[:_READ]))) < 2)
        return _densest(spoken, wording, _WALL_LONGEST) if rest < _REST else frozenset()

    @cached_property
    def is_listed(self) -> bool:
        """Whether the address is that of a list: ``/tag/floods``, ``/news/``."""
        return self.lies_under("index") or not path_names("index_last").isdisjoint(self.path[-1:])

    def speaks(self, kind: str, *, least: int = 1) -> bool:
        """Whether the text has at least so many of a kind's phrases."""
        return wording_of(kind).has_phrases(self.text, least)

    def speaks_of(self, kind: str) -> frozenset[str]:
        """Return of which of a kind's matters the text speaks."""
        return wording_of(kind).spoken_of(self.text)

    def is_named(self, kind: str) -> bool:
        """Whether title or headline are those of a kind."""
        return bool(wording_of(kind).titles.search(self.names))

    def is_headed(self, kind: str) -> bool:
        """Whether the title or the first headline is that of a kind."""
        return any(map(wording_of(kind).titles.search, self.head[:2]))

    def lies_under(self, kind: str) -> bool:
        """Whether the address names a kind."""
        return not path_names(kind).isdisjoint(self.path)


def _densest(passages: Sequence[Passage], wording: Wording, longest: int) -> frozenset[str]:
    """Return the most groups of words that a run of passages, up to so many characters, speaks of."""
    told = [wording.spoken_of(small(found.text[:_READ])) for found in passages]
    best: frozenset[str] = frozenset()
    for start, spoken in enumerate(told):
        size, run = 0, spoken
        for later in range(start, len(passages)):
            size += len(passages[later].text)
            if size > longest and later > start:
                break
            run |= told[later]
        best = max(best, run, key=len)
    return best


def is_card(passage: Passage) -> bool:
    """Whether a passage is a linked headline."""
    return passage.link_density > 0.8 and len(passage.text) >= _CARD


def _caption(image: Element, shown: frozenset[str]) -> str:
    """Return the key of the passage that stands alone with a picture, or nothing."""
    for around in islice(image.ancestors, _CLIMB):
        if len(around.text.strip()) >= _CAPTION.start:
            if len(around.text) not in _CAPTION:
                return ""
            return next((key for part in around.stripped_strings if (key := _key(part)) in shown), "")
    return ""


def _key(text: str) -> str:
    """Return how a passage begins, by which its place in the tree is found; nothing for a few characters."""
    return " ".join(text[:_OPENING].split())[: _CAPTION.start] if len(text) >= _CAPTION.start else ""
