"""A third and a fourth part of made pages, for measuring only: forms, languages, shells and wordings of their own.

The shells are from the sets that the two halves do not use, of sites that these do not have; the wordings are in
``unseen.toml`` and ``later.toml``, whole pages of other people's services in ``walls.toml``. The third part was
measured once before any rule was changed for what it holds, the fourth once after that.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

from coranto.bench.extract.kinds.drafts import (
    Derived,
    Draft,
    Made,
    Wordings,
    box,
    cards,
    figures,
    linked,
    news_head,
    paragraphs,
    player,
    sentences_of,
    slug,
)
from coranto.bench.extract.kinds.shells import Shell, plain_shell, real_shells
from coranto.bench.extract.sets import (
    Labelled,
    read_fundus,
    read_readability,
    read_trafilatura,
    read_wcxb,
    site_of,
)
from coranto.extract.page import extract_page
from coranto.model import Kind

UNSEEN = ("unseen", "later")
"""The third part, and a fourth in other languages that was measured once when the rules were done."""
_REAL = 0.7
"""Share of the pages that stand in real markup, where the language has some."""
_BIRTH = "2026-05-03T06:00:00Z"


def derive_unseen(data: Path) -> Iterator[Derived]:
    """Yield the pages of both parts, always the same."""
    for number, wall in enumerate(_read("walls.toml")["wall"]):
        yield Derived(f"{UNSEEN[0]}-wall-{number}", UNSEEN[0], Kind(wall["kind"]), wall["url"], wall["html"])
    shells = list(_shells(data))
    for part in UNSEEN:
        for place, (name, (kind, count, make)) in enumerate(_FORMS.items()):
            for number in range(count):
                draft = _draft(data, shells, f"{part} {name} {number}", _read(f"{part}.toml"), 5 * place + number)
                made = make(draft)
                url = f"https://{draft.shell.host or 'harbour.example'}{made.path}"
                html = draft.shell.fill(made.title, made.inner, made.head)
                yield Derived(f"{part}-{name}-{number}", part, kind, url, html)


def _draft(data: Path, shells: Iterable[Shell], seed: str, wordings: Mapping[str, Wordings], number: int) -> Draft:
    chance = Random(seed)
    language = [*wordings][number % len(wordings)]
    sentences = sentences_of(data, language)
    real = [shell for shell in shells if shell.language == language]
    is_real = bool(real) and chance.random() < _REAL
    shell = chance.choice(real) if is_real else plain_shell(number, language, chance.sample(sentences, 8))
    return Draft(chance, shell, wordings[language], [*shell.lines, *sentences] if is_real else sentences)


def _shells(data: Path) -> Iterator[Shell]:
    """Yield a shell for each page of a site that the two halves do not have; the body is the one that is read."""
    used = {site_of(page) for page in (*read_fundus(data), *read_wcxb(data))}
    yield from real_shells(map(_read_body, _others(data, used)))


def _others(data: Path, used: set[str]) -> Iterator[Labelled]:
    for page in (*read_trafilatura(data), *read_readability(data)):
        if (site := site_of(page)) not in used:
            used.add(site)
            yield page


def _read_body(page: Labelled) -> Labelled:
    article = extract_page(page.html, url=page.url)
    return replace(page, body=article.text, title=article.title)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("coranto.bench.extract.kinds") / name).read_text("utf-8"))


def _section(draft: Draft) -> Made:
    """Make a section of the site: cards, often with teasers."""
    name = draft.line().split()[0]
    path = draft.draw.choice(("/lokales/", "/c/harbour", "/news/local", "/economia"))
    return Made(name, path, cards(draft, draft.draw.randint(12, 40), teasers=draft.chance(0.5)), _website(draft))


def _author(draft: Draft) -> Made:
    """Make an author's page: who it is, then what he or she wrote."""
    name = draft.draw.choice(("Ines Halvorsen", "Marek Dolny", "Clara Voss", "Tomas Brandt"))
    biography = (
        f"<img src='/p.jpg' alt=''><p>{name} {escape(draft.word('bio'))}</p><p>✉ {name.split()[0]}@paper.example</p>"
    )
    path = draft.draw.choice(("/author/", "/autor/", "/profile/", "/team/", "/redaktion/")) + name.lower().replace(
        " ", "-"
    )
    head = (
        linked({"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": name}}) if draft.chance(0.4) else ""
    )
    return Made(name, path, biography + cards(draft, draft.draw.randint(10, 25), teasers=draft.chance(0.6)), head)


def _hub(draft: Draft) -> Made:
    """Make a topic's page with an introduction."""
    name = draft.line().split()[0]
    path = draft.draw.choice(("/topic/harbour-bridge", "/thema/hafenbruecke", "/dossier/pont-du-port", "/tag/puente"))
    intro = paragraphs([draft.word("hub"), draft.lead()][: draft.draw.randint(1, 2)])
    return Made(
        name, path, intro + cards(draft, draft.draw.randint(10, 30), teasers=draft.chance(0.6)), _website(draft)
    )


