"""``coranto``: finds the command's module by its name, so that starting one loads only that one."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from coranto import __version__
from coranto.errors import CorantoError

COMMANDS = ("settings",)


class _Commands(click.Group):
    """Loads ``coranto.cli.NAME`` when ``coranto NAME`` is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"coranto.cli.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coranto")
def cli() -> None:
    """Coranto: news gathered from many papers, credited, and printed once."""


def main() -> None:
    """Run, and turn an error of ours into one line on stderr and exit status 1."""
    try:
        cli()
    except CorantoError as error:
        click.echo(f"coranto: {error}", err=True)
        sys.exit(1)
