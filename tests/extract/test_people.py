"""Authors are people, whatever stands around their names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.extract.notices import read_people
from coranto.extract.notices.byline import byline_names
from coranto.extract.notices.people import is_nobody

NAMES = {
    "latin": ["Ann Lee", "Bo Ek", "Anna Müller", "José Ortega", "Maëlle Kervadec", "Ian McDonald", "Jean-Luc Petit"],
    "cyrillic": ["Иван Петров", "Олена Коваль", "Анна Каренина"],
    "arabic": ["أحمد حسن", "ليلى مراد", "سامي يوسف"],
    "cjk": ["王小明", "李娜", "山田太郎", "김민수"],
}
JOINS = {
    "latin": [" and ", ", ", " und ", " et ", " & ", "; "],
    "cyrillic": [" и ", ", "],
    "arabic": [" و ", "، "],
    "cjk": ["、", "，", ", "],
}
OPENINGS = {
    "latin": ["", "By ", "Von ", "Par "],
    "cyrillic": ["", "Автор: "],
    "arabic": ["", "بقلم "],
    "cjk": ["", "記者 "],
}
TRAILERS = ["", ", Senior Writer", " | ann.lee@haldenpost.example", " (Halden)", " @annlee", " | Staff Reporter"]


@st.composite
def bylines(draw: st.DrawFn) -> tuple[str, list[str]]:
    script = draw(st.sampled_from([*NAMES]))
    names = draw(st.lists(st.sampled_from(NAMES[script]), min_size=1, max_size=3, unique=True))
    line = draw(st.sampled_from(OPENINGS[script])) + draw(st.sampled_from(JOINS[script])).join(names)
    return line + draw(st.sampled_from(TRAILERS)), names


@settings(max_examples=300, deadline=None)
@given(bylines())
def test_people_are_read_in_four_scripts(case: tuple[str, list[str]]) -> None:
    """The names of a byline are its people in order, without opening, role, place, address or handle."""
    line, names = case
    assert list(read_people(line)) == names


@settings(max_examples=200, deadline=None)
@given(bylines(), st.sampled_from(["Published August 7, 2026 | ", "20.11.2026 – ", "Nov 20, 2026 • "]))
def test_a_date_before_a_byline_is_no_name(case: tuple[str, list[str]], date: str) -> None:
    """A date that shares the line with names is left out."""
    line, names = case
    assert list(byline_names(date + line)) == names


@settings(max_examples=200, deadline=None)
@given(
    bylines(), st.sampled_from(["12.03.2026 14:05 Uhr | ", "2 hours ago • ", "Vor 5 Minuten | ", "March 3rd, 2026 "])
)
def test_an_hour_or_age_before_a_byline_is_no_name(case: tuple[str, list[str]], date: str) -> None:
    """Hours, zones and ages that share the line with names are left out."""
    line, names = case
    assert list(byline_names(date + line)) == names


@pytest.mark.parametrize("name", ["By", "Staff", "Senior Writer", "admin", "Redaktion", "Written by:", "Editor"])
def test_roles_and_furniture_are_nobody(name: str) -> None:
    """What is declared as an author and names none is dropped."""
    assert is_nobody(name)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Keith Barry Senior Autos Reporter", ("Keith Barry",)),
        ("The Currency Editors", ("The Currency Editors",)),
        ("By ANN LEE and BO EK", ("Ann Lee", "Bo Ek")),
        ("Geologin Anna Müller", ("Anna Müller",)),
        ("FOCUS-Online-Experte Robin Becker", ("Robin Becker",)),
        ("By Daniel Burns, Senior Director, Content & Marketing, Halden Institute", ("Daniel Burns",)),
        ("Ann Lee, Senior Writer, and Bob Ray, Editor", ("Ann Lee", "Bob Ray")),
        ("Mark WalkerFounder at Oak", ("Mark Walker",)),
        ("本报记者王小明", ("王小明",)),
        ("김민수기자", ("김민수",)),
    ],
)
def test_a_role_behind_a_name_goes(line: str, people: tuple[str, ...]) -> None:
    """A job title runs on behind a given name and surname; a desk that signs keeps its own."""
    assert read_people(line) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Anna LeeRobert Ray", ("Anna Lee", "Robert Ray")),
        ("Anna Baumann Maria Giulia Fink Peter Wagner", ("Anna Baumann", "Maria Giulia Fink", "Peter Wagner")),
        ("Sarah McDonald", ("Sarah McDonald",)),
        ("Peter DeMarco Smith", ("Peter DeMarco Smith",)),
        ("Juan Carlos García Márquez", ("Juan Carlos García Márquez",)),
    ],
)
def test_names_that_run_together_are_parted_at_given_names(line: str, people: tuple[str, ...]) -> None:
    """Elements without a blank between them give one text; a name with an inner capital stays whole."""
    assert read_people(line) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("von freeman1984", ("freeman1984",)),
        ("Text von Anna Müller Illustration von Peter Wagner", ("Anna Müller",)),
        ("Interview: Anna Müller", ("Anna Müller",)),
        ("Autorin/Autor Anna Müller", ("Anna Müller",)),
        ("Escrito por José Ortega el 3 de marzo de 2026", ("José Ortega",)),
        ("Ann Lee3 ; Bo Ek1 ;", ("Ann Lee", "Bo Ek")),
        ("By the Halden Team 2-3 minutes", ("The Halden Team",)),
    ],
)
def test_a_line_names_its_authors_only(line: str, people: tuple[str, ...]) -> None:
    """A pen name keeps its figures; who drew, a footnote's number and the time it takes to read are left out."""
    assert byline_names(line) == people


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ABby von,|/&.0123年記者 \n:LeAnn", max_size=80))
def test_every_line_is_read_the_same_way_twice(line: str) -> None:
    """Whatever a line holds, names are found or none, none is empty, and reading it again changes nothing."""
    names = byline_names(line)
    assert all(name.strip() for name in names)
    assert byline_names(line) == names