def _search(draft: Draft) -> Made:
    title = draft.word("search")
    path = draft.draw.choice(("/search?q=bridge", "/suche?query=bruecke", "/recherche/?q=pont", "/?s=puente"))
    form = "<form action='/search'><input name='q'><button>OK</button></form><p>1–20 / 348</p>"
    return Made(title, path, form + cards(draft, 20, teasers=True), "")


def _home(draft: Draft) -> Made:
    sections = "".join(f"<h2>{escape(draft.line().split()[0])}</h2>" + cards(draft, 9, teasers=True) for _ in range(4))
    return Made("Harbour Post", "/", sections, _website(draft))


def _letters(draft: Draft) -> Made:
    """Make a list of a newsletter's past editions, with a sign-up."""
    sign_up = f"<p>{draft.lead()}</p><form><input type='email'><button>OK</button></form>"
    path = draft.draw.choice(("/newsletter/", "/newsletters/morning-tide", "/newsletter/archiv"))
    return Made(draft.word("letters"), path, sign_up + cards(draft, 18, teasers=draft.chance(0.5)), "")


def _stub(draft: Draft, *, told: Mapping[str, object], count: int) -> Made:
    title, text = draft.line(), draft.paragraphs(count)
    more = cards(draft, 6) if draft.chance(0.5) else ""
    head = news_head(draft, title, text[0], share=1.0 if told else 0.6, **told)
    return Made(title, "/2026/05/03/" + slug(draft), paragraphs(text) + box(draft, draft.word("paywall")) + more, head)


def _metered(draft: Draft) -> Made:
    return _stub(draft, told={}, count=draft.draw.randint(1, 2))


def _closed(draft: Draft) -> Made:
    """Make a stub that says so: in whole, or by a part that costs."""
    part = {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}}
    whole: dict[str, object] = {"isAccessibleForFree": False}
    return _stub(draft, told=draft.draw.choice((whole, {**whole, **part}, part)), count=draft.draw.randint(1, 3))


def _lead_only(draft: Draft) -> Made:
    """Make a stub of one sentence."""
    title = draft.line()
    inner = f"<p class='lead'>{escape(draft.lead())}</p>" + box(draft, draft.word("paywall"))
    return Made(title, "/plus/" + slug(draft), inner, news_head(draft, title, draft.lead(), share=0.5))


def _gone(draft: Draft) -> Made:
    """Make an error page with status 200, in the site's own frame, often with other things to read."""
    title, *lines = draft.word("error").split(" | ")
    more = cards(draft, draft.draw.randint(4, 14), teasers=draft.chance(0.3)) if draft.chance(0.6) else ""
    return Made(title, "/2026/05/03/" + slug(draft), paragraphs(lines) + more, _website(draft))


def _pictures(draft: Draft) -> Made:
    """Make a gallery; half of them with captions of a paragraph."""
    title = draft.word("gallery") + (draft.line() if draft.chance(0.5) else "")
    count = draft.draw.randint(8, 20)
    inner = _long_captions(draft, count) if draft.chance(0.5) else figures(draft, count)
    path = draft.draw.choice(("/galerie/", "/pictures/", "/2026/05/03/")) + slug(draft)
    return Made(title, path, f"<p>{escape(draft.lead())}</p>" + inner, news_head(draft, title, title, share=0.5))


def _long_captions(draft: Draft, count: int) -> str:
    return "".join(
        f"<figure><picture><img data-src='/i/{number}.jpg' alt=''></picture><figcaption><span>"
        f"{escape(' '.join(draft.draw.choices(draft.sentences, k=2)))}</span><small>Foto: A. Lind</small></figcaption>"
        "</figure>"
        for number in range(count)
    )


def _film(draft: Draft) -> Made:
    title = draft.word("video") + draft.line()
    path = draft.draw.choice(("/video/", "/watch/", "/videos/2026/", "/2026/05/03/")) + slug(draft)
    facts = {"@type": "VideoObject", "name": title, "uploadDate": _BIRTH, "duration": "PT2M3S"}
    head = linked(facts) if draft.chance(0.6) else '<meta property="og:type" content="video.other">'
    more = cards(draft, 10) if draft.chance(0.6) else ""
    return Made(title, path, player(draft) + paragraphs([draft.lead()]) + more, head)


def _transcript(draft: Draft) -> Made:
    """Make a film with what is said in it: an article."""
    title, text = draft.word("video") + draft.line(), draft.paragraphs(draft.draw.randint(6, 12))
    head = linked({"@type": "VideoObject", "name": title, "uploadDate": _BIRTH}) if draft.chance(0.5) else ""
    return Made(title, "/video/" + slug(draft), player(draft) + paragraphs(text), head)


def _episode(draft: Draft) -> Made:
    """Make a podcast's episode with its notes: an article."""
    title, text = draft.line(), draft.paragraphs(draft.draw.randint(4, 7))
    inner = "<audio controls src='/e.mp3'></audio>" + paragraphs(text) + cards(draft, 6)
    return Made(title, "/podcast/" + slug(draft), inner, linked({"@type": "PodcastEpisode", "name": title}))


