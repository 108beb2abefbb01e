"""How long pages take: median and p95 over a library of 10,000 articles, ASGI in this process, a real SQLite file.

    python bench/pages.py [--articles 10000] [--times 60] [--library FOLDER]

The library is made of seeded nonsense: stories of one to forty articles, some of them copies, each annotated with
sentences, tags, names, quotes and figures. Every page is asked for with other stories, articles and words each time.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette

from coranto.app.limits import RateLimits
from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.model import (
    Annotations,
    Article,
    ArticleId,
    Entity,
    EntityType,
    FamilyId,
    Figure,
    Hashtag,
    Placement,
    Quote,
    RelatedArticle,
    Sentence,
    Span,
    Statement,
    Story,
    StoryId,
)
from coranto.ports.index import IndexedArticle
from coranto.ports.library import ArticleQuery, NewArticle
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import open_library
from coranto.web.site import make_site

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = [f"{a}{b}{c}" for a in "bdklmnprst" for b in ("a", "e", "i", "o", "u") for c in ("lin", "ver", "tor", "mas")]
PAPERS = [f"The {word.title()} {kind}" for word in WORDS[:30] for kind in ("Post", "Mail", "Star")]
PEOPLE = [f"{a.title()} {b.title()}" for a in WORDS[:20] for b in WORDS[20:40]]


class StillClock:
    """A clock that stands."""

    def now(self) -> datetime:
        """Return the bench's time."""
        return NOW


def sentence(rng: random.Random) -> str:
    """Return a sentence of nonsense; low words are common, high ones rare."""
    chosen = [WORDS[min(int(rng.expovariate(0.03)), len(WORDS) - 1)] for _ in range(rng.randint(8, 24))]
    return " ".join(chosen).capitalize() + "."


def make_article(rng: random.Random, hours: float) -> Article:
    """Return one article of about 400 words."""
    text = "\n\n".join(" ".join(sentence(rng) for _ in range(3)) for _ in range(9))
    return Article(
        title=sentence(rng)[:70],
        standfirst=sentence(rng),
        text=text,
        url=f"https://paper.example/{rng.random()}",
        authors=tuple(rng.sample(PEOPLE, 2)),
        publisher=rng.choice(PAPERS),
        published=NOW - timedelta(hours=hours),
        language="en",
    )


def annotate(rng: random.Random, key: ArticleId, article: Article) -> Annotations:
    """Return annotations of a usual size."""
    spans, at = [], 0
    for part in article.text.replace("\n\n", " \n").split(". "):
        start = article.text.find(part.strip()[:30], at)
        spans.append(Sentence(article.text[start : start + len(part)], start, start + len(part)))
        at = max(start, at)
    people = [(name, name.lower().replace(" ", "-")) for name in rng.sample(PEOPLE, 8)]
    return Annotations(
        article=key,
        revision=1,
        language="en",
        sentences=tuple(spans),
        hashtags=tuple(Hashtag(word.title(), 0.5) for word in rng.sample(WORDS, 5)),
        entities=tuple(Entity(name, EntityType.PERSON, n, n + 9, slug) for n, (name, slug) in enumerate(people)),
        quotes=tuple(Quote(one, True, speaker_name=rng.choice(PEOPLE)) for one in spans[2:8:2]),
        figures=tuple(Figure(n * 20, n * 20 + 4, "things", value=4.0) for n in range(4)),
        key_points=tuple(Statement(one.text, (Span(key, 1, one.start, one.end),)) for one in spans[:4]),
    )


@contextmanager
def library(folder: Path, articles: int) -> Iterator[tuple[Coranto, list[ArticleId], list[StoryId]]]:
    """Give a filled library, its articles and its stories; a folder that is filled already is used as it is."""
    coranto = Coranto(
        settings=Settings(),
        library=open_library(str(folder)),
        texts=FullText(folder / "texts"),
        blobs=FolderBlobs(folder),
        clock=StillClock(),
        derived=folder,
    )
    if not coranto.library.articles.count(ArticleQuery()):
        fill(coranto, articles)
    stories = [story.id for story in coranto.library.stories.front(limit=articles)]
    keys = [article for _, article in coranto.library.changes.since(0, 10 * articles)]
    yield coranto, sorted(set(keys)), stories
    coranto.close()


def fill(coranto: Coranto, articles: int) -> None:
    """Put stories into the library, some fifty at a time."""
    rng = random.Random(9)
    done = 0
    while done < articles:
        stories = []
        for _ in range(50):
            size = min(40, 1 + int(rng.expovariate(0.15)))
            hours = rng.random() * 24 * 60
            keys = [ArticleId(f"a{done + n:06d}") for n in range(size)]
            stories.append([(key, make_article(rng, hours + n)) for n, key in enumerate(keys)])
            done += size
        write(coranto, rng, stories)


Members = list[tuple[ArticleId, Article]]


