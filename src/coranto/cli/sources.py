"""``coranto sources``: where the news comes from, how each source is doing, and what to do about it."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from coranto.app.discovery import subscribe
from coranto.app.reading.sources import SourceLine, SourcesPage, read_sources
from coranto.app.subscriptions import Subscriptions, addresses_in
from coranto.cli._shared import complain, json_option, library_option, opened, write_line
from coranto.errors import InputError
from coranto.feeds.starter import starter_feeds


@click.group("sources", invoke_without_command=True)
@click.option("--opml", type=click.Path(dir_okay=False, path_type=Path), help="Write the feeds to this file as OPML.")
@library_option
@json_option
@click.pass_context
def command(context: click.Context, opml: Path | None, library: str | None, as_json: bool) -> None:
    """List the sources with state, last poll and errors, or change them."""
    context.default_map = {name: {"library": library, "as_json": as_json} for name in command.commands}
    if context.invoked_subcommand:
        return
    with opened(library) as coranto:
        if opml is not None:
            opml.write_bytes(Subscriptions(coranto.library, coranto.clock).as_opml())
            return
        found = read_sources(coranto.library)
    (_list_data if as_json else _list)(found)


@command.command("add")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS ...")
@click.option("--folder", default="", help="Folder that they go into.")
@library_option
@json_option
def add(addresses: tuple[str, ...], folder: str, library: str | None, as_json: bool) -> None:
    """Subscribe to feeds, to sites (their feed is looked for), or to mailboxes (imaps://user@host/folder).

    Exit status 1 if any of them could not be added.
    """
    wanted = [address for given in addresses for address in addresses_in(given) or [given]]
    _subscribe(wanted, folder, library, as_json)


@command.command("starter")
@click.option("--country", default="", metavar="CODE", help="Of this country (ISO 3166-1; INT for none).")
@click.option("--language", default="", metavar="CODE", help="In this language (ISO 639-1).")
@click.option("--add", "added", is_flag=True, help="Subscribe to them.")
@library_option
@json_option
def starter(country: str, language: str, added: bool, library: str | None, as_json: bool) -> None:
    """List well-known feeds to begin with, as they were written down; whether they still answer, --add finds out."""
    feeds = starter_feeds(country=country, language=language)
    if not feeds:
        raise InputError("no feed of that country and language is on the list")
    if added:
        _subscribe([feed.url for feed in feeds], "", library, as_json)
        return
    for feed in feeds:
        if as_json:
            write_line(feed)
        else:
            click.echo(f"{feed.country:3} {feed.language}  {feed.title}  {click.style(feed.url, dim=True)}")


@command.command("remove")
@click.argument("sources", nargs=-1, required=True, metavar="ADDRESS|ID ...")
@library_option
def remove(sources: tuple[str, ...], library: str | None) -> None:
    """Forget sources; their articles stay."""
    with opened(library) as coranto:
        subscriptions = Subscriptions(coranto.library, coranto.clock)
        for found in [subscriptions.find(named) for named in sources]:
            subscriptions.remove(found.id)


@command.command("pause")
@click.argument("sources", nargs=-1, required=True, metavar="ADDRESS|ID ...")
@library_option
def pause(sources: tuple[str, ...], library: str | None) -> None:
    """Ask sources no longer, until they are resumed."""
    _pause(sources, library, paused=True)


@command.command("resume")
@click.argument("sources", nargs=-1, required=True, metavar="ADDRESS|ID ...")
@library_option
def resume(sources: tuple[str, ...], library: str | None) -> None:
    """Go on with sources that were paused or have gone."""
    _pause(sources, library, paused=False)


def _pause(sources: tuple[str, ...], library: str | None, *, paused: bool) -> None:
    with opened(library) as coranto:
        subscriptions = Subscriptions(coranto.library, coranto.clock)
        for found in [subscriptions.find(named) for named in sources]:
            subscriptions.pause(found.id, paused)


def _subscribe(addresses: list[str], folder: str, library: str | None, as_json: bool) -> None:
    with opened(library) as coranto:
        done = subscribe(coranto, addresses, folder=folder)
    for one in done:
        if one.problem is not None:
            complain(str(one.problem) if one.problem.where else f"{one.address}: {one.problem}")
        if one.source is not None and as_json:
            write_line(one.source)
        elif one.source is not None:
            click.echo(f"added {one.source.url}  {one.source.title}")
    if any(one.source is None for one in done):
        sys.exit(1)


def _list_data(found: SourcesPage) -> None:
    for line in found.sources:
        write_line({**msgspec.to_builtins(line.source), "poll": msgspec.to_builtins(line.poll)})


def _list(found: SourcesPage) -> None:
    for line in found.sources:
        _print(line)
    counts = ", ".join(f"{share.count} {share.state}" for share in found.shares)
    click.echo(counts or "no sources yet: `coranto sources add ADDRESS`, or `coranto sources starter`")


def _print(line: SourceLine) -> None:
    source, poll = line.source, line.poll
    polled = f"{poll.polled:%Y-%m-%d %H:%M}" if poll.polled else "not polled yet"
    click.echo(f"{source.state:8} {polled:16}  {source.title or source.url}  {click.style(source.id, dim=True)}")
    if source.title:
        click.echo(f"{'':27}{source.url}")
    if poll.error:
        click.echo(f"{'':27}{click.style(poll.error, fg='red')}")
