"""What a configured language model adds to the pages, and what it may not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.service import Coranto
from coranto.errors import ModelUnavailable
from coranto.ports.outside import ChatMessage
from coranto.web.site import make_site
from newsroom import POST, Browser


@dataclass
class Scripted:
    """A model that says what it was given to say, and keeps what it was asked."""

    reply: str
    name: str = "scripted"
    asked: list[Sequence[ChatMessage]] = field(default_factory=list)

    def complete(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> str:  # noqa: ARG002 - the port's
        self.asked.append(messages)
        return self.reply

    async def stream(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> AsyncIterator[str]:
        yield self.complete(messages, max_tokens=max_tokens)


@pytest.fixture
def bob(coranto: Coranto) -> Callable[..., Browser]:
    """Give Bob's browser over pages with a model and what the owner lets it do."""

    def make(model: Scripted, *features: str) -> Browser:
        settings = replace(coranto.settings, model_features=features)
        app = make_site(replace(coranto, model=model, settings=settings), RateLimits({}))
        accounts = Accounts(coranto.library, coranto.clock)
        reader = accounts.add("Bob")
        return Browser(app, accounts.redeem(accounts.sign_in_link(reader.id)))

    return make


def test_nothing_is_sent_until_the_owner_says_so(bob: Callable[..., Browser]) -> None:
    """A model that is configured but allowed nothing is never asked, and its features are not shown."""
    model = Scripted("[1] Nein.")
    browser = bob(model)
    assert "/translation" not in browser.get(f"/article/{POST}")
    assert "Worded by" not in browser.get("/ask?q=What+did+the+bridge+at+Halden+cost%3F")
    assert model.asked == []


def test_a_translation_is_marked_and_checked(bob: Callable[..., Browser]) -> None:
    """Paragraphs whose numbers changed stand as they were written; the page says who translated."""
    model = Scripted(
        "[1] Brücke wieder offen\n[2] Die Brücke ist nach neun Jahren offen.\n[4] Sie kostete 999 Millionen."
    )
    browser = bob(model, "translation")
    assert f"/article/{POST}/translation" in browser.get(f"/article/{POST}")
    found = browser.get(f"/article/{POST}/translation?to=de")
    assert "Translated by scripted" in found
    assert "Die Brücke ist nach neun Jahren offen." in found
    assert "999" not in found
    assert "It cost 412 million crowns." in found


def test_a_translation_needs_an_account(coranto: Coranto) -> None:
    """A visitor cannot spend the owner's model."""
    model = Scripted("[1] Nein.")
    settings = replace(coranto.settings, model_features=("translation",))
    visitor = Browser(make_site(replace(coranto, model=model, settings=settings), RateLimits({})))
    answer = visitor.client.get(f"/article/{POST}/translation?to=de", follow_redirects=False)
    assert answer.status_code in (303, 401, 403)
    assert model.asked == []


ASKED = "?q=What+did+the+bridge+at+Halden+cost%3F"


def test_wording_passes_the_evidence_check(bob: Callable[..., Browser]) -> None:
    """Our own sentences stand at once; the model's come after, without those that the evidence lacks."""
    model = Scripted("It cost 412 million crowns [1][2]. Mayor Lind was arrested in 1987 [1].")
    browser = bob(model, "wording")
    page = browser.get(f"/ask{ASKED}")
    assert model.asked == []
    assert f'data-wording="/ask/worded{ASKED}"' in page
    told = browser.get(f"/ask/worded{ASKED}")
    assert "1987" not in told
    assert "412 million crowns" in told
    last = json.loads(told.strip().splitlines()[-1].removeprefix("data: "))
    assert last == {"dropped": 1, "by": "scripted"}


def test_wording_that_breaks_off_keeps_what_passed(bob: Callable[..., Browser]) -> None:
    """A model that fails in the middle leaves the sentences that came, and says so."""

    class Broken(Scripted):
        async def stream(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> AsyncIterator[str]:
            yield self.complete(messages, max_tokens=max_tokens)
            raise ModelUnavailable("the model's answer was cut off")

    told = bob(Broken("It cost 412 million crowns [1][2]. It was"), "wording").get(f"/ask/worded{ASKED}")
    assert "412 million crowns" in told
    assert "cut off" in told


def test_other_sites_cannot_spend_the_model(bob: Callable[..., Browser]) -> None:
    """A page of another site that names the address gets nothing."""
    model = Scripted("It cost 412 million crowns [1][2].")
    bob(model, "wording").get(f"/ask/worded{ASKED}", 404, **{"sec-fetch-site": "cross-site"})
    assert model.asked == []
