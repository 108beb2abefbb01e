"""What is known of a page when its kind is asked for; nothing is computed before a rule asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise
from urllib.parse import parse_qsl, unquote

from coranto.extract.dom import Element, Page, Passage
from coranto.extract.metadata import PageMetadata
from coranto.extract.tally import count_cards, count_characters, count_untold
from coranto.extract.wording import Wording, path_names, small, wording_of
from coranto.model import LiveEntry
from coranto.text.urls import split_url

_ARTICLE_TYPES = ("article", "blogposting", "report", "posting", "review", "recipe", "howto")
_HEADINGS = ("h1", "h2", "h3", "h4")
_MANY = 5
"""Articles in the structured data from which they are a list."""
_LISTS = 4
"""Linked headlines from which a page may hold teasers."""
_SENTENCE = 60
"""Characters from which a passage of the body counts as prose."""
_READ = 1000
"""Characters of one passage that are read for what it speaks of."""
_HEAD = 12
"""Passages from the headline on in which a page says what it is."""
_BOX = 12
"""Passages after the last of the text in which a subscription is offered."""
_BOX_LONGEST = 450
_BOX_CLIMB = 4
"""Elements around a passage of the box by whose names it may be told."""
_SCREENFUL = 60
"""Passages of a page among which a wall speaks."""
_WALL_LONGEST = 900
_REST = 300
"""Characters of the body beside a wall's words up to which the wall is the page."""
_SMALL = 600
"""Characters of a page, links aside, up to which it is read what it shows to readers without scripts only."""
_SCRIPTS = 40
"""Scripts, frames and elements of a small page that are looked at."""
_SERIES = 5
"""Pictures below which a page is no gallery: their captions need not be looked for."""
_PICTURES = 80
"""Pictures of a page that are looked at."""
_LABEL = 20
"""Characters of a line that counts pictures, at most."""
_COUNTER = re.compile(r"(?:\w{3,6}\s)?\d{1,3}\s?(?:/|of|von|van|sur|de|di|af|av|z|из|/)\s?\d{1,3}", re.IGNORECASE)
_CAPTION = range(12, 700)
"""Characters of the text around a picture that is its caption."""
_OPENING = 100
"""Characters of a text, blanks and all, of which the first letters are its key."""
_CLIMB = 4
"""Elements around a picture that may hold its caption."""
_RUNNING_TEXT = 1500
"""Characters of running text from which it does not matter how much more there is."""
_RUNNING = 6
"""Timed entries from which a text is a live blog by its times alone."""
_IN_ORDER = 0.8
"""Share of them that are older than the one before."""


