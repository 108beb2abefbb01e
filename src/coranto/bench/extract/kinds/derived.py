"""Pages of every kind, made by seed from real markup and from wordings that no rule was written on.

A page is a shell (the markup around a held article, or a skeleton) with what its kind puts in the middle.
Shells, sentences and wordings of the two halves, ``dev`` and ``test``, are disjoint: rules may be tuned on the
first only.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from random import Random

from coranto.bench.extract.kinds.shells import Shell, bare_shell, plain_shell, real_shells
from coranto.bench.extract.sets import read_fundus, read_wcxb
from coranto.model import Kind

HALVES = ("dev", "test")
_COUNTS = {
    Kind.ARTICLE: 20, Kind.INDEX: 16, Kind.PAYWALL: 14, Kind.CONSENT: 10, Kind.ERROR: 14, Kind.CHALLENGE: 7,
    Kind.GALLERY: 12, Kind.VIDEO: 10, Kind.LIVE: 12, Kind.EMPTY: 8,
}  # fmt: skip
_REAL = 0.65
"""Share of the pages that stand in real markup, where the language has some."""
_ALONE = (Kind.CONSENT, Kind.CHALLENGE)
"""Kinds that stand before a site, without anything of it around them."""
_BOTH_LANGUAGES = ("en", "de", "fr", "es")
"""Languages with wordings for both halves."""

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
class _Draft:
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
class _Made:
    """A page's parts: title, path of its address, what stands in the hole and in the head."""

    title: str
    path: str
    inner: str
    head: str = ""


def derive(data: Path) -> Iterator[Derived]:
    """Yield the pages of both halves, always the same."""
    shells = list(real_shells([*read_fundus(data), *read_wcxb(data)]))
    for half, name in enumerate(HALVES):
        drafts = _Drafts(half, [shell for shell in shells if _half_of(shell.site) == half], data)
        for kind, count in _COUNTS.items():
            for number in range(count):
                draft = drafts.draw(f"{name} {kind} {number}", number, bare=kind in _ALONE)
                made = _MAKERS[kind](draft)
                url = f"https://{draft.shell.host}{made.path}"
                html = draft.shell.fill(made.title, made.inner, made.head) if made.inner or made.title else ""
                yield Derived(f"{name}-{kind}-{number}", name, kind, url, html)


class _Drafts:
    """Draws the material of one half."""

    def __init__(self, half: int, shells: Sequence[Shell], data: Path) -> None:
        self._half, self._shells, self._data = half, shells, data
        names = [name for name in _wordings() if name != "challenges"]
        own = [name for place, name in enumerate(names) if name not in _BOTH_LANGUAGES and place % 2 == half]
        self._languages = [*_BOTH_LANGUAGES, *own]

    def draw(self, seed: str, number: int, *, bare: bool) -> _Draft:
        """Return the material for one page."""
        chance = Random(seed)
        language = self._languages[number % len(self._languages)]
        sentences = _sentences(self._data, language)[self._half :: 2]
        real = [shell for shell in self._shells if shell.language == language]
        is_real = bool(real) and not bare and chance.random() < _REAL
        own = bare_shell(language) if bare else plain_shell(number, language, chance.sample(sentences, 8))
        shell = chance.choice(real) if is_real else own
        entries = _wordings()[language]
        words = {name: [*lines[self._half :: 2]] or lines for name, lines in entries.items()}
        words["challenges"] = _wordings()["challenges"]["pages"][self._half :: 2]
        return _Draft(chance, shell, words, [*shell.lines, *sentences] if is_real else sentences)


def _half_of(site: str) -> int:
    return Random(site).randrange(2)


@cache
def _wordings() -> dict[str, dict[str, list[str]]]:
    file = resources.files("coranto.bench.extract.kinds") / "wordings.toml"
    return tomllib.loads(file.read_text("utf-8"))


@cache
def _sentences(data: Path, language: str) -> list[str]:
    file = data / "languages" / f"{'nb' if language == 'no' else language}.txt.gz"
    return gzip.decompress(file.read_bytes()).decode().splitlines()


def _article(draft: _Draft) -> _Made:
    """Articles that look like something else: briefs, promos, overlays, videos and pictures beside a text."""
    form = draft.draw.randrange(6)
    title = draft.line()
    text = draft.paragraphs(2 if form == 0 else draft.draw.randint(5, 12))
    body = _paragraphs(text)
    if form == 1:
        body += _box(draft, draft.word("promo"))
    if form == 2:
        body = _box(draft, draft.word("consent")) + body
    if form == 3:
        body = _player(draft) + body
    if form == 4:
        body += _figures(draft, draft.draw.randint(5, 9))
    if form == 5:
        body += f"<h3>{draft.line()}</h3>" + _paragraphs(draft.paragraphs(3)) + _cards(draft, 9)
    told = {"isAccessibleForFree": False} if form == 1 and draft.chance(0.5) else {}
    path = "/video/" if form == 3 and draft.chance(0.3) else "/news/2026/05/"
    return _Made(title, path + _slug(draft), body, _news_head(draft, title, text[0], share=0.7, **told))


