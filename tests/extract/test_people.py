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
    ],
)
def test_a_role_behind_a_name_goes(line: str, people: tuple[str, ...]) -> None:
    """A job title runs on behind a given name and surname; a desk that signs keeps its own."""
    assert read_people(line) == people
