"""What a made page is made of: a shell, sentences, wordings, and the markup that a kind puts in the middle."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from random import Random

from coranto.bench.extract.kinds.shells import Shell
from coranto.model import Kind

Wordings = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Derived:
    """A made page."""

    id: str
    half: str
    kind: Kind
    url: str
    html: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the makers of a kind work with."""

    draw: Random
    shell: Shell
    words: Wordings
    sentences: Sequence[str]

    def line(self) -> str:
        """Return a headline: a sentence of the language, cut."""
        return " ".join(self.draw.choice(self.sentences).split()[:11]).rstrip(".!?,;: 。")

    def lead(self) -> str:
        """Return one sentence."""
        return self.draw.choice(self.sentences)

    def paragraphs(self, count: int) -> list[str]:
        """Return paragraphs of three sentences."""
        return [" ".join(self.draw.choices(self.sentences, k=3)) for _ in range(count)]

    def word(self, name: str) -> str:
        """Return one of the language's wordings."""
        return self.draw.choice(self.words[name])

    def chance(self, share: float) -> bool:
        """Whether an event of that probability occurs."""
        return self.draw.random() < share


@dataclass(frozen=True, slots=True)
class Made:
    """A page's parts: title, path of its address, what stands in the hole and in the head."""

    title: str
    path: str
    inner: str
    head: str = ""


@cache
def sentences_of(data: Path, language: str) -> list[str]:
    """Return the sentences of a language."""
    file = data / "languages" / f"{'nb' if language == 'no' else language}.txt.gz"
    return gzip.decompress(file.read_bytes()).decode().splitlines()


def paragraphs(lines: Sequence[str]) -> str:
    """Return a paragraph for each line."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def buttons(lines: Sequence[str]) -> str:
    """Return a button for each line."""
    return "".join(f"<button>{escape(line)}</button>" for line in lines)


def box(draft: Draft, words: str) -> str:
    """Return a box in the page: a heading, a line, its buttons."""
    title, *lines = words.split(" | ")
    name = draft.draw.choice(("offer", "tp-container", "css-9x8y7z", "modal", "plus-box"))
    links = "".join(f"<a href='/o/{n}'>{escape(line)}</a> " for n, line in enumerate(lines[1:]))
    return f"<div class='{name}'><h3>{escape(title)}</h3>{paragraphs(lines[:1])}{links}</div>"


def cards(draft: Draft, count: int, *, teasers: bool = False) -> str:
    """Return headlines of other pages, in one of three markups."""
    form = draft.draw.randrange(3)
    made = []
    for _ in range(count):
        link = f"<a href='/2026/05/{slug(draft)}'>{escape(draft.line())}</a>"
        lead = f"<p>{escape(draft.lead())}</p>" if teasers else ""
        made.append((f"<li>{link}{lead}</li>", f"<article><h3>{link}</h3>{lead}<span>3. 5. 2026</span></article>",
                     f"<div class='css-k{form}'><div>{link}</div>{lead}</div>")[form])  # fmt: skip
    return f"<ul>{''.join(made)}</ul>" if form == 0 else f"<section>{''.join(made)}</section>"


def figures(draft: Draft, count: int) -> str:
    """Return pictures with captions, in one of three markups."""
    form = draft.draw.randrange(3)
    made = []
    for number in range(count):
        image, caption = f"<img src='/i/{number}.jpg' alt=''>", escape(draft.lead())
        made.append((f"<figure>{image}<figcaption>{caption}</figcaption></figure>",
                     f"<li>{image}<p>{caption}</p><span>{number + 1} / {count}</span></li>",
                     f"<div class='slide'>{image}<div class='css-c'>{caption}</div></div>")[form])  # fmt: skip
    return f"<ul>{''.join(made)}</ul>" if form == 1 else "".join(made)


def player(draft: Draft) -> str:
    """Return a video's player, in one of four markups."""
    return draft.draw.choice((
        "<video src='/v.mp4' controls></video>", "<iframe src='https://www.youtube.com/embed/x1'></iframe>",
        "<div class='video-js' data-video-id='81'></div>", "<div class='jwplayer'></div>",
    ))  # fmt: skip


def entry(draft: Draft, minute: int, *, marked: bool) -> str:
    """Return an entry of a live blog; ``marked`` ones have a ``time`` element."""
    clock = f"{minute // 60:02d}:{minute % 60:02d}"
    time = f"<time datetime='2026-05-03T{clock}:00Z'>{clock}</time>" if marked else f"<span>{clock}</span>"
    title = f"<h3>{escape(draft.line())}</h3>" if draft.chance(0.5) else ""
    return f"<div class='post'>{time}{title}{paragraphs(draft.paragraphs(draft.draw.randint(1, 2)))}</div>"


def news_head(draft: Draft, title: str, lead: str, *, share: float, **told: object) -> str:
    """Return what a news page's head tells, for some share of pages."""
    if not draft.chance(share):
        return '<meta property="og:type" content="article">' if draft.chance(0.5) else ""
    facts = {"@type": "NewsArticle", "headline": title, "datePublished": "2026-05-03T06:00:00Z", **told}
    return f'<meta property="og:type" content="article"><meta name="description" content="{escape(lead)}">' + linked(
        facts
    )


def linked(facts: Mapping[str, object]) -> str:
    """Return JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **facts})}</script>'


def slug(draft: Draft) -> str:
    """Return the last part of an article's address."""
    return draft.draw.choice(("flood-hits-the-old-town", "a-4711223", "harbour-council-votes-again-102", "x7k2p9.html"))