def _index(draft: _Draft) -> _Made:
    form = draft.draw.randrange(5)
    name = draft.word("sections")
    count = draft.draw.randint(10, 40)
    slug = name.lower().replace(" ", "-")
    paths = (f"/{slug}/", f"/{slug}", f"/topic/{slug}", f"/profil/{slug}", "/")
    intro = f"<p>{draft.lead()}</p>" if form in (2, 3) else ""
    types = ("CollectionPage", "WebPage", "ItemList", "ProfilePage", "WebSite")
    head = _linked({"@type": types[form], "name": name}) if draft.chance(0.5) else ""
    kind = draft.draw.choice(("website", "website", "profile" if form == 3 else "website", ""))
    head += f'<meta property="og:type" content="{kind}">' if kind else ""
    return _Made(name, paths[form], intro + _cards(draft, count, teasers=draft.chance(0.6)), head)


def _paywall(draft: _Draft) -> _Made:
    title = draft.line()
    text = draft.paragraphs(draft.draw.randint(1, 4))
    body = _paragraphs(text[: draft.draw.randint(1, 4)]) + _box(draft, draft.word("paywall"))
    told = {"isAccessibleForFree": draft.draw.choice((False, "False"))} if draft.chance(0.5) else {}
    head = _news_head(draft, title, text[0], share=0.8, **told)
    return _Made(title, "/news/2026/05/" + _slug(draft), body + (_cards(draft, 5) if draft.chance(0.4) else ""), head)


def _consent(draft: _Draft) -> _Made:
    lines = draft.word("consent").split(" | ")
    inner = f"<div role='dialog'>{_paragraphs(lines[1:2])}{_buttons(lines[2:])}</div>"
    return _Made(lines[0], "/news/2026/05/" + _slug(draft), inner)


def _error(draft: _Draft) -> _Made:
    lines = draft.word("error").split(" | ")
    more = _cards(draft, draft.draw.randint(4, 12)) if draft.chance(0.5) else ""
    return _Made(lines[0], "/news/2026/05/" + _slug(draft), _paragraphs(lines[1:]) + more)


def _challenge(draft: _Draft) -> _Made:
    title, *lines = draft.word("challenges").split(" | ")
    return _Made(title, "/news/2026/05/" + _slug(draft), _paragraphs(lines) + "<div id='challenge-stage'></div>")


def _gallery(draft: _Draft) -> _Made:
    hint = draft.draw.choice(("path", "title", "type", "title", "none"))
    title = (draft.word("gallery") if hint == "title" else "") + draft.line()
    path = ("/fotostrecke/" if hint == "path" else "/news/2026/05/") + _slug(draft)
    body = f"<p>{draft.lead()}</p>" + _figures(draft, draft.draw.randint(7, 25))
    head = _linked({"@type": "ImageGallery", "name": title}) if hint == "type" else ""
    return _Made(title, path, body, head or _news_head(draft, title, draft.lead(), share=0.5))


def _video(draft: _Draft) -> _Made:
    hint = draft.draw.choice(("path", "title", "type", "og"))
    title = (draft.word("video") if hint == "title" else "") + draft.line()
    path = ("/video/" if hint == "path" else "/news/2026/05/") + _slug(draft)
    body = _player(draft) + _paragraphs([draft.lead() for _ in range(draft.draw.randint(0, 3))])
    head = '<meta property="og:type" content="video.other">' if hint == "og" else ""
    if hint == "type":
        head += _linked({"@type": "VideoObject", "name": title, "duration": "PT1M4S"})
    return _Made(title, path, body + (_cards(draft, 8) if draft.chance(0.6) else ""), head)


def _live(draft: _Draft) -> _Made:
    hint = draft.draw.choice(("path", "title", "type", "title"))
    title = (draft.word("live") if hint == "title" else "") + draft.line()
    path = ("/live/" if hint == "path" else "/news/2026/05/") + _slug(draft)
    marked = draft.chance(0.6)
    body = "".join(_entry(draft, 1100 - 17 * number, marked=marked) for number in range(draft.draw.randint(5, 16)))
    kind = "LiveBlogPosting" if hint == "type" else "NewsArticle"
    told = {"@type": kind, "headline": title, "datePublished": "2026-05-03T06:00:00Z"}
    return _Made(title, path, body, _linked(told) if hint == "type" or draft.chance(0.5) else "")