@dataclass(frozen=True)
class Evidence:
    """The page, its body, and what stands beside it."""

    page: Page
    body: list[Passage]
    size: int
    """Characters of the text that is left of the body."""
    entries: Sequence[LiveEntry] = ()
    """Timed entries of a live blog that were found."""
    metadata: PageMetadata = field(default_factory=PageMetadata)

    @cached_property
    def prose(self) -> int:
        """Characters of the body that are sentences, not links."""
        return count_characters(self.body, _SENTENCE)

    @cached_property
    def spoken(self) -> int:
        """Characters of the whole page that are no links."""
        return count_characters(self.page.passages)

    @cached_property
    def text(self) -> str:
        """The first passages of the page, as the reader sees them, in lower case."""
        shown = "\n".join(passage.text[:_READ] for passage in self.page.passages[:400])[:20_000]
        return small(f"{shown}\n{self._unscripted}" if self.spoken < _SMALL else shown)

    @property
    def _unscripted(self) -> str:
        """What is for readers without scripts or frames only."""
        return "\n".join(found.text[:_READ] for found in self.page.select("noscript, iframe")[:_SCRIPTS])

    @cached_property
    def names(self) -> str:
        """Title and headline, in lower case."""
        headings = [passage.text for passage in self.page.passages if passage.tag in ("h1", "h2")][:3]
        return small("\n".join([self.page.title, *headings])[:_READ])

    @cached_property
    def head(self) -> list[str]:
        """What stands at the headline and opens the body, in lower case, a passage each."""
        passages = self.page.passages
        first = max(0, self.page.heading)
        near = [found.text for found in passages[first : first + _HEAD] if found.link_density < 0.5]
        return [small(text[:_READ]) for text in (self.page.title, *near, *(found.text for found in self.body[:_HEAD]))]

    @cached_property
    def og_type(self) -> str:
        """Open Graph's type, in lower case."""
        return (self.page.metas.get("og:type") or [""])[0].lower()

    @cached_property
    def path(self) -> list[str]:
        """The address's path, in lower case."""
        return [part for part in unquote(split_url(self.page.url).path).lower().split("/") if part]

    @property
    def types(self) -> frozenset[str]:
        """What the structured data says the page is about, in lower case."""
        return self.metadata.types

    @cached_property
    def is_told_article(self) -> bool:
        """Whether the structured data knows an article."""
        return any(name.endswith(_ARTICLE_TYPES) for name in self.types)

    @property
    def tells_many(self) -> bool:
        """Whether the structured data tells articles as a list does: one after another."""
        told = (str(value.get("@type", "")).lower() for value in self.page.json_ld)
        return sum(name.endswith(_ARTICLE_TYPES) for name in told) >= _MANY

    @cached_property
    def is_signed(self) -> bool:
        """Whether it is told as an article, or has a day and an author."""
        return self.is_told_article or bool(self.metadata.published and self.metadata.authors)

    @cached_property
    def is_closed(self) -> bool:
        """Whether the publisher says that the text, or a part of it, costs."""
        return self.metadata.free is False or any(map(_costs, self.page.json_ld))

    @cached_property
    def cards(self) -> int:
        """How many linked headlines of other pages stand on this one."""
        return count_cards(self.page.passages)

    @property
    def listed(self) -> int:
        """How many linked headlines the body itself has."""
        return count_cards(self.body)

    @property
    def headlines(self) -> int:
        """How many of them are set as headings."""
        return count_cards([found for found in self.page.passages if found.tag in _HEADINGS])

    @cached_property
    def own_prose(self) -> int:
        """Characters of prose that is no teaser: no linked headline stands right before it."""
        return count_untold(self.page.passages, self.body)

    @property
    def said(self) -> int:
        """Characters of prose, without teasers where other pages are linked."""
        return self.own_prose if self.cards >= _LISTS else self.prose

    @property
    def pictures(self) -> int:
        """How many pictures the page has that are no links."""
        return len(self._images) - len(self.page.select("a img"))

    def could_caption(self, rest: int) -> bool:
        """Whether the page has pictures enough for all of the body's prose but so many characters to be captions."""
        sentences = len([True for found in self.body if len(found.text) > _SENTENCE and not found.link_chars])
        return sentences - rest // _SENTENCE <= len(self._images)

    @property
    def is_numbered(self) -> bool:
        """Whether the page counts its pictures: "1 / 24"."""
        return any(_COUNTER.fullmatch(found.text) for found in self.page.passages if len(found.text) < _LABEL)

    @cached_property
    def captions(self) -> int:
        """How many of the page's pictures have a caption of their own, that is no link."""
        return len(self._captions)

    @cached_property
    def uncaptioned(self) -> int:
        """Characters of the body's prose that is no picture's caption."""
        keys = {key for key, _ in self._captions}
        return sum(
            len(found.text) - found.link_chars
            for found in self.body
            if len(found.text) > _SENTENCE and _key(found.text) not in keys
        )

    @cached_property
    def running(self) -> int:
        """Characters of the body's prose, at least, that cannot be captions: they stand in elements longer than those.

        A caption shares an element with its picture, so paragraphs side by side that are longer together are none,
        unless the picture stands in the paragraph itself.
        """
        pictured = _CAPTION.stop * len(self.page.select("p img"))
        held: dict[int, int] = {}
        containers = self.page.containers
        for found in self.body:
            if found.tag == "p" and len(found.text) > _SENTENCE:
                parent = containers[found.container].parent
                held[parent] = size = held.get(parent, 0) + len(found.text) - found.link_chars
                if size > pictured + _RUNNING_TEXT:
                    break
        running = sum([size for size in held.values() if size > _CAPTION.stop])
        return running - pictured if running else 0

    @cached_property
    def _images(self) -> list[Element]:
        return self.page.select("img")

    @cached_property
    def _captions(self) -> frozenset[tuple[str, str]]:
        """Key and opening of each caption: several may have one key."""
        images = self._images[:_PICTURES]
        around = [text for image in images if (text := _text_around(image))] if len(images) >= _SERIES else []
        if len(around) < _SERIES:
            return frozenset()
        keys = [(_key(found.text), 2 * found.link_chars > len(found.text)) for found in self.page.passages]
        shown = frozenset([key for key, _ in keys]) - {""}
        linked = {key for key, is_linked in keys if is_linked}
        openings = (next(((key, part) for part in text if (key := _key(part)) in shown), ("", "")) for text in around)
        return frozenset((key, part[:_OPENING]) for key, part in openings if key and key not in linked)

    @cached_property
    def is_running(self) -> bool:
        """Whether the text is made of timed entries, the newest first, that are no teasers."""
        times = [entry.published for entry in self.entries]
        known = [time.replace(tzinfo=None) for time in times if time]
        if len(known) < max(_RUNNING, _IN_ORDER * len(times)) or 2 * self.own_prose < self.prose:
            return False
        return sum(newer > older for newer, older in pairwise(known)) >= _IN_ORDER * (len(known) - 1)

    @cached_property
    def _box(self) -> Sequence[Passage]:
        """The passages that follow the text, where a subscription may be offered."""
        wording = wording_of("paywall")
        passages = self.page.passages
        kept = {
            id(found)
            for found in self.body
            if len(found.text) > _SENTENCE
            and found.link_density < 0.5
            and len(wording.spoken_of(small(found.text[:_READ]))) < 3
        }
        headline = self.page.heading if self.page.heading >= 0 else len(passages)
        last = max((number for number, found in enumerate(passages) if id(found) in kept), default=headline)
        return passages[last + 1 : last + 1 + _BOX]

    @cached_property
    def box(self) -> frozenset[str]:
        """Of what a box that follows the text speaks."""
        return _densest(self._box, wording_of("paywall"), _BOX_LONGEST)

    @cached_property
    def is_boxed(self) -> bool:
        """Whether what follows the text stands in an element that is called a paywall."""
        marks = wording_of("paywall").marks
        around = (islice(self.page.ancestry(found.container), _BOX_CLIMB) for found in self._box)
        return any(mark in element.names for elements in around for element in elements for mark in marks)

    @cached_property
    def wall(self) -> frozenset[str]:
        """Of what the page speaks where it asks for consent; nothing where there is prose beside that."""
        wording = wording_of("consent")
        spoken = [found for found in self.page.passages[:_SCREENFUL] if found.link_density < 0.8]
        rest = sum(len(found.text) for found in self.body if len(wording.spoken_of(small(found.text[:_READ]))) < 2)
        return _densest(spoken, wording, _WALL_LONGEST) if rest < _REST else frozenset()

    @cached_property
    def is_listed(self) -> bool:
        """Whether the address is that of a list: ``/tag/floods``, ``/news/``, ``/find?q=floods``."""
        if self.lies_under("index") or not path_names("index_last").isdisjoint(self.path[-1:]):
            return True
        return not path_names("queries").isdisjoint(name for name, _ in parse_qsl(split_url(self.page.url).query))

    def speaks(self, kind: str, *, least: int = 1) -> bool:
        """Whether the text has at least so many of a kind's phrases."""
        return wording_of(kind).has_phrases(self.text, least)

    def speaks_of(self, kind: str) -> frozenset[str]:
        """Return of which of a kind's matters the text speaks."""
        return wording_of(kind).spoken_of(self.text)

    def is_named(self, kind: str) -> bool:
        """Whether title or headline are those of a kind."""
        return wording_of(kind).titles.stand_in(self.names)

    def is_headed(self, kind: str) -> bool:
        """Whether the title or the first headline is that of a kind."""
        return any(map(wording_of(kind).titles.stand_in, self.head[:2]))

    def is_marked(self, kind: str) -> bool:
        """Whether the page's scripts, frames and forms are those that a service of a kind sends."""
        loaded = self.page.select('script, iframe, form, [id*="captcha" i], [id*="challenge" i], [id^="sec-if" i]')
        text = small("\n".join(map(_called, loaded[:_SCRIPTS])))
        return any(mark in text for mark in wording_of(kind).marks)

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


def _costs(told: object) -> bool:
    """Whether structured data has a part that is not free (schema.org's ``hasPart``)."""
    parts = told.get("hasPart") if isinstance(told, dict) else None
    some = parts if isinstance(parts, list) else [parts]
    return any(isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower() == "false" for part in some[:20])


def _called(element: Element) -> str:
    """Return what an element is called and loads, and how its own text begins."""
    return " ".join(
        filter(None, (element.attr("id"), element.attr("src"), element.attr("action"), element.text[:_READ]))
    )


def _text_around(image: Element) -> list[str]:
    """Return the text that stands alone with a picture, in pieces, or nothing."""
    for around in islice(image.ancestors, _CLIMB):
        text = around.text
        if len(text) >= _CAPTION.start and len(text.strip()) >= _CAPTION.start:
            return list(around.stripped_strings) if len(text) in _CAPTION else []
    return []


def _key(text: str) -> str:
    """Return how a passage begins, by which its place in the tree is found; nothing for a few characters."""
    return " ".join(text[:_OPENING].split())[: _CAPTION.start] if len(text) >= _CAPTION.start else ""
