"""Pages of every kind, made by seed from real markup and from wordings that no rule was written on.

A page is a shell (the markup around a held article, or a skeleton) with what its kind puts in the middle.
Shells, sentences and wordings of the two halves, ``dev`` and ``test``, are disjoint: rules may be tuned on the
first only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from random import Random

from coranto.bench.extract.kinds.drafts import (
    Derived,
    Draft,
    Made,
    box,
    buttons,
    cards,
    entry,
    figures,
    linked,
    news_head,
    paragraphs,
    player,
    sentences_of,
    slug,
)
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

    def draw(self, seed: str, number: int, *, bare: bool) -> Draft:
        """Return the material for one page."""
        chance = Random(seed)
        language = self._languages[number % len(self._languages)]
        sentences = sentences_of(self._data, language)[self._half :: 2]
        real = [shell for shell in self._shells if shell.language == language]
        is_real = bool(real) and not bare and chance.random() < _REAL
        own = bare_shell(language) if bare else plain_shell(number, language, chance.sample(sentences, 8))
        shell = chance.choice(real) if is_real else own
        entries = _wordings()[language]
        words = {name: [*lines[self._half :: 2]] or lines for name, lines in entries.items()}
        words["challenges"] = _wordings()["challenges"]["pages"][self._half :: 2]
        return Draft(chance, shell, words, [*shell.lines, *sentences] if is_real else sentences)


def _half_of(site: str) -> int:
    return Random(site).randrange(2)


@cache
def _wordings() -> dict[str, dict[str, list[str]]]:
    file = resources.files("coranto.bench.extract.kinds") / "wordings.toml"
    return tomllib.loads(file.read_text("utf-8"))


def _article(draft: Draft) -> Made:
    """Articles that look like something else: briefs, promos, overlays, videos and pictures beside a text."""
    form = draft.draw.randrange(6)
    title = draft.line()
    text = draft.paragraphs(2 if form == 0 else draft.draw.randint(5, 12))
    body = paragraphs(text)
    if form == 1:
        body += box(draft, draft.word("promo"))
    if form == 2:
        body = box(draft, draft.word("consent")) + body
    if form == 3:
        body = player(draft) + body
    if form == 4:
        body += figures(draft, draft.draw.randint(5, 9))
    if form == 5:
        body += f"<h3>{draft.line()}</h3>" + paragraphs(draft.paragraphs(3)) + cards(draft, 9)
    told = {"isAccessibleForFree": False} if form == 1 and draft.chance(0.5) else {}
    path = "/video/" if form == 3 and draft.chance(0.3) else "/news/2026/05/"
    return Made(title, path + slug(draft), body, news_head(draft, title, text[0], share=0.7, **told))


def _index(draft: Draft) -> Made:
    form = draft.draw.randrange(5)
    name = draft.word("sections")
    count = draft.draw.randint(10, 40)
    named = name.lower().replace(" ", "-")
    paths = (f"/{named}/", f"/{named}", f"/topic/{named}", f"/profil/{named}", "/")
    intro = f"<p>{draft.lead()}</p>" if form in (2, 3) else ""
    types = ("CollectionPage", "WebPage", "ItemList", "ProfilePage", "WebSite")
    head = linked({"@type": types[form], "name": name}) if draft.chance(0.5) else ""
    kind = draft.draw.choice(("website", "website", "profile" if form == 3 else "website", ""))
    head += f'<meta property="og:type" content="{kind}">' if kind else ""
    return Made(name, paths[form], intro + cards(draft, count, teasers=draft.chance(0.6)), head)


def _paywall(draft: Draft) -> Made:
    title = draft.line()
    text = draft.paragraphs(draft.draw.randint(1, 4))
    body = paragraphs(text[: draft.draw.randint(1, 4)]) + box(draft, draft.word("paywall"))
    told = {"isAccessibleForFree": draft.draw.choice((False, "False"))} if draft.chance(0.5) else {}
    head = news_head(draft, title, text[0], share=0.8, **told)
    return Made(title, "/news/2026/05/" + slug(draft), body + (cards(draft, 5) if draft.chance(0.4) else ""), head)


def _consent(draft: Draft) -> Made:
    lines = draft.word("consent").split(" | ")
    inner = f"<div role='dialog'>{paragraphs(lines[1:2])}{buttons(lines[2:])}</div>"
    return Made(lines[0], "/news/2026/05/" + slug(draft), inner)


def _error(draft: Draft) -> Made:
    lines = draft.word("error").split(" | ")
    more = cards(draft, draft.draw.randint(4, 12)) if draft.chance(0.5) else ""
    return Made(lines[0], "/news/2026/05/" + slug(draft), paragraphs(lines[1:]) + more)


def _challenge(draft: Draft) -> Made:
    title, *lines = draft.word("challenges").split(" | ")
    return Made(title, "/news/2026/05/" + slug(draft), paragraphs(lines) + "<div id='challenge-stage'></div>")


def _gallery(draft: Draft) -> Made:
    hint = draft.draw.choice(("path", "title", "type", "title", "none"))
    title = (draft.word("gallery") if hint == "title" else "") + draft.line()
    path = ("/fotostrecke/" if hint == "path" else "/news/2026/05/") + slug(draft)
    body = f"<p>{draft.lead()}</p>" + figures(draft, draft.draw.randint(7, 25))
    head = linked({"@type": "ImageGallery", "name": title}) if hint == "type" else ""
    return Made(title, path, body, head or news_head(draft, title, draft.lead(), share=0.5))


def _video(draft: Draft) -> Made:
    hint = draft.draw.choice(("path", "title", "type", "og"))
    title = (draft.word("video") if hint == "title" else "") + draft.line()
    path = ("/video/" if hint == "path" else "/news/2026/05/") + slug(draft)
    body = player(draft) + paragraphs([draft.lead() for _ in range(draft.draw.randint(0, 3))])
    head = '<meta property="og:type" content="video.other">' if hint == "og" else ""
    if hint == "type":
        head += linked({"@type": "VideoObject", "name": title, "duration": "PT1M4S"})
    return Made(title, path, body + (cards(draft, 8) if draft.chance(0.6) else ""), head)


def _live(draft: Draft) -> Made:
    hint = draft.draw.choice(("path", "title", "type", "title"))
    title = (draft.word("live") if hint == "title" else "") + draft.line()
    path = ("/live/" if hint == "path" else "/news/2026/05/") + slug(draft)
    marked = draft.chance(0.6)
    body = "".join(entry(draft, 1100 - 17 * number, marked=marked) for number in range(draft.draw.randint(5, 16)))
    kind = "LiveBlogPosting" if hint == "type" else "NewsArticle"
    told = {"@type": kind, "headline": title, "datePublished": "2026-05-03T06:00:00Z"}
    return Made(title, path, body, linked(told) if hint == "type" or draft.chance(0.5) else "")


def _empty(draft: Draft) -> Made:
    if draft.chance(0.2):
        return Made("", "/news/2026/05/" + slug(draft), "")
    inner = draft.draw.choice(
        ("<div id='root'></div>", "<div class='spinner'></div>", "<noscript>JavaScript?</noscript>")
    )
    return Made(draft.line(), "/news/2026/05/" + slug(draft), inner)


_MAKERS: Mapping[Kind, Callable[[Draft], Made]] = {
    Kind.ARTICLE: _article, Kind.INDEX: _index, Kind.PAYWALL: _paywall, Kind.CONSENT: _consent, Kind.ERROR: _error,
    Kind.CHALLENGE: _challenge, Kind.GALLERY: _gallery, Kind.VIDEO: _video, Kind.LIVE: _live, Kind.EMPTY: _empty,
}  # fmt: skip
