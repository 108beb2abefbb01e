"""The error tree."""

import inspect

from coranto import errors


def tree() -> list[type[errors.CorantoError]]:
    return [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.CorantoError)]


def test_the_docstring_draws_every_error() -> None:
    """A reader of errors.py sees the whole tree in its docstring."""
    assert errors.__doc__
    assert [kind.__name__ for kind in tree() if kind.__name__ not in errors.__doc__] == []


def test_codes_are_unique() -> None:
    """A code names one error, so that JSON Lines and the sources page are unambiguous."""
    codes = [kind.code for kind in tree()]
    assert len(codes) == len(set(codes))


def test_a_message_says_what_where_and_what_to_do() -> None:
    """An error reads as one clear line."""
    error = errors.UnreadableInput("not a feed", where="a.xml", hint="name a feed")
    assert str(error) == "a.xml: not a feed (name a feed)"