def _about_walls(draft: Draft) -> Made:
    """Make a report on cookies, challenges and subscriptions: an article."""
    title, text = draft.line(), draft.paragraphs(draft.draw.randint(4, 7))
    text.insert(1, draft.word("notice"))
    return Made(title, "/2026/05/03/" + slug(draft), paragraphs(text), news_head(draft, title, text[0], share=0.5))


def _promoted(draft: Draft) -> Made:
    """Make a whole article that says that it costs, with the offer below it."""
    title, text = draft.line(), draft.paragraphs(draft.draw.randint(8, 12))
    inner = paragraphs(text) + box(draft, draft.word("paywall"))
    return Made(
        title,
        "/2026/05/03/" + slug(draft),
        inner,
        news_head(draft, title, text[0], share=0.7, isAccessibleForFree=False),
    )


def _illustrated(draft: Draft) -> Made:
    """Make an article with many pictures between its paragraphs."""
    title = draft.line()
    inner = "".join(paragraphs(draft.paragraphs(2)) + figures(draft, 1) for _ in range(7))
    return Made(title, "/2026/05/03/" + slug(draft), inner, news_head(draft, title, title, share=0.6))


def _brief(draft: Draft) -> Made:
    """Make a report of one paragraph among much else."""
    title, text = draft.line(), draft.paragraphs(1)
    inner = paragraphs([*text, draft.lead()]) + cards(draft, 12)
    return Made(title, "/2026/05/03/" + slug(draft), inner, news_head(draft, title, text[0], share=1.0))


def _ticker(draft: Draft) -> Made:
    """Make a live blog: a summary, then entries with times in one of four forms."""
    title, form = draft.word("live"), draft.draw.randrange(4)
    summary = "<ul>" + "".join(f"<li>{escape(draft.lead())}</li>" for _ in range(3)) + "</ul>"
    posts = "".join(_post(draft, form, 1320 - 23 * number) for number in range(draft.draw.randint(6, 18)))
    path = draft.draw.choice(("/live/", "/liveblog/", "/2026/05/03/", "/news/live/")) + slug(draft)
    facts = {"@type": "LiveBlogPosting" if form == 0 else "NewsArticle", "headline": title, "datePublished": _BIRTH}
    return Made(title, path, summary + posts, linked(facts) if form == 0 or draft.chance(0.5) else "")


def _post(draft: Draft, form: int, minute: int) -> str:
    clock, text = f"{minute // 60:02d}:{minute % 60:02d}", draft.paragraphs(draft.draw.randint(1, 2))
    title = escape(draft.line())
    return (
        f"<article><time datetime='2026-05-03T{clock}:00+02:00'>{clock}</time><h3>{title}</h3>{paragraphs(text)}"
        "</article>",
        f"<div class='e'><span class='t'>{clock.replace(':', '.')}</span><h4>{title}</h4>{paragraphs(text)}</div>",
        f"<h3>{clock} – {title}</h3>{paragraphs(text)}",
        f"<p><strong>{clock}</strong> {escape(text[0])}</p>{paragraphs(text[1:])}",
    )[form]


def _nothing(draft: Draft) -> Made:
    """Make a page whose text is missing: a skeleton for scripts, or a picture, a form, a line of credits."""
    inner = draft.draw.choice((
        "<div id='__next'><div class='skeleton'></div><div class='skeleton'></div></div>",
        "<img src='/i/1.jpg' alt=''>", "<p>…</p>", "<div class='loading'>Loading…</div>",
        "<form><input name='email'></form>",
    ))  # fmt: skip
    return Made(draft.line(), "/2026/05/03/" + slug(draft), inner, "")


def _website(draft: Draft) -> str:
    return '<meta property="og:type" content="website">' if draft.chance(0.6) else ""


_FORMS: Mapping[str, tuple[Kind, int, Callable[[Draft], Made]]] = {
    "section": (Kind.INDEX, 6, _section), "author": (Kind.INDEX, 7, _author), "hub": (Kind.INDEX, 7, _hub),
    "search": (Kind.INDEX, 5, _search), "home": (Kind.INDEX, 5, _home), "letters": (Kind.INDEX, 4, _letters),
    "metered": (Kind.PAYWALL, 8, _metered), "closed": (Kind.PAYWALL, 8, _closed), "lead": (Kind.PAYWALL, 6, _lead_only),
    "gone": (Kind.ERROR, 14, _gone), "pictures": (Kind.GALLERY, 11, _pictures), "film": (Kind.VIDEO, 10, _film),
    "ticker": (Kind.LIVE, 14, _ticker), "nothing": (Kind.EMPTY, 8, _nothing),
    "transcript": (Kind.ARTICLE, 5, _transcript), "episode": (Kind.ARTICLE, 4, _episode),
    "about": (Kind.ARTICLE, 4, _about_walls), "promoted": (Kind.ARTICLE, 5, _promoted),
    "illustrated": (Kind.ARTICLE, 4, _illustrated), "brief": (Kind.ARTICLE, 6, _brief),
}  # fmt: skip
"""Of what kind a form is, how many pages of it there are, and who makes them ("promoted" is whole)."""
