"""Pages made to cost time or memory, or to break a reader."""

from __future__ import annotations

PARAGRAPH = (
    "<p>The council voted on Tuesday to rebuild the bridge, and work is to begin in the autumn, the mayor said.</p>"
)

_REPORT = b"<article>%s</article>" % b"".join(
    b"<p>The council voted %d times to rebuild the bridge, the mayor said on Tuesday." % number
    for number in range(9_000)
)

HOSTILE: dict[str, bytes] = {
    "a million levels": b"<div>" * 1_000_000 + b"text",
    "a million inline levels": b"<b>" * 200_000 + b"text",
    "50 MB of text": b"<p>" + b"word " * 10_000_000,
    "50 MB of one word": b"x" * 50_000_000,
    "50 MB of paragraphs": PARAGRAPH.encode() * 500_000,
    "a million attributes": b"<p " + b" ".join(b"a%d=1" % number for number in range(1_000_000)) + b">text",
    "one long attribute": b"<div class='" + b"a " * 2_000_000 + b"'>text",
    "a million links": b"<a href=x>a</a> " * 1_000_000,
    "a million line breaks": b"a<br>" * 1_000_000,
    "blank lines": b"<p>a" + b"\n \t" * 2_000_000 + b"b",
    "unclosed tags": b"<table><tr><td>" * 100_000,
    "misnested formatting": b"<a><b><p>" * 30_000,
    "open comment": b"<!--" * 1_000_000,
    "open script": b"<script>" + b"<" * 5_000_000,
    "deep json": b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>",
    "wide json": b'<script type="application/ld+json">[' + b'{"@graph":[{}]},' * 200_000 + b"{}]</script>",
    "entities": b"&amp;&#x41;&NotEqualTilde;" * 500_000,
    "title of megabytes": b"<title>" + b"404 " * 1_000_000,
    "times that open nothing": _REPORT
    + b"".join(
        b"<div class=comment><p>12:40</p><p>%d words on that matter</p></div>" % number for number in range(9_000)
    ),
    "updates that stand nowhere": b'<script type="application/ld+json">{"liveBlogUpdate":['
    + b'{"headline":"a headline that is nowhere to be found"},' * 50_000
    + b"{}]}</script>"
    + _REPORT,
    "a wall of words": b"<title>error 404 captcha</title>"
    + b"<p>subscribe cookie robot verify partner page not found " * 20_000,
    "pictures without end": b"<li><img src=a>caption of a picture</li>" * 50_000,
    "zero bytes": b"\x00" * 1_000_000,
    "every byte": bytes(range(256)) * 10_000,
    "broken utf-8": "<p>größer</p>".encode("latin-1") * 50_000 + b"\xff\xc3",
    "lone surrogates": b"<p>\xed\xa0\x80\xed\xb0\x80 text</p>" * 1_000,
    "a meta charset that does not exist": b"<meta charset='utf-99'><p>t\xe9xt</p>",
    "a codec that is no encoding": b"<meta charset='zip'><p>t\xe9xt</p>",
    "utf-7": b"<meta charset='utf-7'><p>t\xe9+ADw-script+AD4-</p>",
}
