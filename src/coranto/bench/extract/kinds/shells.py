"""Pages with a hole where the text was: the markup around real articles, and three plain skeletons.

What stands around the hole – navigation, teasers, related headlines, footers – is what a rule has to see through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

import lxml.html
from lxml.html import HtmlElement, tostring

from coranto.bench.extract.sets import Labelled, site_of
from coranto.extract.encoding import decode
from coranto.text.language import tell_language
from coranto.text.urls import host_of

_HOLE = "CORANTO-HOLE"
_TITLE = "CORANTO-TITLE"
_HEAD = "CORANTO-HEAD"
_LONG = 60
"""Characters from which a line of the truth is looked for in the markup."""
_KEY = 60
_SHARE = 0.9
"""Share of the truth's lines that the element of the hole holds."""
_LARGEST = 1_500_000
_PROSE = 100
_LEFT = 500
"""Characters of prose outside the hole up to which a page is taken."""
_TELLING = " | ".join((
    "//script[@type='application/ld+json']", "//title", "//meta[starts-with(@property, 'og:')]", "//time",
    "//meta[starts-with(@property, 'article:')]", "//meta[starts-with(@name, 'twitter:')]", "//meta[@itemprop]",
    "//meta[@name='description']", "//link[@rel='canonical']", "//*[@rel='author']", "//*[@itemprop='author']",
    "//*[contains(@class, 'byline')]", "//*[contains(@class, 'author')]",
))  # fmt: skip
"""What tells of the article that was there."""

_AROUND = (
    f"//*[self::p or self::li or self::div][string-length(text()) > {_PROSE}][not(ancestor::a)]"
    "[ancestor::article or ancestor::main or contains(ancestor::*/@class, 'comment')]"
)
"""Prose that is left of the article, and comments on it."""

_PLAIN = (
    "<body><div class='top'><a href='/'>{site}</a> {nav}</div><div class='main'><h1>CORANTO-TITLE</h1>CORANTO-HOLE"
    "</div><div class='side'>{cards}</div><div class='bottom'>© {site}</div></body>",
    "<body><header><nav>{nav}</nav></header><main><header><h1>CORANTO-TITLE</h1></header><div>CORANTO-HOLE</div></main>"
    "<aside><section>{cards}</section></aside><footer><p>© 2026 {site}</p></footer></body>",
    "<body class='home wp-theme'><div id='page'><div id='masthead'>{nav}</div><div id='primary'><div class='entry'>"
    "<h2 class='entry-title'>CORANTO-TITLE</h2><div class='css-1q2w3e'>CORANTO-HOLE</div></div></div>"
    "<div id='secondary'><ul class='widget'>{cards}</ul></div></div></body>",
)

_BARE = f"<body><div><h1>{_TITLE}</h1>{_HOLE}</div></body>"


@dataclass(frozen=True, slots=True)
class Shell:
    """A page around a hole. ``markup`` is the whole document; ``lines`` are those of the article that was there."""

    site: str
    host: str
    language: str
    markup: str
    lines: tuple[str, ...]

    def fill(self, title: str, inner: str, head: str) -> str:
        """Return a page with a title, a body's markup and what the head tells."""
        shown = escape(title)
        page = self.markup.replace(_TITLE, shown)
        return page.replace(_HEAD, f"<title>{shown} - {self.site.title()}</title>{head}").replace(_HOLE, inner)


def real_shells(pages: Iterable[Labelled]) -> Iterator[Shell]:
    """Yield a shell for each page in whose markup the labelled body is found in one element."""
    for page in pages:
        if not page.body or not page.title or len(page.html) > _LARGEST:
            continue
        root = lxml.html.document_fromstring(decode(page.html, limit=len(page.html)).encode(), parser=_parser())
        lines = tuple(" ".join(line.split()) for line in page.body.splitlines() if len(line) > _LONG)
        hole = _holder(root, lines)
        if hole is not None and root.find("head") is not None:
            _empty(root, hole, page)
            if _prose(root) > _LEFT:
                continue
            markup = tostring(root, encoding="unicode", doctype="<!doctype html>")
            yield Shell(site_of(page), host_of(page.url), tell_language(page.body[:400]), markup, lines)


def plain_shell(number: int, language: str, sentences: list[str]) -> Shell:
    """Return one of the skeletons, with sentences of a language for its headlines."""
    cards = "".join(f"<li><a href='/a/{n}'>{line}</a></li>" for n, line in enumerate(sentences[:7]))
    nav = "".join(f"<a href='/s{n}'>{line.split()[0]}</a> " for n, line in enumerate(sentences[:5]))
    body = _PLAIN[number % len(_PLAIN)].format(site="Harbour", nav=nav, cards=cards)
    markup = f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'>{_HEAD}</head>{body}</html>"
    return Shell("harbour", "harbour.example", language, markup, tuple(sentences))


def bare_shell(language: str) -> Shell:
    """Return a page of nothing but a headline and the hole."""
    markup = f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'>{_HEAD}</head>{_BARE}</html>"
    return Shell("harbour", "harbour.example", language, markup, ())


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)


def _holder(root: HtmlElement, lines: Iterable[str]) -> HtmlElement | None:
    """Return the smallest element that holds nearly all lines."""
    wanted = {line[:_KEY] for line in lines}
    found: set[str] = set()
    counts: Counter[HtmlElement] = Counter()
    for element in root.iter("p", "li", "h2", "h3", "blockquote", "div"):
        whole = element.text_content() if element.tag != "div" else element.text or ""
        key = " ".join(whole.split())[:_KEY]
        if key in wanted and key not in found:
            found.add(key)
            counts.update(element.iterancestors())
    least = _SHARE * len(wanted)
    holders = [element for element, count in counts.items() if count >= least] if found else []
    return min(holders, key=lambda element: sum(1 for _ in element.iter()), default=None)


def _empty(root: HtmlElement, hole: HtmlElement, page: Labelled) -> None:
    """Make the hole, and take away what tells of the article."""
    shown = " ".join((page.title or "").split())
    for child in list(hole):
        hole.remove(child)
    hole.text = _HOLE
    for element in root.xpath(_TELLING):
        if _HOLE not in element.text_content():
            element.drop_tree()
    for element in root.iter("h1", "h2"):
        if " ".join(element.text_content().split()) == shown or element.tag == "h1":
            for child in list(element):
                element.remove(child)
            element.text = _TITLE
    for element in root.xpath(_AROUND):
        element.text = element.tail = ""
    for element in root.xpath("//body//*[not(*)]"):
        if any(name in (element.text or "") for name in page.authors or ()):
            element.text = ""
    root.find("head").text = _HEAD


def _prose(root: HtmlElement) -> int:
    """Return the characters of long texts that are no links: of an article that is still there."""
    texts = root.xpath("//body//text()[not(ancestor::a or ancestor::script or ancestor::style or ancestor::noscript)]")
    return sum(len(text) for text in texts if len(text) > _PROSE)
