"""Nothing stored is lost, nothing appears twice, and the next run completes: killed at 200 random points, with a full
disk, with a clock that jumps back, and with a second process on the same library.

    python bench/loss.py [--kills 200] [--seed 1]

A site on loopback publishes more with every edition, in full in its feeds or on pages. A child process polls it and
moves the articles on (`app.live.poll_once`); the parent kills it, looks into the library, and lets the last one end.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from threading import Timer

from sqlalchemy import Connection, Engine, event

from coranto.app.live import poll_once
from coranto.app.open import derived_folder
from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.app.work import unfinished
from coranto.errors import CorantoError
from coranto.model import ArticleId, Source
from coranto.ports.index import SearchQuery
from coranto.ports.library import ArticleQuery
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import open_library
from coranto.text.hashing import source_id
from loopback import Entry, feed, host, response, web

FEEDS = 4
PER_EDITION = 1
PUBLISHED = 0.7
"""How likely it is that there is something new before a run; the others only take up what was left."""
AFTER_COMMIT = 0.05
"""Seconds within which a kill may come after the transaction it is drawn for; a third come just before it ends."""
START = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = 30.0
"""Hours between two rounds: more than the longest interval with its jitter, so that everything is due."""
_BEGAN = time.monotonic()
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class ShiftedClock:
    """A clock that is so many hours ahead of, or behind, a fixed start."""

    hours: float

    def now(self) -> datetime:
        """Return the time."""
        return START + timedelta(hours=self.hours, seconds=time.monotonic() - _BEGAN)


class Site:
    """What is published: with every edition each host has some articles more."""

    def __init__(self, edition: Synchronized[int]) -> None:
        self.edition = edition

    def entries(self, name: str, *, port: str) -> list[Entry]:
        """Return a host's articles; even ones stand in the feed in full, odd ones on their pages."""
        count = self.edition.value * PER_EDITION
        return [
            Entry(f":{port}/{n}.html", headline(name, n), text(name, n) if n % 2 == 0 else text(name, n)[:80])
            for n in range(count)
        ]

    def answer(self, name: str, head: str) -> bytes:
        """Answer one request."""
        path = head.split(" ", 2)[1]
        port = head.lower().split("host: ", 1)[1].split("\r\n", 1)[0].rpartition(":")[2]
        if path == "/robots.txt":
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if path == "/feed":
            return response(feed(name, self.entries(name, port=port)), "application/rss+xml")
        n = int(path.strip("/").removesuffix(".html"))
        paragraphs = "".join(f"<p>{part}</p>" for part in text(name, n).split("\n\n"))
        title = headline(name, n)
        body = f"<article><h1>{title}</h1>{paragraphs}</article>"
        page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
        return response(page.encode(), "text/html")


WORDS = "harbour council ferry bridge minister school river budget strike museum court storm wheat train hospital"


def headline(name: str, n: int) -> str:
    """Return a headline that no other article has."""
    chance = random.Random(f"{name} {n}")
    return f"{chance.choice(WORDS.split()).title()} {chance.choice(WORDS.split())} report {n} from {name}"


def text(name: str, n: int) -> str:
    """Return a text of some paragraphs that no other article has."""
    chance = random.Random(f"text {name} {n}")
    sentences = [" ".join(chance.choices(WORDS.split(), k=14)).capitalize() + f", said number {n}." for _ in range(12)]
    return "\n\n".join(" ".join(sentences[k : k + 4]) for k in range(0, 12, 4))


def coranto(folder: str, hours: float) -> Coranto:
    """Return a Coranto on a folder, without the encoder: its vectors are derived and slow to load."""
    settings = Settings(library=folder, allowed_hosts=tuple(host(n) for n in range(FEEDS)), delay=0.0, timeout=5.0)
    derived = derived_folder(folder)
    library = open_library(folder)
    return Coranto(settings, library, FullText(derived / "texts"), FolderBlobs(derived), ShiftedClock(hours), derived)


@dataclass(frozen=True)
class Doom:
    """Kills its process at the transaction of a number, after some seconds or just before it ends. 0: never."""

    at: int
    seconds: float
    commits: Synchronized[int]

    def listen(self) -> None:
        """Count the transactions of this process, and kill it."""
        event.listen(Engine, "commit", self._on_commit)

    def _on_commit(self, _connection: Connection) -> None:
        with self.commits.get_lock():
            self.commits.value += 1
            reached = self.commits.value == self.at
        if reached and self.seconds:
            Timer(self.seconds, self._kill).start()
        elif reached:
            self._kill()

    @staticmethod
    def _kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def work(folder: str, hours: float, limit: int = 0, doom: Doom | None = None) -> None:
    """Poll and move on, in the child; with ``limit``, no file may grow beyond so many bytes."""
    if doom:
        doom.listen()
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - until the child ends
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        running = coranto(folder, hours)
        poll_once(running)
        running.close()
    except CorantoError as error:
        os._exit(3 if error.code in ("storage", "busy") else 4)
    os._exit(0)


def child(folder: str, hours: float, limit: int = 0, doom: Doom | None = None) -> multiprocessing.process.BaseProcess:
    """Start one."""
    process = FORK.Process(target=work, args=(folder, hours, limit, doom))
    process.start()
    return process


