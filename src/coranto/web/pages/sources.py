"""``/sources``: where the news comes from, how each source is doing, and what the owner does about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.discovery import Subscribed, subscribe
from coranto.app.problems import sentence_of
from coranto.app.reading.sources import read_sources, read_starter
from coranto.app.subscriptions import Subscriptions, addresses_in
from coranto.errors import InputError
from coranto.model import Role, SourceId
from coranto.text.urls import without_login
from coranto.web.asking import reader_of, site_of, viewer_of
from coranto.web.forms import Form
from coranto.web.render import page

MOST = 100
"""Addresses taken from one paste: the page waits until all of them were asked."""


def show(request: Request, problem: str = "", note: str = "", done: Sequence[Subscribed] = ()) -> Response:
    """Show all sources with their state, the newest refusals, and a list to begin with where there are none."""
    found = read_sources(site_of(request).coranto.library)
    asked = request.query_params
    starter = None if found.sources else read_starter(asked.get("country", ""), asked.get("language", ""))
    told = [(without_login(one.address), sentence_of(one.problem)) for one in done if one.problem]
    status = 400 if problem else 200
    return page(
        request, "sources.html", status, found=found, starter=starter, problem=problem, note=note, told=told, most=MOST
    )


def add(request: Request, form: Form) -> Response:
    """Subscribe to feeds, sites and mailboxes: one address, or as many as a paste holds."""
    reader_of(request, Role.OWNER)
    addresses = addresses_in(form["addresses"])[:MOST]
    if not addresses:
        return show(request, "There is no web address in that, and no mailbox.")
    done = subscribe(site_of(request).coranto, addresses, folder=form["folder"])
    added = [one.source for one in done if one.source]
    if not added:
        return show(request, "Nothing was added.", done=done)
    what = without_login(added[0].url) if len(done) == 1 else f"{len(added)} of {len(done)}"
    return show(request, note=f"{what} added; polled next.", done=done)


def change(request: Request, form: Form) -> Response:
    """Pause, go on with, or remove a source."""
    subscriptions, source = _subscriptions(request), SourceId(request.path_params["source"])
    if form["do"] == "remove":
        subscriptions.remove(source)
    else:
        subscriptions.pause(source, form["do"] == "pause")
    return RedirectResponse("/sources", 303)


def take_opml(request: Request, form: Form) -> Response:
    """Subscribe to all feeds of an OPML file."""
    try:
        new, given = _subscriptions(request).take_opml(form.file)
    except InputError as error:
        return show(request, sentence_of(error))
    return show(request, note=f"{new} of {given} sources in the file are new.")


def give_opml(request: Request) -> Response:
    """Return the subscriptions as OPML; logins in addresses are the owner's."""
    site, reader = site_of(request), viewer_of(request).reader
    sources = site.coranto.library.sources.all()
    if reader is None or reader.role is not Role.OWNER:
        sources = [replace(source, url=without_login(source.url)) for source in sources]
    body = Subscriptions(site.coranto.library, site.coranto.clock).as_opml(sources)
    headers = {"Content-Disposition": 'attachment; filename="coranto.opml"'}
    return Response(body, media_type="text/x-opml", headers=headers)


def _subscriptions(request: Request) -> Subscriptions:
    reader_of(request, Role.OWNER)
    site = site_of(request)
    return Subscriptions(site.coranto.library, site.coranto.clock)
