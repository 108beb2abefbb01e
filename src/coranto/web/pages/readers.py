"""``/readers``: accounts, for the owner."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.problems import sentence_of
from coranto.errors import Conflict, InputError
from coranto.model import ReaderId, Role
from coranto.web.asking import reader_of, site_of
from coranto.web.forms import Form
from coranto.web.render import page


def show(request: Request, link: str = "", problem: str = "") -> Response:
    """Show all accounts, and a form for a new one."""
    reader_of(request, Role.OWNER)
    readers = site_of(request).coranto.library.readers.all()
    return page(request, "readers.html", readers=readers, roles=list(Role), link=link, problem=problem)


def add(request: Request, form: Form) -> Response:
    """Create an account and show the one-time link that its reader signs in by."""
    reader_of(request, Role.OWNER)
    accounts = site_of(request).accounts
    try:
        made = accounts.add(form["name"], _role(form))
    except (InputError, Conflict) as error:
        return show(request, problem=sentence_of(error))
    return show(request, _link(request, made.id))


def change(request: Request, form: Form) -> Response:
    """Give another role, a new sign-in link, or remove the account."""
    reader_of(request, Role.OWNER)
    accounts = site_of(request).accounts
    reader = site_of(request).coranto.library.readers.get(ReaderId(request.path_params["reader"]))
    if form["do"] == "link":
        return show(request, _link(request, reader.id))
    if form["do"] == "remove":
        accounts.remove(reader.id)
    else:
        accounts.set_role(reader.id, _role(form))
    return RedirectResponse("/readers", 303)


def _role(form: Form) -> Role:
    if form["role"] not in list(Role):
        raise InputError("no such role")
    return Role(form["role"])


def _link(request: Request, reader: ReaderId) -> str:
    return f"{request.base_url}sign-in/{site_of(request).accounts.sign_in_link(reader)}"
