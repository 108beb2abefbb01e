"""Feeds of a usual size, and what goes wrong with feeds on their way (each kind of damage was seen in the wild)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

_TEXT = "the bridge at Halden is open again after repairs said mayor on Tuesday while traffic in harbour stays slow"
_ENTRIES = 40
_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
)

Damage = Callable[[bytes, random.Random], bytes]


def usual_feeds(seed: int = 7) -> dict[str, bytes]:
    """Return an RSS, an RSS 1.0 and an Atom feed of 40 entries with full text, and an RSS feed in Latin-1."""
    draw = random.Random(seed)
    rss = "".join(_rss_item(draw, number) for number in range(_ENTRIES))
    plain = "".join(_plain_item(draw, number) for number in range(_ENTRIES))
    atom = "".join(_atom_entry(draw, number) for number in range(_ENTRIES))
    head = "<title>Kurier</title><link>https://kurier.example/</link><description>Täglich — neu</description>"
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    feeds = {
        "rss": f'<rss version="2.0" {_NAMESPACES}><channel>{head}{rss}</channel></rss>',
        "rdf": f"<rdf:RDF {rdf} {_NAMESPACES}><channel>{head}</channel>{plain}</rdf:RDF>",
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Kurier</title>{atom}</feed>',
    }
    found = {kind: f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode() for kind, text in feeds.items()}
    latin = f'<rss version="2.0"><channel>{head.replace("—", "-")}{plain}</channel></rss>'
    return found | {"latin": f'<?xml version="1.0" encoding="iso-8859-1"?>\n{latin}'.encode("latin-1")}


def _sentence(draw: random.Random, words: int) -> str:
    return " ".join(draw.choices(_TEXT.split(), k=words)).capitalize() + "."


def _paragraphs(draw: random.Random) -> str:
    return "".join(
        f'<p>{_sentence(draw, 40)} <a href="https://kurier.example/x?a=1&amp;b=2">mehr</a></p>' for _ in range(5)
    )


def _rss_item(draw: random.Random, number: int) -> str:
    return (
        f"<item><title>Brücke {number} &amp; {_sentence(draw, 6)}</title><link>https://kurier.example/{number}?a=1&amp;b=2</link>"
        f'<guid isPermaLink="false">k-{number}</guid><pubDate>Tue, 03 Mar 2026 09:{number:02}:00 +0100</pubDate>'
        f"<dc:creator>Åse Berg</dc:creator><category>Verkehr</category><description>{_sentence(draw, 30)}</description>"
        f"<content:encoded><![CDATA[{_paragraphs(draw)}]]></content:encoded>"
        f'<media:content url="https://cdn.example/{number}.jpg" medium="image"/></item>\n'
    )


def _plain_item(draw: random.Random, number: int) -> str:
    return (
        f"<item><title>Brücke {number}</title><link>https://kurier.example/{number}</link>"
        f"<description>&lt;b&gt;{_sentence(draw, 30)}&lt;/b&gt;</description></item>\n"
    )


def _atom_entry(draw: random.Random, number: int) -> str:
    content = _paragraphs(draw).replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<entry><title>Brücke {number}</title><link href="https://kurier.example/{number}"/><id>tag:kurier.example,2026:{number}</id>'
        f"<updated>2026-03-03T09:{number:02}:00+01:00</updated><author><name>Åse Berg</name></author>"
        f'<content type="html">{content}</content></entry>\n'
    )


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data) // 5, len(data))]


def _spread(insert: bytes, times: int) -> Damage:
    def damage(data: bytes, draw: random.Random) -> bytes:
        """Put the bytes after random ends of words, which are inside text and not inside tags."""
        places = [match.end() for match in re.finditer(rb"(?<=[a-z]{3}) (?=[a-z]{2})", data)]
        for place in sorted(draw.sample(places, min(times, len(places))), reverse=True):
            data = data[:place] + insert + data[place:]
        return data

    return damage


def _drop_some(pattern: bytes) -> Damage:
    def damage(data: bytes, draw: random.Random) -> bytes:
        return re.sub(pattern, lambda found: b"" if draw.random() < 0.1 else found[0], data)

    return damage


def _recoded(encoding: str, *, declared: bytes | None = None) -> Damage:
    def damage(data: bytes, _: random.Random) -> bytes:
        text = data.decode("latin-1" if b"iso-8859-1" in data[:80] else "utf-8").replace("—", "-")
        if declared is not None:
            text = re.sub(r'encoding="[^"]*"', f'encoding="{declared.decode()}"', text, count=1)
        return text.encode(encoding)

    return damage


DAMAGES: dict[str, Damage] = {
    "truncated": _cut,
    "truncated in a tag": lambda data, draw: data[
        : data.find(b"<", draw.randrange(len(data) // 2, len(data) * 9 // 10)) + 3
    ],
    "bad bytes": _spread(b"\x92\xff", 20),
    "raw ampersands": _spread(b"AT&T & Co ", 20),
    "raw ampersands in links": lambda data, _: data.replace(b"&amp;", b"&"),
    "unknown entities": _spread(b"&nbsp;&hellip;&foo;", 10),
    "junk before": lambda data, _: b"<br />\n<b>Warning</b>: headers sent in x.php on line 3\n\n" + data,
    "white space before": lambda data, _: b"\r\n\n  " + data,
    "junk after": lambda data, _: data + b"\n<script>track()</script><!-- cached -->",
    "control characters": _spread(b"\x00\x0b\x1f", 20),
    "bad references": _spread(b"&#0;&#x1F;&#xD800;&#999999;", 10),
    "utf-8 said, latin-1 sent": _recoded("latin-1", declared=b"utf-8"),
    "latin-1 said, utf-8 sent": _recoded("utf-8", declared=b"iso-8859-1"),
    "ascii said, utf-8 sent": _recoded("utf-8", declared=b"us-ascii"),
    "unknown encoding": _recoded("utf-8", declared=b"x-unknown"),
    "utf-16": _recoded("utf-16", declared=b"utf-16"),
    "utf-16 without mark": _recoded("utf-16-le", declared=b"utf-8"),
    "missing namespaces": lambda data, _: re.sub(rb'\sxmlns(?::(?!rdf)\w+)="[^"]*"', b"", data),
    "no declaration": lambda data, _: data.partition(b"?>")[2],
    "two declarations": lambda data, _: b'<?xml version="1.0"?>\n' + data,
    "item not closed": _drop_some(rb"</(?:item|entry)>"),
    "title not closed": _drop_some(rb"</title>"),
    "link not closed": _drop_some(rb"</link>"),
    "cdata not closed": _drop_some(rb"\]\]>"),
    "markup not escaped": _spread(b"<br><img src=x><b>open ", 15),
    "tags crossed": _spread(b"<b><i></b></i>", 15),
    "attribute not quoted": lambda data, _: data.replace(b'isPermaLink="false"', b"isPermaLink=false").replace(
        b'type="html"', b"type=html"
    ),
    "capitals mixed": _drop_some(rb"(?<=</)i(?=tem)"),
    "two feeds in one": lambda data, _: data + data.partition(b"?>")[2],
    "end missing": lambda data, _: (
        data.replace(b"</channel></rss>", b"").replace(b"</feed>", b"").replace(b"</rdf:RDF>", b"")
    ),
}


def damaged_feeds(seeds: range) -> Iterator[tuple[str, str, bytes]]:
    """Yield (kind of damage, kind of feed, bytes), each damage drawn anew for every seed."""
    for seed in seeds:
        draw = random.Random(seed)
        for kind, data in usual_feeds(seed).items():
            for name, damage in DAMAGES.items():
                yield name, kind, damage(data, draw)
