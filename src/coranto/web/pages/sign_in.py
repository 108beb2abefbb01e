"""``/sign-in``, ``/sign-in/TOKEN``, ``/sign-out``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.accounts import SESSION_LASTS
from coranto.app.problems import sentence_of
from coranto.errors import NotAllowed
from coranto.web.asking import SESSION, own_path, site_of, spend
from coranto.web.forms import Form
from coranto.web.render import page, set_cookie


def show(request: Request) -> Response:
    """Show the form."""
    return page(request, "sign_in.html", name="", next=own_path(request.query_params.get("next", "/")), problem="")


def enter(request: Request, form: Form) -> Response:
    """Open a session, by name and password."""
    target = own_path(form["next"])
    try:
        session = site_of(request).accounts.sign_in(form["name"], form.fields.get("password", ""))
    except NotAllowed as error:
        return page(request, "sign_in.html", 403, name=form["name"], next=target, problem=sentence_of(error))
    return signed_in(request, session, target)


def by_link(request: Request) -> Response:
    """Open a session by a one-time link. A preview or prefetch of the link does not spend it."""
    spend(request, "sign-in")
    purpose = request.headers.get("sec-purpose", "") + request.headers.get("purpose", "")
    if request.method == "HEAD" or "prefetch" in purpose:
        return Response(status_code=204)
    session = site_of(request).accounts.redeem(request.path_params["token"])
    return signed_in(request, session, "/")


def leave(request: Request, _form: Form) -> Response:
    """End the session."""
    site_of(request).accounts.sign_out(request.cookies.get(SESSION, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def signed_in(request: Request, session: str, target: str) -> Response:
    """Hand over a session and go on."""
    response = RedirectResponse(target, 303)
    set_cookie(response, request, SESSION, session, int(SESSION_LASTS.total_seconds()))
    response.headers["Cache-Control"] = "no-store"
    return response
