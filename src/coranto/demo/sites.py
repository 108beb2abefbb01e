"""The fictional publishers' sites: every page, feed, sitemap and picture, rendered on request.

Pages come from ``edition/sites/SLUG.html``, one Jinja template a publisher, so that each has its own shape and
its own furniture; feeds from ``edition/sites/_FORMAT.xml`` and ``_json_feed``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime as rfc_date
from functools import lru_cache
from urllib.parse import urlsplit

from babel.dates import format_datetime, format_timedelta
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.filters import do_mark_safe
from markupsafe import Markup, escape

from coranto.demo.edition import FOLDER, Publisher, TrueArticle
from coranto.demo.pictures import draw
from coranto.model import Article, Block, Kind

RTA = "RTA-5042-1996-1400-1577-RTA"
"""The label that an adult page carries (rtalabel.org)."""
_FEEDS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
_WALLED = {Kind.CONSENT: "_consent.html", Kind.INDEX: "_index.html"}
"""Kinds whose page does not look like an article of its publisher."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a site answers: body, media type, when it last changed, further headers."""

    body: bytes
    type: str
    modified: datetime
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong validator of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


@dataclass(slots=True)
class Site:
    """One publisher's site at ``base``. ``corrected`` tells whether its corrections are out."""

    publisher: Publisher
    base: str
    articles: Sequence[TrueArticle]
    now: datetime
    corrected: bool = False

    def answer(self, path: str) -> Page:
        """Return the page at a path (without query)."""
        fixed = {
            "/": self._home,
            "/robots.txt": self._robots,
            "/site.css": self._style,
            self.publisher.feed: self._feed,
            self.publisher.sitemap or "/robots.txt": self._sitemap if self.publisher.sitemap else self._robots,
        }
        if path in fixed:
            return fixed[path]()
        if path.startswith("/img/"):
            return self._picture(path)
        true = next((true for true in self.articles if urlsplit(true.article.url).path == path), None)
        return self._article(true) if true else self._missing()

    def shown(self, true: TrueArticle) -> Article:
        """Return the revision of an article that the site shows now."""
        return true.corrected if self.corrected and true.corrected else true.article

    def _home(self) -> Page:
        return self._page("_home.html", modified=self._changed(self.articles))

    def _article(self, true: TrueArticle) -> Page:
        article = self.shown(true)
        headers = {"Rating": RTA} if "adult" in article.labels else {}
        name = _WALLED.get(article.kind, f"{self.publisher.slug}.html")
        note = true.note if article is true.corrected else ""
        return self._page(name, modified=self._changed([true]), headers=headers, a=article, note=note, id=true.id)

    def _missing(self) -> Page:
        return self._page("_missing.html", modified=self.now, status=404)

    def _robots(self) -> Page:
        lines = ["User-agent: *", "Disallow: /search", "Crawl-delay: 0"]
        lines += [f"Sitemap: {self.base}{self.publisher.sitemap}"] if self.publisher.sitemap else []
        return Page("\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8", self._changed(()))

    def _style(self) -> Page:
        return Page((FOLDER / "sites/site.css").read_bytes(), "text/css; charset=utf-8", self._changed(()))

    def _sitemap(self) -> Page:
        return self._page("_sitemap.xml", modified=self._changed(self.articles), type="application/xml")

    def _feed(self) -> Page:
        kind = _FEEDS[self.publisher.format]
        if self.publisher.format == "json":
            body = json.dumps(self._json_feed(), ensure_ascii=False, indent=1).encode()
            return Page(body, kind, self._changed(self.articles))
        return self._page(f"_{self.publisher.format}.xml", modified=self._changed(self.articles), type=kind)

    def _json_feed(self) -> dict[str, object]:
        """Return the feed in JSON Feed 1.1 (jsonfeed.org)."""
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.publisher.name,
            "home_page_url": f"{self.base}/",
            "feed_url": f"{self.base}{self.publisher.feed}",
            "description": self.publisher.tagline,
            "language": self.publisher.language,
            "items": [self._json_item(true) for true in self.articles],
        }

    def _json_item(self, true: TrueArticle) -> dict[str, object]:
        article = self.shown(true)
        content = {"content_html": str(_fragment(article))} if self.publisher.full_text else {}
        return {
            "id": article.url,
            "url": article.url + self.publisher.links,
            "title": article.title,
            "summary": _summary(article),
            **content,
            **({"image": article.image.url} if article.image else {}),
            "date_published": article.published.isoformat() if article.published else "",
            **({"date_modified": article.modified.isoformat()} if article.modified else {}),
            "authors": [{"name": name} for name in article.authors],
            "tags": list(article.keywords),
        }

    def _picture(self, path: str) -> Page:
        name, _, scene = path.removeprefix("/img/").removesuffix(".png").rpartition(".")
        return Page(draw(name, scene), "image/png", self._changed(()), headers={"Cache-Control": "max-age=86400"})

    def _changed(self, articles: Sequence[TrueArticle]) -> datetime:
        """Return when the newest of ``articles`` changed; the edition's own time where there is none."""
        shown = [self.shown(true) for true in articles]
        return max((when for a in shown if (when := a.modified or a.published)), default=self.now)

    def _page(
        self,
        template: str,
        *,
        modified: datetime,
        type: str = "text/html",  # noqa: A002 - the word of RFC 9110
        status: int = 200,
        headers: dict[str, str] | None = None,
        **values: object,
    ) -> Page:
        others = [self.shown(true) for true in self.articles]
        text = (
            _templates()
            .get_template(template)
            .render(
                site=self.publisher,
                base=self.base,
                now=self.now,
                changed=modified,
                articles=others,
                trues=self.articles,
                rta=RTA,
                **values,
            )
        )
        encoding = self.publisher.encoding if type == "text/html" else "utf-8"
        charset = f"; charset={self.publisher.declared}" if self.publisher.declared else ""
        return Page(text.encode(encoding, "xmlcharrefreplace"), type + charset, modified, status, headers or {})


