"""Kinds of labelled pages: which held pages are no plain articles, told by people who looked at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coranto.bench.extract.sets import Labelled, read_fundus, read_htmldate, read_trafilatura, read_wcxb
from coranto.model import Kind

HELD = {
    ("trafilatura", "0b4609a864eb4fa0bbcb2b395f6be9eb.html"): Kind.VIDEO,
    ("trafilatura", "zdf.de.corona.html"): Kind.VIDEO,
    ("trafilatura", "0a12df42d1764095989ab078ee0f940b.html"): Kind.PAYWALL,
    ("trafilatura", "badische-zeitung.de-Wohnungssuche.html"): Kind.PAYWALL,
    ("fundus_tests", "uk/Express_2024_07_18.html.gz"): Kind.LIVE,
    ("fundus_tests", "uk/TheMirror_2024_08_05.html.gz"): Kind.LIVE,
    ("htmldate", "Repubblica.it-Israele-Hamas.html"): Kind.LIVE,
    ("fundus_tests", "ch/NZZ_2024_07_18.html.gz"): Kind.LIVE,
    ("fundus_tests", "de/BR_2024_08_27.html.gz"): Kind.LIVE,
    ("fundus_tests", "fr/LesEchos_2024_07_18.html.gz"): Kind.LIVE,
    ("htmldate", "dietagespresse.com-halloween.html"): Kind.PAYWALL,
    ("htmldate", "facebook.com.visitaustria.html"): Kind.INDEX,
    ("htmldate", "dlg.org-Preis.html"): Kind.INDEX,
    ("htmldate", "bayern.de.html"): Kind.INDEX,
    ("htmldate", "blog.wordpress.com.html"): Kind.INDEX,
    ("htmldate", "stuttgart.de.html"): Kind.INDEX,
    ("htmldate", "0b4609a864eb4fa0bbcb2b395f6be9eb.html"): Kind.VIDEO,
    ("htmldate", "zdf.de.corona.html"): Kind.VIDEO,
    ("htmldate", "0a12df42d1764095989ab078ee0f940b.html"): Kind.PAYWALL,
    ("htmldate", "badische-zeitung.de-Wohnungssuche.html"): Kind.PAYWALL,
    ("htmldate", "wevolver.com.vehicle.html"): Kind.EMPTY,
    ("htmldate", "scmp.com.playbook.html"): Kind.PAYWALL,
    ("trafilatura", "scmp.com.playbook.html"): Kind.PAYWALL,
    ("htmldate", "lesechos.fr-Macron.html"): Kind.PAYWALL,
    ("htmldate", "Volksstimme.ch-loehne.html"): Kind.PAYWALL,
    ("htmldate", "thelocal.se.tattooed.html"): Kind.CHALLENGE,
    ("wcxb", "0221"): Kind.PAYWALL,
    ("htmldate", "juliasleseblog.blogspot.com.irland.html"): Kind.EMPTY,
    ("htmldate", "camping.info-ligurien.html"): Kind.EMPTY,
    ("htmldate", "parcoabruzzo.it.58354.html"): Kind.EMPTY,
    ("trafilatura", "parcoabruzzo.it.58354.html"): Kind.EMPTY,
    ("wcxb", "4271"): Kind.INDEX,
    ("wcxb", "4681"): Kind.EMPTY,
}
"""By set and id. Every other page of the sets counts as an article."""


def read_held(data: Path, *, articles: bool) -> Iterator[tuple[Labelled, Kind]]:
    """Yield the held articles, or the other held pages, each with its kind."""
    for read in (read_wcxb, read_trafilatura, read_fundus, read_htmldate):
        for page in read(data):
            kind = HELD.get((page.set, page.id), Kind.ARTICLE)
            if (kind is Kind.ARTICLE) is articles:
                yield page, kind
