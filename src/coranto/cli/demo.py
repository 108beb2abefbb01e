"""``coranto demo``: the sample edition, taken in from sites on loopback the way live news is, and served."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click
from platformdirs import user_data_path

from coranto.app.live import LiveWork, ask_again, poll_once
from coranto.app.service import Coranto
from coranto.cli._shared import library_option, opened, progress_shown
from coranto.cli.serve import serve
from coranto.demo import Sites, start_sites
from coranto.model import Source, SourceKind
from coranto.ports.library import ArticleQuery
from coranto.text.hashing import source_id

_STARTED = "demo:started"
"""The time that the edition ends at: kept, so that a second run takes in nothing twice."""


@click.command("demo")
@click.option("--host", help="Address to listen on (the setting `host`).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (the setting `port`).")
@click.option("--serve/--no-serve", "served", default=True, help="Serve the library when it is built (default).")
@library_option
def command(library: str | None, host: str | None, port: int | None, served: bool) -> None:
    """Build a library from twelve fictional publishers' sites, and serve it."""
    folder = library or str(user_data_path("coranto") / "demo")
    flags = {"host": host, "port": port, "allowed_hosts": ("127.0.0.1",), "delay": 0.0}
    with opened(folder, **flags) as coranto, start_sites(_started(coranto)) as sites:
        with progress_shown() as tell:
            build(coranto, sites, tell)
        articles = coranto.library.articles.count(ArticleQuery())
        click.echo(f"{articles} articles from {len(sites.feeds)} publishers in {folder}")
        if served:
            work = LiveWork(coranto)
            work.start()
            try:
                serve(coranto)
            finally:
                work.stop()


def build(coranto: Coranto, sites: Sites, tell: Callable[[str, int], None]) -> None:
    """Subscribe to the sites and take them in twice: as first published, and with their corrections."""
    library, now = coranto.library, coranto.clock.now()
    kinds = {SourceKind.FEED: sites.feeds, SourceKind.SITEMAP: sites.sitemaps}
    for kind, urls in kinds.items():
        for url in urls:
            library.sources.add(Source(id=source_id(url), url=url, kind=kind, added=now))
    poll_once(coranto, tell)
    sites.publish_corrections()
    ask_again(coranto)
    poll_once(coranto, tell)


def _started(coranto: Coranto) -> datetime:
    kept = coranto.library.settings.get(_STARTED)
    if kept:
        return datetime.fromisoformat(kept)
    now = coranto.clock.now()
    coranto.library.settings.set(_STARTED, now.isoformat())
    return now
