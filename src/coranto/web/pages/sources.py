"""``/sources``: where the news comes from, how each source is doing, and what the owner does about it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.discovery import Found, find_feed
from coranto.app.problems import sentence_of
from coranto.app.reading.sources import read_sources
from coranto.app.subscriptions import Subscriptions
from coranto.errors import AddressRefused, Conflict, FetchError, InputError
from coranto.model import Role, SourceId
from coranto.text.urls import without_login
from coranto.web.asking import reader_of, site_of, viewer_of
from coranto.web.forms import Form
from coranto.web.render import page


def show(request: Request, problem: str = "", note: str = "") -> Response:
    """Show all sources with their state, and the newest refusals."""
    found = read_sources(site_of(request).coranto.library)
    return page(request, "sources.html", 400 if problem else 200, found=found, problem=problem, note=note)


def add(request: Request, form: Form) -> Response:
    """Subscribe to a feed, or to the feed that a site's page names.

    An address that does not answer now is kept as it is given: it may answer later, and the page shows how it does.
    """
    subscriptions = _subscriptions(request)
    try:
        found, said = asyncio.run(find_feed(site_of(request).coranto, form["url"])), ""
    except (InputError, AddressRefused) as error:
        return show(request, sentence_of(error))
    except FetchError as error:
        found, said = Found(form["url"]), f" It does not answer now: {sentence_of(error)}"
    try:
        source = subscriptions.add(found.url, folder=form["folder"], title=found.title)
    except (InputError, Conflict) as error:
        return show(request, sentence_of(error))
    return show(request, note=f"{without_login(source.url)} is added; it is polled next.{said}")


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