class Harness:
    """Counts what went wrong."""

    def __init__(self, folder: str, port: int, edition: Synchronized[int], chance: random.Random) -> None:
        self.folder, self.port, self.edition, self.chance = folder, port, edition, chance
        self.hours = 0.0
        self.seen: set[ArticleId] = set()
        self.left: list[str] = []
        self.faults: Counter[str] = Counter()
        self.exits: Counter[int] = Counter()
        library = open_library(folder)
        for n in range(FEEDS):
            url = f"http://{host(n)}:{port}/feed"
            library.sources.add(Source(id=source_id(url), url=url))
        library.close()

    def next_round(self) -> None:
        """Let more be published, and a day go by so that everything is due."""
        self.hours += DAY
        with self.edition.get_lock():
            self.edition.value += 1

    def look(self) -> int:
        """Look into the library as it lies; returns the number of articles."""
        library = open_library(self.folder)
        articles = library.articles.query(ArticleQuery(readable=False, limit=100_000))
        now = {article.id for article in articles}
        self.faults["lost"] += len(self.seen - now)
        titles = Counter(article.article.title for article in articles)
        self.faults["twice"] += sum(count - 1 for count in titles.values())
        self.faults["damage"] += len(library.check())
        self.seen |= now
        library.close()
        return len(now)

    def finish(self) -> float:
        """Let a run end undisturbed and hold it against all that was published; returns the seconds it took."""
        self.hours += DAY
        began = time.monotonic()
        process = child(self.folder, self.hours)
        process.join()
        self.faults["last run failed"] += process.exitcode != 0
        took = time.monotonic() - began
        self.faults["missing"] += abs(self.edition.value * PER_EDITION * FEEDS - self.look())
        running = coranto(self.folder, self.hours)
        self.left = unfinished(running)
        self.faults["unfinished"] += len(self.left)
        self.faults["not found by search"] += sum(
            not _finds(running, one) for one in self.chance.sample(sorted(self.seen), min(12, len(self.seen)))
        )
        running.close()
        return took


def _finds(running: Coranto, article: ArticleId) -> bool:
    title = running.library.articles.get(article).article.title
    return article in {hit.article for hit in running.texts.search(SearchQuery(text=f'"{title}"')).hits}


def kills(harness: Harness, count: int) -> None:
    """Kill runs at random points, until so many were killed before they ended."""
    most = 40  # transactions of a run; learnt from those that end
    while harness.exits[-signal.SIGKILL] < count:
        if harness.chance.random() < PUBLISHED:
            harness.next_round()
        harness.hours += DAY
        commits: Synchronized[int] = FORK.Value("i", 0)
        seconds = max(0.0, harness.chance.uniform(-AFTER_COMMIT / 2, AFTER_COMMIT))
        doom = Doom(harness.chance.randint(1, most * 6 // 5), seconds, commits)
        process = child(harness.folder, harness.hours, doom=doom)
        process.join()
        most = max(most, commits.value) if process.exitcode else max(10, commits.value)
        harness.exits[process.exitcode or 0] += 1
        print(f"\r{harness.look()} articles, exits {dict(harness.exits)} ", end="", file=sys.stderr, flush=True)


def full_disk(harness: Harness) -> None:
    """Let files grow to somewhere between what they have and what they need."""
    for _ in range(10):
        harness.next_round()
        sizes = [path.stat().st_size for path in Path(harness.folder).rglob("*") if path.is_file()]
        process = child(harness.folder, harness.hours, int(max(sizes) * harness.chance.uniform(0.02, 1.05)) + 1)
        process.join()
        harness.exits[process.exitcode or 0] += 1
        harness.look()


def clock_back(harness: Harness) -> None:
    """Let the clock run a year ahead for a while, and back."""
    for jump in (8760.0, -8760.0):
        harness.next_round()
        harness.hours += jump
        process = child(harness.folder, harness.hours)
        process.join()
        harness.exits[process.exitcode or 0] += 1
        harness.look()


def second_process(harness: Harness) -> None:
    """Let two work at a time, and kill one of them."""
    for n in range(10):
        harness.next_round()
        pair = [child(harness.folder, harness.hours) for _ in range(2)]
        if n % 2:
            time.sleep(harness.chance.uniform(0, 1.0))
            os.kill(pair[0].pid or 0, signal.SIGKILL)
        for process in pair:
            process.join()
            harness.exits[process.exitcode or 0] += 1
        harness.look()


def measured(part: Callable[[Harness], None], seed: int) -> Harness:
    """Run one part on a library of its own, let a last run end, and return what was counted."""
    edition: Synchronized[int] = FORK.Value("i", 0)
    with web(Site(edition).answer) as port, tempfile.TemporaryDirectory() as folder:
        harness = Harness(folder, port, edition, random.Random(seed))
        part(harness)
        harness.finish()
    return harness


def main(count: int, seed: int) -> None:
    """Run all four and print what went wrong."""
    parts: dict[str, Callable[[Harness], None]] = {
        f"kill -9, {count} times": lambda harness: kills(harness, count),
        "full disk, 10 times": full_disk,
        "clock a year ahead and back": clock_back,
        "two processes, 10 times": second_process,
    }
    names = ("lost", "twice", "missing", "damage", "unfinished", "not found by search", "last run failed")
    print(f"{'':<30}{'articles':>9}  " + "  ".join(names) + "   exits")
    for title, part in parts.items():
        harness = measured(part, seed)
        if harness.left:
            print("left:", "; ".join(harness.left), file=sys.stderr)
        counts = "  ".join(f"{harness.faults[name]:>{len(name)}}" for name in names)
        print(f"{title:<30}{len(harness.seen):>9}  {counts}   {dict(sorted(harness.exits.items()))}", flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    main(given.kills, given.seed)
