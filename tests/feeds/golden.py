"""Write the expected file beside each feed in golden/: read the difference before committing it."""

import msgspec
from tests.feeds.test_parse import CASES

from coranto.feeds.parse import parse_feed

for case in CASES:
    feed = parse_feed(case.read_bytes(), url="https://fetched.example/feeds/x")
    written = msgspec.json.format(msgspec.json.encode(feed), indent=1)
    case.with_name(case.name + ".expected.json").write_bytes(written + b"\n")