def _empty(draft: _Draft) -> _Made:
    if draft.chance(0.2):
        return _Made("", "/news/2026/05/" + _slug(draft), "")
    inner = draft.draw.choice(
        ("<div id='root'></div>", "<div class='spinner'></div>", "<noscript>JavaScript?</noscript>")
    )
    return _Made(draft.line(), "/news/2026/05/" + _slug(draft), inner)


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _buttons(lines: Sequence[str]) -> str:
    return "".join(f"<button>{escape(line)}</button>" for line in lines)


def _box(draft: _Draft, words: str) -> str:
    """Return a box in the page: a heading, a line, its buttons."""
    title, *lines = words.split(" | ")
    name = draft.draw.choice(("offer", "tp-container", "css-9x8y7z", "modal", "plus-box"))
    links = "".join(f"<a href='/o/{n}'>{escape(line)}</a> " for n, line in enumerate(lines[1:]))
    return f"<div class='{name}'><h3>{escape(title)}</h3>{_paragraphs(lines[:1])}{links}</div>"


def _cards(draft: _Draft, count: int, *, teasers: bool = False) -> str:
    """Return headlines of other pages, in one of three markups."""
    form = draft.draw.randrange(3)
    made = []
    for _ in range(count):
        link = f"<a href='/2026/05/{_slug(draft)}'>{escape(draft.line())}</a>"
        lead = f"<p>{escape(draft.lead())}</p>" if teasers else ""
        made.append((f"<li>{link}{lead}</li>", f"<article><h3>{link}</h3>{lead}<span>3. 5. 2026</span></article>",
                     f"<div class='css-k{form}'><div>{link}</div>{lead}</div>")[form])  # fmt: skip
    return f"<ul>{''.join(made)}</ul>" if form == 0 else f"<section>{''.join(made)}</section>"


def _figures(draft: _Draft, count: int) -> str:
    """Return pictures with captions, in one of three markups."""
    form = draft.draw.randrange(3)
    made = []
    for number in range(count):
        image, caption = f"<img src='/i/{number}.jpg' alt=''>", escape(draft.lead())
        made.append((f"<figure>{image}<figcaption>{caption}</figcaption></figure>",
                     f"<li>{image}<p>{caption}</p><span>{number + 1} / {count}</span></li>",
                     f"<div class='slide'>{image}<div class='css-c'>{caption}</div></div>")[form])  # fmt: skip
    return f"<ul>{''.join(made)}</ul>" if form == 1 else "".join(made)


def _player(draft: _Draft) -> str:
    return draft.draw.choice((
        "<video src='/v.mp4' controls></video>", "<iframe src='https://www.youtube.com/embed/x1'></iframe>",
        "<div class='video-js' data-video-id='81'></div>", "<div class='jwplayer'></div>",
    ))  # fmt: skip


def _entry(draft: _Draft, minute: int, *, marked: bool) -> str:
    clock = f"{minute // 60:02d}:{minute % 60:02d}"
    time = f"<time datetime='2026-05-03T{clock}:00Z'>{clock}</time>" if marked else f"<span>{clock}</span>"
    title = f"<h3>{escape(draft.line())}</h3>" if draft.chance(0.5) else ""
    return f"<div class='post'>{time}{title}{_paragraphs(draft.paragraphs(draft.draw.randint(1, 2)))}</div>"


def _news_head(draft: _Draft, title: str, lead: str, *, share: float, **told: object) -> str:
    """Return what a news page's head tells, for some share of pages."""
    if not draft.chance(share):
        return '<meta property="og:type" content="article">' if draft.chance(0.5) else ""
    facts = {"@type": "NewsArticle", "headline": title, "datePublished": "2026-05-03T06:00:00Z", **told}
    return f'<meta property="og:type" content="article"><meta name="description" content="{escape(lead)}">' + _linked(
        facts
    )


def _linked(facts: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **facts})}</script>'


def _slug(draft: _Draft) -> str:
    return draft.draw.choice(("flood-hits-the-old-town", "a-4711223", "harbour-council-votes-again-102", "x7k2p9.html"))


_MAKERS: Mapping[Kind, Callable[[_Draft], _Made]] = {
    Kind.ARTICLE: _article, Kind.INDEX: _index, Kind.PAYWALL: _paywall, Kind.CONSENT: _consent, Kind.ERROR: _error,
    Kind.CHALLENGE: _challenge, Kind.GALLERY: _gallery, Kind.VIDEO: _video, Kind.LIVE: _live, Kind.EMPTY: _empty,
}  # fmt: skip