def write(coranto: Coranto, rng: random.Random, stories: list[Members]) -> None:
    """Write some stories: articles, places, annotations, facts and the index."""
    record = coranto.library
    flat = [pair for members in stories for pair in members]
    record.articles.take([NewArticle(id=key, article=one, seen=NOW) for key, one in flat])
    record.stories.place([place for members in stories for place in places(members)], [])
    notes = [annotate(rng, key, one) for key, one in flat]
    record.annotations.write(notes)
    for key, _ in flat:
        record.annotations.write_related(key, [RelatedArticle(rng.choice(flat)[0], 0.5, "Also about it")] * 5)
    record.stories.write([facts(rng, members) for members in stories])
    stored = record.articles.get_many([key for key, _ in flat])
    tags = {one.article: tuple(tag.tag for tag in one.hashtags) for one in notes}
    coranto.texts.write([IndexedArticle(one, tags[one.id]) for one in stored], [], record.changes.position)


def places(members: Members) -> list[Placement]:
    """Return where a story's articles stand: each third is a text of its own, carried by the next two."""
    story = StoryId(members[0][0])
    families = [FamilyId(members[n - n % 3][0]) for n in range(len(members))]
    return [Placement(k, f, k == f, story, story) for (k, _), f in zip(members, families, strict=True)]


def facts(rng: random.Random, members: Members) -> Story:
    """Return what is known of a story."""
    lead, article = members[0]
    return Story(
        id=StoryId(lead),
        headline=article.title,
        lead=lead,
        articles=len(members),
        independent=(len(members) + 2) // 3,
        publishers=tuple(one.publisher for _, one in members[:6]),
        first=NOW - timedelta(days=3),
        last=NOW - timedelta(hours=rng.randint(0, 70)),
        score=rng.random() * len(members),
        reasons=("many reports",),
        language="en",
    )


async def ask(app: Starlette, path: str) -> int:
    """Ask for a page; returns its size."""
    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"bench")],
        "client": ("127.0.0.1", 1),
        "server": ("bench", 80),
    }
    sent: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200, (path, message["status"])
        else:
            body = message["body"]
            assert isinstance(body, bytes)
            sent.append(len(body))

    await app(scope, receive, send)  # type: ignore[arg-type]  # ASGI's own types are looser than Starlette's
    return sum(sent)


async def measure(app: Starlette, pages: dict[str, Callable[[], str]], times: int) -> None:
    """Print a row a page: wall time (other work on the machine counts) and CPU time (it does not)."""
    print(f"{'page':<20}{'median ms':>10}{'p95 ms':>10}{'CPU median':>12}{'CPU p95':>10}{'KB':>8}")
    for name, path in pages.items():
        await ask(app, path())
        wall, cpu, sizes = [], [], []
        for _ in range(times):
            address = path()
            begun, spent = time.perf_counter(), time.process_time()
            sizes.append(await ask(app, address))
            wall.append((time.perf_counter() - begun) * 1000)
            cpu.append((time.process_time() - spent) * 1000)
        row = (statistics.median(wall), late(wall), statistics.median(cpu), late(cpu), statistics.mean(sizes) / 1024)
        print("{:<20}{:>10.1f}{:>10.1f}{:>12.1f}{:>10.1f}{:>8.1f}".format(name, *row))


@contextmanager
def kept_or_temporary(folder: Path | None) -> Iterator[Path]:
    """Give the folder, or one that is gone afterwards."""
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def late(times: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--library", type=Path, help="fill this folder and keep it, or use it if it is filled")
    given = parser.parse_args()
    rng = random.Random(3)
    started = time.perf_counter()
    with kept_or_temporary(given.library) as folder, library(folder, given.articles) as (coranto, keys, stories):
        print(f"{len(keys):,} articles, {len(stories):,} stories, filled in {time.perf_counter() - started:.0f} s\n")
        app = make_site(coranto, RateLimits({}))
        pages = {
            "front": lambda: f"/?page={rng.randint(1, 3)}",
            "latest": lambda: f"/latest?page={rng.randint(1, 5)}",
            "story": lambda: f"/story/{rng.choice(stories)}",
            "article": lambda: f"/article/{rng.choice(keys)}",
            "hashtag": lambda: f"/hashtag/{rng.choice(WORDS)}",
            "publisher": lambda: "/publisher/" + rng.choice(PAPERS).lower().removeprefix("the ").replace(" ", "-"),
            "author": lambda: "/author/" + rng.choice(PEOPLE).lower().replace(" ", "-"),
            "entity": lambda: "/entity/" + rng.choice(PEOPLE).lower().replace(" ", "-"),
            "search, common": lambda: f"/search?q={rng.choice(WORDS[:10])}",
            "search, two words": lambda: f"/search?q={rng.choice(WORDS[:60])}+{rng.choice(WORDS[60:])}",
            "quotes": lambda: f"/quotes?page={rng.randint(1, 3)}",
            "quotes by speaker": lambda: "/quotes?speaker=" + rng.choice(PEOPLE).replace(" ", "+"),
            "quotes by word": lambda: f"/quotes?text={rng.choice(WORDS)}",
            "hashtags": lambda: "/hashtags",
            "publishers": lambda: "/publishers",
            "authors": lambda: "/authors",
            "about": lambda: "/about",
            "feed": lambda: "/feed.atom",
        }
        asyncio.run(measure(app, pages, given.times))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB (filling included)")


if __name__ == "__main__":
    main()
