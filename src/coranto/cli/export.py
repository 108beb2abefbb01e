"""``coranto export``: the library's articles as JSON Lines."""

from __future__ import annotations

import click

from coranto.cli._shared import library_option, opened, write_line
from coranto.pipeline.exporting import article_lines, people_lines, source_lines


@click.command("export")
@click.option("--readers", is_flag=True, help="Export readers, what they follow and their comments instead.")
@click.option("--all", "everything", is_flag=True, help="Export articles, sources, readers and comments.")
@library_option
def command(readers: bool, everything: bool, library: str | None) -> None:
    """Write articles in the format of `coranto extract`, with family and story; import takes them back."""
    with opened(library) as coranto:
        if everything or not readers:
            for line in article_lines(coranto.library):
                write_line(line)
        if everything:
            for line in source_lines(coranto.library):
                write_line(line)
        if everything or readers:
            for line in people_lines(coranto.library):
                write_line(line)
