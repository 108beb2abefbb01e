"""``coranto poll``: ask every source that is due, once."""

from __future__ import annotations

import click

from coranto.app.live import ask_again, poll_once
from coranto.cli._shared import library_option, opened, progress_shown


@click.command("poll")
@click.option("--all", "everything", is_flag=True, help="Ask sources that are not due yet, too.")
@library_option
def command(everything: bool, library: str | None) -> None:
    """Poll what is due, take what came, and stop. `coranto serve` does this all the time."""
    with opened(library) as coranto, progress_shown() as tell:
        if everything:
            ask_again(coranto)
        asked = poll_once(coranto, tell)
        failing = sum(source.state.value == "failing" for source in coranto.library.sources.all())
    click.echo(f"{asked} sources asked" + (f", {failing} failing: see the sources page" if failing else ""))
