"""``coranto timeline``: the developments of a story or of what a query finds, each with its source."""

from __future__ import annotations

import click

from coranto.app.assisting import timeline
from coranto.cli._shared import json_option, library_option, opened, write_line
from coranto.cli.ask import source_line, statement_data


@click.command("timeline")
@click.argument("query", metavar="QUERY|STORY")
@library_option
@json_option
def command(query: str, library: str | None, as_json: bool) -> None:
    """Show the developments of a story (by its id), or of what QUERY finds, oldest first."""
    with opened(library) as coranto:
        for row in timeline(coranto, query):
            if as_json:
                write_line({"day": row.day, **statement_data(coranto, row.statement)})
            else:
                click.echo(f"{click.style(str(row.day), bold=True)}  {row.statement.text}")
                click.echo(click.style(f"            {source_line(coranto, row.statement)}", dim=True))
