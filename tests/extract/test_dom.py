from coranto.extract.dom import parse_page


def texts(html: str) -> list[str]:
    return [passage.text for passage in parse_page(html).passages]


def test_inline_elements_do_not_break_a_passage() -> None:
    """A passage runs over inline elements and ends at block boundaries."""
    assert texts("<div>One <a href=x>two</a> <b>three</b><p>four</p>five</div>") == ["One two three", "four", "five"]


def test_two_line_breaks_end_a_passage() -> None:
    """One line break stays in the passage; two in a row end it."""
    assert texts("a<br>b<br> <br/>c") == ["a\nb", "c"]


def test_links_are_counted() -> None:
    """Link density is the share of a passage's characters that are in links."""
    (passage,) = parse_page("<p><a href=x>12345</a>67890</p>").passages
    assert passage.link_density == 0.5


def test_scripts_are_no_text() -> None:
    """Scripts, styles and frames hold no passages."""
    assert texts("<script>var x = '<p>no</p>'</script><style>p{}</style><p>yes") == ["yes"]


def test_json_ld_is_flattened() -> None:
    """Members of lists and of @graph come one by one; broken JSON is passed over."""
    page = parse_page(
        '<script type="application/ld+json">[{"@type":"A"},{"@graph":[{"@type":"B"}]}]</script>'
        '<script type="application/ld+json">{"@type": </script>'
    )
    assert [item.get("@type") for item in page.json_ld] == ["A", None, "B"]


def test_encoding_is_found() -> None:
    """Bytes that are no UTF-8 are read by header, then by the page's declaration, then by what they are."""
    text = "<p>Žluťoučký kůň úpěl ďábelské ódy</p>"
    for page in (
        parse_page(text.encode("cp1250"), content_type="text/html; charset=windows-1250"),
        parse_page(b'<meta charset="cp1250">' + text.encode("cp1250")),
        parse_page(text.encode("cp1250")),
        parse_page(b'<meta charset="cp1250">' + text.encode()),
    ):
        assert page.passages[0].text == "Žluťoučký kůň úpěl ďábelské ódy"
