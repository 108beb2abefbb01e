"""``coranto serve``: the pages and the API, and behind them the polling."""

from __future__ import annotations

import click
import uvicorn
from starlette.applications import Starlette

from coranto.api.site import make_api
from coranto.app.accounts import Accounts
from coranto.app.live import LiveWork
from coranto.app.service import Coranto
from coranto.cli._shared import library_option, opened
from coranto.web.site import make_site

API = "/api/v1"


def application(coranto: Coranto) -> Starlette:
    """Return the pages with the API among them."""
    site = make_site(coranto)
    site.mount(API, make_api(coranto))
    return site


def serve(coranto: Coranto) -> None:
    """Tell the address and the owner's one-time link, and answer until stopped."""
    settings = coranto.settings
    address = f"http://{settings.host}:{settings.port}"
    link = Accounts(coranto.library, coranto.clock).owner_link()
    click.echo(f"Coranto is at {address}\nOnce, within a day, this signs the owner in: {address}/sign-in/{link}")
    uvicorn.run(
        application(coranto),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
    )


@click.command("serve")
@library_option
@click.option("--host", help="Address to listen on (the setting `host`).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (the setting `port`).")
@click.option("--poll/--no-poll", default=True, help="Poll the sources as well (default), or only show what is there.")
def command(library: str | None, host: str | None, port: int | None, poll: bool) -> None:
    """Serve the library's pages and API, and poll its sources."""
    with opened(library, host=host, port=port) as coranto:
        work = LiveWork(coranto)
        if poll:
            work.start()
        try:
            serve(coranto)
        finally:
            if poll:
                work.stop()
