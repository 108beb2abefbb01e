"""Pages in a real browser: hostile text runs nothing, and everything fits on a phone and a desk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import which
from socket import create_server
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import pytest
import uvicorn

from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.service import Coranto
from coranto.model import (
    Annotations,
    Article,
    ArticleId,
    Block,
    Comment,
    CommentId,
    Credit,
    Dateline,
    Entity,
    EntityType,
    FamilyId,
    Figure,
    Hashtag,
    Image,
    Placement,
    Quote,
    Reader,
    RelatedArticle,
    Role,
    Sentence,
    Source,
    SourceId,
    Span,
    Statement,
    Story,
    StoryId,
)
from coranto.ports.index import IndexedArticle
from coranto.ports.library import NewArticle
from coranto.web.site import make_site
from newsroom import NOW, StillClock, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PAYLOADS = [
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    '"><script>hit()</script>',
    "' onmouseover='hit()' x='",
    '" autofocus onfocus=hit() x="',
    "</title><script>hit()</script>",
    "</textarea><script>hit()</script>",
    "</style><script>hit()</script>",
    "</svg><img src=x onerror=hit()>",
    "javascript:hit()",
    "data:text/html,<script>hit()</script>",
    "<a href=javascript:hit()>x</a>",
    "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit()>",
    "<details open ontoggle=hit()>",
    "<video><source onerror=hit()></video>",
    "<form action=javascript:hit()><input type=submit id=x></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;javascript:hit()'>",
    "<link rel=stylesheet href=data:text/css,*{}>",
    "{{ 7*7 }}{% for x in () %}",
    "${hit()}",
    "\u202e<script>hit()</script>",
    "<scr\x00ipt>hit()</scr\x00ipt>",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
    "<!--><img src=x onerror=hit()>-->",
    "<![CDATA[<img src=x onerror=hit()>]]>",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@contextmanager
def served(coranto: Coranto) -> Iterator[str]:
    """Serve on a free port of the loopback."""
    listening = create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_site(coranto, RateLimits({})), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


def infest(coranto: Coranto, number: int, bad: str) -> ArticleId:
    """Put a payload into every field of a library that comes from outside."""
    library, key = coranto.library, ArticleId(f"bad-{number}")
    text = f"Before {bad} after.\n\n{bad}\n\n{bad}\t{bad}"
    edges = [0, text.index("\n\n"), text.rindex("\n\n")]
    kinds = ("p", "quote", "table")
    blocks = tuple(
        Block(kind, start and start + 2, end)
        for kind, start, end in zip(kinds, edges, [*edges[1:], len(text)], strict=True)
    )
    article = Article(
        title=bad, standfirst=bad, text=text, blocks=blocks, url=bad, authors=(bad,), dateline=Dateline(bad, bad),
        credits=(Credit(bad, (bad,)),), publisher=bad, agency=bad, published=NOW, section=bad, keywords=(bad,),
        image=Image(bad, bad, bad), language=bad,
    )  # fmt: skip
    edited = replace(article, title=f"{bad} again")
    for one in (article, edited):
        library.articles.take([NewArticle(id=key, article=one, seen=NOW)])
    story = StoryId(key)
    other = ArticleId(f"copy-{number}")
    library.articles.take([NewArticle(id=other, article=replace(article, text=text + bad), seen=NOW)])
    library.stories.place(
        [Placement(key, FamilyId(key), True, story, story), Placement(other, FamilyId(key), False, story, story)], []
    )
    part = Sentence(bad, 7, 7 + len(bad))
    library.annotations.write(
        [
            Annotations(
                article=key, revision=2, language=bad, sentences=(part,), hashtags=(Hashtag(bad, 1.0),),
                entities=(Entity(bad, EntityType.PERSON, 7, 7 + len(bad), bad),),
                quotes=(Quote(part, True, part, part, bad),), figures=(Figure(7, 9, bad, bad, 1.0, claimed_by=bad),),
                labels=(bad,), key_points=(Statement(bad, (Span(key, 2, 7, 9),)),),
            )
        ]
    )  # fmt: skip
    library.annotations.write_related(key, [RelatedArticle(key, 1.0, bad)])
    library.stories.write(
        [
            Story(
                id=story, headline=bad, lead=key, articles=2, independent=1, publishers=(bad,), first=NOW, last=NOW,
                image=bad, language=bad, score=9.0, reasons=(bad,),
            )
        ]
    )  # fmt: skip
    bob = Reader(id=coranto.library.readers.all()[0].id, name=bad)
    library.comments.add(
        Comment(id=CommentId(f"c{number}"), article=key, reader=bob.id, name=bad, text=bad, written=NOW)
    )
    library.sources.add(Source(id=SourceId(f"s{number}"), url=bad, title=bad, folder=bad))
    library.sources.note_error(bad, bad, bad, NOW)
    stored = library.articles.get_many([key])
    coranto.texts.write([IndexedArticle(stored[0], (bad,))], [], library.changes.position)
    return key


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    """Payloads of every class, in every field, on every page: none runs, none sends the reader elsewhere."""
    with running(tmp_path, StillClock()) as coranto:
        accounts = Accounts(coranto.library, coranto.clock)
        session = accounts.sign_in_link(accounts.add("Alice", Role.OWNER).id)
        keys = [infest(coranto, number, bad) for number, bad in enumerate(PAYLOADS)]
        with served(coranto) as address:
            page = _armed(browser, f"{address}/sign-in/{session}")
            paths = ["/", "/latest", "/sources", "/hashtags", "/publishers", "/authors", "/quotes", "/moderation"]
            paths += [f"/{kind}/{key}" for key in keys for kind in ("story", "article")]
            for key in keys[::4]:
                number = key.removeprefix("bad-")
                paths += [f"/article/{key}/revisions", f"/comment/c{number}/edit", f"/article/{key}/copy/copy-{number}"]
                paths += [f"/story/{key}/compared", f"/ask?article={key}&q=x"]
            paths += [f"/search?q={quote(bad, safe='')}" for bad in PAYLOADS]
            asked = ("/quotes?speaker=", "/sign-in?next=", "/entity/", "/ask?before=x&q=")
            paths += [target + quote(bad, safe="") for bad in PAYLOADS[::5] for target in asked]
            for path in paths:
                _visit(page, address + path)


def _armed(browser: Browser, link: str) -> Page:
    """Open a page that tells when something runs. The content policy is off: escaping must do without it."""
    page = browser.new_context(bypass_csp=True).new_page()
    page.add_init_script("window.hit = () => { window.name = 'hit'; }; window.alert = window.hit;")
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto("data:text/html,<img src=x onerror=hit()>")
    page.wait_for_function("window.name === 'hit'")
    page.evaluate("window.name = ''")
    page.goto(link)
    return page


def _visit(page: Page, address: str) -> None:
    host = address.split("/")[2]
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('*').forEach(e => ['mouseover','focus','toggle','error','load']"
        ".forEach(n => e.dispatchEvent(new Event(n))))"
    )
    assert page.evaluate("window.name") != "hit", f"something ran on {address}"
    assert page.url.split("/")[2] == host
    links = page.evaluate(
        "[...document.querySelectorAll('a[href], form[action]')]"
        ".map(a => new URL(a.getAttribute('href') ?? a.getAttribute('action'), location).href)"
    )
    assert not [link for link in links if not link.startswith(("http://", "https://"))], address
    assert page.evaluate("document.querySelectorAll('iframe, base, object, embed, [onerror], [onload]').length") == 0


SIZES = {"phone": (390, 844), "desk": (1280, 900)}
LOOKED_AT = (
    "/ /story/post-1 /story/post-1/compared /ask?q=When /article/post-1 /search?q=bridge /sources /settings /quotes"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_fit_and_can_be_read(
    browser: Browser, tmp_path: Path, size: str, scheme: Literal["light", "dark"]
) -> None:
    """Nothing is wider than the screen, nothing is refused by the policy, and text stands out from its ground."""
    width, height = SIZES[size]
    with running(tmp_path, StillClock()) as coranto, served(coranto) as address:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        for path in LOOKED_AT.split():
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
            assert page.evaluate(_CONTRAST) >= 4.5, path
        assert said == []


_CONTRAST = """() => {
  const number = (value) => value.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = light(number(getComputedStyle(document.body).backgroundColor));
  const all = document.querySelectorAll("p, a, h1, h2, h3, li, span, time, label");
  const texts = [...all].filter((e) => e.innerText?.trim());
  return Math.min(...texts.map((e) => light(number(getComputedStyle(e).color)))
    .map((ink) => (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05)));
}"""


def test_a_key_point_leads_to_its_sentence(browser: Browser, tmp_path: Path) -> None:
    """Following it marks the sentence, without a script."""
    with running(tmp_path, StillClock()) as coranto, served(coranto) as address:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/article/post-1")
        page.click(".points .proof")
        assert page.locator(".s:target").inner_text() == "It cost 412 million crowns."


def test_listening_is_offered_where_there_are_voices(browser: Browser, tmp_path: Path) -> None:
    """The button comes with the script; each sentence is marked while it is read."""
    with running(tmp_path, StillClock()) as coranto, served(coranto) as address:
        page = browser.new_page()
        page.add_init_script(
            "Object.defineProperty(window, 'speechSynthesis', { value: {"
            " said: [], cancel() {}, speak(one) { this.said.push(one.text); one.onstart(); this.now = one; } } });"
        )
        page.goto(f"{address}/article/post-1")
        page.click("text=Listen")
        assert page.locator(".spoken").inner_text().startswith("The bridge at Halden")
        page.evaluate("speechSynthesis.now.onend()")
        assert page.locator(".spoken").inner_text() == "It cost 412 million crowns."
        page.click("text=Stop")
        assert page.locator(".spoken").count() == 0