@lru_cache(maxsize=1)
def _templates() -> Environment:
    loader = FileSystemLoader(FOLDER / "sites")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"when": _when, "ago": _ago, "rfc": rfc_date, "iso": _iso, "summary": _summary, "body": _fragment}
    made.filters |= {
        "people": _join,
        "json": lambda value: do_mark_safe(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")),
    }
    made.globals |= {"utc": lambda when: when.astimezone(UTC)}
    return made


def _when(moment: datetime, pattern: str, language: str) -> str:
    return format_datetime(moment, pattern, locale="en_GB" if language == "en" else language)


def _ago(moment: datetime, now: datetime, language: str) -> str:
    return format_timedelta(moment - now, add_direction=True, locale=language)


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _summary(article: Article) -> str:
    """Return what a feed says of an article: its standfirst, else the beginning of its text."""
    if article.standfirst:
        return article.standfirst
    first = article.text.split("\n\n")[0]
    return first if len(first) < 240 else first[:240].rsplit(" ", 1)[0] + " …"


def _fragment(article: Article, dash: str = "–") -> Markup:
    """Return the body as HTML, from the dateline (closed by ``dash``) to the credit line."""
    parts, listed = [], False
    for number, block in enumerate(article.blocks):
        if (block.kind == "li") is not listed:
            listed = not listed
            parts.append(Markup("<ul>") if listed else Markup("</ul>"))
        parts.append(_element(article, block, "" if number else _opening(article, dash)))
    parts += [Markup("</ul>")] if listed else []
    parts += [Markup("<p>({})</p>").format(_closing(article))] if article.credits else []
    return Markup("\n").join(parts)


def _opening(article: Article, dash: str) -> str:
    if not article.dateline:
        return ""
    agency = f" ({article.dateline.agency})" if article.dateline.agency else ""
    return f"{article.dateline.place}{agency} {dash} "


def _closing(article: Article) -> str:
    by = {"en": " by ", "de": ": ", "fr": " : "}[article.language]
    return "; ".join(f"{credit.role}{by}{_join(credit.people, article.language)}" for credit in article.credits)


def _join(names: Sequence[str], language: str) -> str:
    """Return names as a byline gives them: ``Ann Lee, Bo Ek and Cy Day``."""
    last = {"en": " and ", "de": " und ", "fr": " et "}[language]
    return last.join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def _element(article: Article, block: Block, opening: str) -> Markup:
    words = escape(opening) + escape(article.text[block.start : block.end])
    entry = next((entry for entry in article.entries if entry.start == block.start), None)
    if entry and entry.published:
        stamp = Markup('<time datetime="{}">{}</time> ').format(entry.published.isoformat(), f"{entry.published:%H:%M}")
        return Markup('<h3 class="entry">{}{}</h3>').format(stamp, words)
    tag = {"quote": "blockquote"}.get(block.kind, block.kind)
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), words)  # noqa: S704 - the tag is one of ours
