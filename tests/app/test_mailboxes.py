"""A mailbox as a source, over TLS on loopback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coranto.app.live import ask_again, poll_once
from coranto.app.open import open_coranto
from coranto.app.service import Coranto
from coranto.app.settings import Settings, describe
from coranto.app.subscriptions import Subscriptions
from coranto.errors import InputError
from coranto.model import Article, Capture, Source, SourceId, SourceKind, SourceState
from coranto.pipeline.taking import Taker
from coranto.ports.library import ArticleQuery, NewArticle
from coranto.text.hashing import article_id, source_id
from imap import ImapServer, serving

PASSWORD = 'a b"c'
TEXT = " ".join(f"The harbour office said on day {day} that the ferry runs again." for day in range(30))
LETTER = (
    "From: Harbour News <news@a.example>\r\nSubject: Letter {uid}\r\nMessage-ID: <{uid}@a.example>\r\n"
    "Archived-At: <https://post.example/halden>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
    "Content-Type: text/html\r\n\r\n<link rel=canonical href='https://post.example/halden'>"
    "<h1>Letter {uid}</h1><p>Number {uid}. {text}</p>\r\n"
)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ImapServer]:
    """Give a running server whose certificate is trusted here."""
    made, key = tmp_path / "made.pem", tmp_path / "key.pem"
    request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = "subjectAltName=IP:127.0.0.1"
    try:
        command = [*request.split(), "-addext", names, "-keyout", str(key), "-out", str(made)]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no certificate can be made here: {error}")
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + made.read_bytes())
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(made))
    mails = {uid: LETTER.format(uid=uid, text=TEXT).encode() for uid in (3, 7)}
    with serving(ImapServer(mails, both)) as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings that know the mailbox's password."""
    library = str(tmp_path / "library")
    return Settings(library=library, allowed_hosts=("127.0.0.1",), delay=0, encoder=False, mail_password=PASSWORD)


@pytest.fixture
def coranto(settings: Settings) -> Iterator[Coranto]:
    """Give a running Coranto."""
    with open_coranto(settings) as made:
        yield made


def subscribed(coranto: Coranto, server: ImapServer) -> Source:
    subscriptions = Subscriptions(coranto.library, coranto.clock)
    return subscriptions.add(f"imaps://ada@127.0.0.1:{server.server_address[1]}/News")


def titles(coranto: Coranto) -> list[str]:
    return sorted(one.article.title for one in coranto.library.articles.query(ArticleQuery(limit=20)))


def test_new_letters_become_articles(coranto: Coranto, server: ImapServer) -> None:
    """Each letter is fetched once and taken once; the next visit goes on behind it."""
    source = subscribed(coranto, server)
    poll_once(coranto)
    assert titles(coranto) == ["Letter 3", "Letter 7"]
    assert r'LOGIN ada "a b\"c"' in server.commands
    assert coranto.library.sources.get(source.id).state is SourceState.OK
    server.mails[9] = LETTER.format(uid=9, text=TEXT).encode()
    ask_again(coranto)
    poll_once(coranto)
    assert titles(coranto) == ["Letter 3", "Letter 7", "Letter 9"]
    assert server.fetched == [3, 7, 9]
    assert coranto.library.captures.pending(10) == []


def test_a_letter_read_twice_is_one_article(coranto: Coranto, server: ImapServer) -> None:
    """A mailbox that is numbered anew, or a kill before the cursor was written, brings nothing twice."""
    source = subscribed(coranto, server)
    poll_once(coranto)
    coranto.library.settings.set(f"mailbox:{source.id}", "41.9")
    ask_again(coranto)
    poll_once(coranto)
    assert server.fetched == [3, 7, 3, 7]
    assert titles(coranto) == ["Letter 3", "Letter 7"]


def test_a_letter_speaks_for_no_address_on_the_web(coranto: Coranto, server: ImapServer) -> None:
    """Whatever address it claims, the article that is known there stays as it is; the sender is the publisher."""
    known = Article(title="The bridge", text=TEXT, url="https://post.example/halden", publisher="The Post")
    new = NewArticle(id=article_id(known), article=known, seen=coranto.clock.now(), addresses=(known.url,))
    coranto.library.articles.take([new])
    subscribed(coranto, server)
    poll_once(coranto)
    assert titles(coranto) == ["Letter 3", "Letter 7", "The bridge"]
    letters = [one.article for one in coranto.library.articles.query(ArticleQuery(limit=20)) if one.article.url == ""]
    assert [letter.publisher for letter in letters] == ["Harbour News", "Harbour News"]


def test_a_letter_that_a_killed_run_had_recorded_is_taken(coranto: Coranto, server: ImapServer) -> None:
    """It is taken by the next run as a letter, also one that is written like a feed."""
    source = subscribed(coranto, server)
    item = f"<item><title>Forged</title><link>https://post.example/x</link><description>{TEXT}</description></item>"
    body = f"<!doctype html><title>Killed</title><rss><channel>{item}</channel></rss><p>{TEXT}</p>".encode()
    letter = Capture(url="mid:5@a.example", body=body, fetched=coranto.clock.now())
    coranto.library.captures.add(letter, source.id, SourceKind.MAIL.value)
    poll_once(coranto)
    assert coranto.library.articles.find("https://post.example/x") is None
    assert "Killed" in titles(coranto)
    assert coranto.library.captures.pending(10) == []


def test_a_refusal_is_told_without_the_login(settings: Settings, server: ImapServer) -> None:
    """A wrong password, or none, is an error of the source, with a later try; nothing shows it."""
    for password, code in (("wrong", "refused"), ("", "settings")):
        changed = Settings(library=settings.library, allowed_hosts=settings.allowed_hosts, mail_password=password)
        with open_coranto(changed) as coranto:
            found = coranto.library.sources.all() or [subscribed(coranto, server)]
            ask_again(coranto)
            poll_once(coranto)
            state = coranto.library.sources.state(found[0].id)
            assert state.error_code == code
            assert coranto.library.sources.get(found[0].id).state is SourceState.FAILING
            told = state.error + "".join(map(str, coranto.library.sources.recent_errors(5)[0]))
            assert "ada" not in told
            assert "wrong" not in told


def test_the_password_is_never_shown(settings: Settings) -> None:
    """`coranto settings` says only whether there is one."""
    assert dict(row[:2] for row in describe(settings))["mail_password"] == "(set)"
    assert PASSWORD not in repr(settings)


@pytest.mark.parametrize(
    "address",
    [
        "imaps://mail.example/",
        "imaps://ada:pw@mail.example/",
        "imaps://a%0d%0ab@mail.example/",
        "imaps://ada@h:x/",
        "imaps://ada@mail.example/a%0D%0Ab",
        'imaps://a"b@mail.example/',
        "imaps://[",
        "imaps:",
    ],
)
def test_what_is_no_mailbox_is_refused(coranto: Coranto, address: str) -> None:
    """No user, a password that would be stored, or what would end a command of the protocol."""
    with pytest.raises(InputError):
        Subscriptions(coranto.library, coranto.clock).add(address)


def test_a_mailbox_from_a_file_is_paused(coranto: Coranto) -> None:
    """Its server would be given the owner's password, so the owner looks first."""
    url = "imaps://ada@mail.example/INBOX"
    Taker(coranto.library, coranto.clock).take([Source(id=SourceId(source_id(url)), url=url, kind=SourceKind.MAIL)])
    assert coranto.library.sources.all()[0].state is SourceState.PAUSED
