"""``/settings``: how this browser shows pages, and a reader's own account."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.problems import sentence_of
from coranto.app.reading.topic import FOLLOWED
from coranto.app.reading.viewer import ZONES, known_languages, known_zone
from coranto.errors import InputError, NotAllowed
from coranto.web.asking import LOOK, THEMES, Look, own_path, reader_of, site_of, viewer_of
from coranto.web.forms import Form
from coranto.web.pages.sign_in import signed_in
from coranto.web.render import page, set_cookie

_LOOK_LASTS = 2 * 365 * 86400
_LONGEST_KEY = 200


def show(request: Request, problem: str = "") -> Response:
    """Show the forms."""
    site = site_of(request)
    reader = viewer_of(request).reader
    return page(
        request,
        "settings.html",
        400 if problem else 200,
        zones=sorted(ZONES),
        follows=site.coranto.library.readers.follows(reader.id) if reader else [],
        has_password=site.accounts.has_password(reader) if reader else False,
        podcast=site.accounts.feed_token(reader) if reader else "",
        saved="saved" in request.query_params,
        problem=problem,
    )


def save(request: Request, form: Form) -> Response:
    """Keep theme, zone, languages and safe reading; all but the theme go with a reader's account."""
    theme = form["theme"] if form["theme"] in THEMES else "auto"
    languages = known_languages(form["languages"].replace(",", " ").split())
    look = Look(theme, known_zone(form["zone"]), bool(form["safe"]), languages)
    reader = viewer_of(request).reader
    if reader is not None:
        site_of(request).coranto.library.readers.update(
            replace(reader, zone=look.zone, safe=look.safe, languages=look.languages)
        )
    response = RedirectResponse("/settings?saved", 303)
    set_cookie(response, request, LOOK, look.cookie(), _LOOK_LASTS)
    return response


def password(request: Request, form: Form) -> Response:
    """Set a new password; every other session of the reader ends."""
    reader, accounts = reader_of(request), site_of(request).accounts
    try:
        session = accounts.change_password(reader, form.fields.get("old", ""), form.fields.get("new", ""))
    except (InputError, NotAllowed) as error:
        return show(request, sentence_of(error))
    return signed_in(request, session, "/settings?saved")


def follow(request: Request, form: Form) -> Response:
    """Follow or unfollow, and go back."""
    reader = reader_of(request)
    kind, followed = form["kind"], form["key"]
    if kind not in FOLLOWED or not 0 < len(followed) <= _LONGEST_KEY:
        raise InputError("that cannot be followed")
    site_of(request).coranto.library.readers.follow(reader.id, kind, followed, form["on"] == "1")
    return RedirectResponse(own_path(form["back"]), 303)
