"""The marks that agencies and papers leave around a text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.extract.marks import take_marks
from coranto.extract.notices import (
    cut_credits,
    cut_dateline,
    cut_signature,
    cut_tail,
    ends_article,
    is_furniture,
    is_insert,
    read_byline,
    read_people,
    read_place,
    read_signature,
    true_outlet,
)
from coranto.extract.notices.byline import byline_names
from coranto.model import Credit, Dateline

DATELINES = [
    ("ISTANBUL (Reuters) -Russian officials", "ISTANBUL", "Reuters"),
    ("PARIS, June 2 (AFP) -- The", "PARIS", "AFP"),
    ("KYIV, Ukraine (AP) — Russia", "KYIV, Ukraine", "AP"),
    ("WASHINGTON, D.C. (CNN) -- The", "WASHINGTON, D.C.", "CNN"),
    ("LONDON, June 2 (Reuters Breakingviews) - A", "LONDON", "Reuters"),
    ("BEIJING, June 2 (Xinhua) -- China", "BEIJING", "Xinhua"),
    ("TOKYO, June 2, Kyodo - Japan", "TOKYO", "Kyodo"),
    ("New Delhi, Jun 2 (PTI) The", "New Delhi", "PTI"),
    ("MOSCOW, June 2. /TASS/. The", "MOSCOW", "TASS"),
    ("МОСКВА, 2 июня. /ТАСС/. Президент", "МОСКВА", "TASS"),
    ("МОСКВА, 2 июн — РИА Новости. Президент", "МОСКВА", "RIA Novosti"),
    ("Київ. 2 червня. УНІАН. Президент", "Київ", "UNIAN"),
    ("Berlin (dpa/bb) - Der Bundestag", "Berlin", "dpa"),
    ("(dpa) - Der Bundestag", "", "dpa"),
    ("(Bloomberg) -- Apple", "", "Bloomberg"),
    ("(ANSA) - ROMA, 02 GIU - Il governo", "ROMA", "ANSA"),
    ("San José, Costa Rica, 2 jun (EFE).- El", "San José, Costa Rica", "EFE"),
    ("Lisboa, 02 jun 2026 (Lusa) – O", "Lisboa", "Lusa"),
    ("Paris, France | AFP | lundi 02/06/2025 - Le", "Paris, France", "AFP"),
    ("ANKARA (AA) - Cumhurbaşkanı", "ANKARA", "Anadolu"),
    ("القاهرة (رويترز) - قال", "القاهرة", "Reuters"),
    ("新华社北京6月2日电（记者张三）中国", "北京", "Xinhua"),
    ("中新网6月2日电 中国", "", "China News Service"),
    ("【ワシントン共同】米国", "ワシントン", "Kyodo"),
    ("[東京 2日 ロイター] - 日本", "東京", "Reuters"),
    ("(서울=연합뉴스) 김철수 기자 = 정부는", "서울", "Yonhap"),
    ("ZAGREB (Meridian) – An alarm", "ZAGREB", "Meridian"),
    ("WASHINGTON — The president", "WASHINGTON", ""),
    ("RIO DE JANEIRO - O presidente", "RIO DE JANEIRO", ""),
    ("Hamburg/Brüssel – Mit der Spätschicht", "Hamburg/Brüssel", ""),
    ("New Delhi [India], June 2 (ANI): The", "New Delhi", "ANI"),
    ("MOSCOW. June 2 (Interfax) - The", "MOSCOW", "Interfax"),
    ("Москва. 2 июня. ИНТЕРФАКС - Президент", "Москва", "Interfax"),
    ("МИНСК, 2 июн — Sputnik. Президент", "МИНСК", "Sputnik"),
    ("КИЇВ. 2 червня. УКРІНФОРМ - Президент", "КИЇВ", "Ukrinform"),
    ("Praha 2. června (ČTK) - Vláda", "Praha", "CTK"),
    ("Budapest, 2025. június 2., hétfő (MTI) - A", "Budapest", "MTI"),
    ("BEOGRAD, 2. juna /Tanjug/ - Vlada", "BEOGRAD", "Tanjug"),
    ("Warszawa, 2.06.2025 (PAP) - Rząd", "Warszawa", "PAP"),
    ("Bonn (KNA) Der Papst", "Bonn", "KNA"),
    ("Frankfurt a.M. (epd). Die Kirche", "Frankfurt a.M.", "epd"),
    ("ABU DHABI, 2nd June, 2025 (WAM) -- The", "ABU DHABI", "WAM"),
    ("PYONGYANG, June 2 (KCNA) -- Kim", "PYONGYANG", "KCNA"),
    ("La Habana, 2 jun (Prensa Latina) El", "La Habana", "Prensa Latina"),
    ("KUALA LUMPUR, June 2 (Bernama) -- The", "KUALA LUMPUR", "Bernama"),
    ("SYDNEY, June 2 AAP - The", "SYDNEY", "AAP"),
    ("SEOUL, June 2 (Yonhap) -- South", "SEOUL", "Yonhap"),
    ("(AGI) - Roma, 2 giu. - Il governo", "Roma", "AGI"),
    ("القاهرة - أ ش أ: قال", "القاهرة", "MENA"),
    ("（中央社記者黃慧雯台北13日電）蘋果", "台北", "CNA"),
    ("〔記者陳鈺馥／台北報導〕總統", "台北", ""),
    ("【ソウル聯合ニュース】韓国", "ソウル", "Yonhap"),
    ("By Ann Lee LONDON (Reuters) - The", "LONDON", "Reuters"),
    ("LA CROSSE, Wis. (AP) — Voting", "LA CROSSE, Wis.", "AP"),
    ("CARACAS, Venezuela | Fri Jun 2 (Reuters) - The", "CARACAS, Venezuela", "Reuters"),
    ("RAJSHAHI, Dec 20, 2025 (HNN) - Homestead", "RAJSHAHI", "HNN"),
    ("HOUSTON, Texas (KTRK) -- A salon", "HOUSTON, Texas", ""),
    ("WASHINGTON (January 24, 2017) — Mindfulness", "WASHINGTON", ""),
    ("Berlin. Die Feuerwehr", "Berlin", ""),
    ("NEW DELHI: Pakistan's", "NEW DELHI", ""),
    ("München / Berlin - Bayerns", "München / Berlin", ""),
    ("(Leipzig) - Von Preisbremsen", "Leipzig", ""),
]
NO_DATELINES = [
    "The company (Reuters) said",
    "He told his wife (AP) - no",
    "By the way (AP) - x",
    "BREAKING — The president",
    "IBM — the company",
    "The AP - a story",
    "Klimawandel – Was nun?",
    "It was late.",
    "Ms. Haley came.",
    "Wochenende. Regen fiel.",
    "CHINESE AGGRESSION: Manila",
    "L.A. WEEKLY: What is it?",
    "TESLA (TSLA) - The company",
    "Grosser Andrang am Dienstag in Elmshorn (Kreis Pinneberg): Dort",
]
CREDITS = [
    (
        "He left. (Writing by Guy Faulconbridge; Additional reporting by Lidia Kelly; Editing by Jane Merriman.)",
        [("Writing", "Guy Faulconbridge"), ("Additional reporting", "Lidia Kelly"), ("Editing", "Jane Merriman")],
    ),
    (
        "End.\n\nReporting by Ann Bee in Paris, Bo Cee and Cy Dee in Berlin; editing by Ed Gee",
        [("Reporting", "Ann Bee", "Bo Cee", "Cy Dee"), ("Editing", "Ed Gee")],
    ),
    ("End.\n\nReporting by Ann Lee\nEditing by Bo Ek", [("Reporting", "Ann Lee"), ("Editing", "Bo Ek")]),
    ("End. (Reporting by A. B. Cee; Editing by D. Eff.)", [("Reporting", "A. B. Cee"), ("Editing", "D. Eff")]),
    (
        "End.\n\nAssociated Press writers Ann Lee in London and Bo Ek in Paris contributed to this report.",
        [("Contributed", "Ann Lee", "Bo Ek")],
    ),
    (
        "Ende.\n\n(Bericht von Maria Martinez, geschrieben von Klaus Lauer, redigiert von Ralf Bode. "
        "Bei Rückfragen wenden Sie sich bitte an berlin.newsroom@example.com)",
        [("Bericht", "Maria Martinez"), ("Geschrieben", "Klaus Lauer"), ("Redigiert", "Ralf Bode")],
    ),
    ("Ende. Mitarbeit: Anna Müller, Bernd Schmidt", [("Mitarbeit", "Anna Müller", "Bernd Schmidt")]),
    (
        "Fin.\n\n(Reportage de Jean Dupont et Marie Curie, version française Paul Durand, édité par Anne Roux)",
        [("Reportage", "Jean Dupont", "Marie Curie"), ("Version française", "Paul Durand"), ("Édité", "Anne Roux")],
    ),
    ("Fin.\n\n(Rédigé par Jean Dupont ; édité par Marie Curie)", [("Rédigé", "Jean Dupont"), ("Édité", "Marie Curie")]),
    (
        "Fin. (Reporte de Juan Pérez y Ana López. Editado en español por Luis Ruiz)",
        [("Reporte", "Juan Pérez", "Ana López"), ("Editado en español", "Luis Ruiz")],
    ),
    (
        "Fine.\n\n(Scritto da Anna Rossi, editing Paolo Bianchi)",
        [("Scritto", "Anna Rossi"), ("Editing", "Paolo Bianchi")],
    ),
    (
        "Fim.\n\n(Reportagem de Ana Silva; edição de Pedro Costa)",
        [("Reportagem", "Ana Silva"), ("Edição", "Pedro Costa")],
    ),
]
NAMED_PARTS = [
    ("This article was edited by Ann Lee and Bo Ek.", [("Edited", "Ann Lee", "Bo Ek")]),
    ("Das Gespräch führte Peter Hanselmann.", [("Interview", "Peter Hanselmann")]),
    ("– additional reporting by Donald Matthys", [("Additional reporting", "Donald Matthys")]),
    (
        "Übersetzung: Tristan Kast, Redaktion: Theresa Bär, Schlussredaktion: Lea Schön",
        [("Übersetzung", "Tristan Kast"), ("Redaktion", "Theresa Bär"), ("Schlussredaktion", "Lea Schön")],
    ),
    ("NPR's Ann Lee and Fox News Digital’s Bo Ek contributed to this report.", [("Contributed", "Ann Lee", "Bo Ek")]),
    ("Text: Anna Müller, Fotos: Bernd Schmidt", [("Text", "Anna Müller"), ("Fotos", "Bernd Schmidt")]),
    ("Lee reported from New York and Mae-Ek from Washington.", [("Reported", "Lee", "Mae-Ek")]),
    ("(责编：牛镛、岳弘彬)", [("责编", "牛镛", "岳弘彬")]),
    ("Rozmawiał Jan Kowalski", [("Interview", "Jan Kowalski")]),
    ("Propos recueillis par Jean Dupont", [("Interview", "Jean Dupont")]),
    ("Fotografía: Ana López; Edición: Luis Ruiz", [("Fotografía", "Ana López"), ("Edición", "Luis Ruiz")]),
    ("Беседовала Анна Иванова", [("Interview", "Анна Иванова")]),
]
SIGNATURES = [
    ("(dpa)", "dpa"),
    ("sak/Reuters", "Reuters"),
    ("Quelle: sid/dpa", "SID"),
    ("© dpa-infocom, dpa:240516-99-53606/3 (dpa)", "dpa"),
    ("© The Financial Times Ltd. 2024", "Financial Times"),
    ("Mit Material von dpa und AFP", "dpa"),
    ("Additional reporting from PA", "PA Media"),
    ("Con información de EFE", "EFE"),
    ("来源：新华网", "Xinhua"),
    ("出典：ロイター", "Reuters"),
    ("/ritzau/", "Ritzau"),
    ("©NTB", "NTB"),
    ("Quelle: ntv.de", ""),
    ("Source: National Center for Education Statistics", ""),
    ("Ann Lee/AP", ""),
    ("AP Photo/Ann Lee", ""),
    ("Getty Images/AFP", ""),
    ("He told AP", ""),
    ("TIME", ""),
]
PEOPLE = [
    ("Vladimir Soldatkin and Tom Balmforth", ("Vladimir Soldatkin", "Tom Balmforth")),
    ("Ann Lee, Bo Ek, and Cy Day", ("Ann Lee", "Bo Ek", "Cy Day")),
    ("Anna Müller und Bernd Schmidt, Berlin", ("Anna Müller", "Bernd Schmidt")),
    ("Jean Dupont et Marie Curie avec AFP", ("Jean Dupont", "Marie Curie")),
    ("José Ortega y Gasset", ("José Ortega y Gasset",)),
    ("Juan Pérez García y Ana López", ("Juan Pérez García", "Ana López")),
    ("Иван Петров и Мария Сидорова", ("Иван Петров", "Мария Сидорова")),
    ("记者 张三 李四", ("张三", "李四")),
    ("김철수 기자", ("김철수",)),
    ("بقلم: أحمد علي", ("أحمد علي",)),
    ("山田太郎", ("山田太郎",)),
    ("JANE DOE, Staff Writer | June 2, 2025", ("Jane Doe",)),
    ("Dylan Bailey, MS, RD", ("Dylan Bailey",)),
    ("Dr. Jane Q. Public, Ph.D.", ("Dr. Jane Q. Public",)),
    ("John Smith Jr.", ("John Smith Jr.",)),
    ("Theresa May", ("Theresa May",)),
    ("Dan Jervis-Bardy and Di Fox", ("Dan Jervis-Bardy", "Di Fox")),
    ("Sarah Jones @sjones sjones@example.com", ("Sarah Jones",)),
    ("Jane Smith, Political Correspondent, in London", ("Jane Smith",)),
    ("Associated Press", ("Associated Press",)),
    ("Staff", ()),
    ("admin", ()),
    ("2 June 2025", ()),
]


@pytest.mark.parametrize(("text", "place", "agency"), DATELINES)
def test_a_dateline_gives_place_and_agency(text: str, place: str, agency: str) -> None:
    """Where a report was filed and by which agency, in the forms that agencies use."""
    dateline, rest = cut_dateline(text)
    assert dateline == Dateline(place, agency)
    assert rest
    assert text.endswith(rest)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_what_is_no_dateline_is_kept(text: str) -> None:
    """A name in brackets within a sentence is not where it was filed."""
    assert cut_dateline(text) == (None, text)


def test_the_mark_of_a_video_script_goes() -> None:
    """An agency's script opens with STORY: and has no dateline."""
    assert cut_dateline("STORY: An explosion") == (None, "An explosion")


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_a_credit_line_gives_people_by_role(text: str, expected: list[tuple[str, ...]]) -> None:
    """Who reported, wrote, edited and translated, with roles as written; the text before it stays."""
    found, rest = cut_credits(text)
    assert found == tuple(Credit(role, tuple(people)) for role, *people in expected)
    assert rest == text[: len(rest)].rstrip()
    assert rest in ("He left.", "End.", "Ende.", "Fin.", "Fine.", "Fim.")


@pytest.mark.parametrize(("line", "expected"), NAMED_PARTS)
def test_a_last_line_says_who_had_a_part(line: str, expected: list[tuple[str, ...]]) -> None:
    """A sentence or a list of parts and people, in many languages, is a credit line as a whole."""
    found, rest = cut_credits(f"End.\n\n{line}")
    assert found == tuple(Credit(role, tuple(people)) for role, *people in expected)
    assert rest == "End."


@pytest.mark.parametrize(("line", "agency"), SIGNATURES)
def test_a_line_at_the_foot_is_the_signature_of_an_agency(line: str, agency: str) -> None:
    """Initials, numbers and desks stand beside it; photographers and sentences do not."""
    assert read_signature(line) == agency


@pytest.mark.parametrize(
    ("paragraph", "agency", "rest"),
    [
        ("Er kam nicht. (dpa/gem)", "dpa", "Er kam nicht."),
        ("Wyszedł. (PAP)", "PAP", "Wyszedł."),
        ("Han kom. /ritzau/", "Ritzau", "Han kom."),
        ("He said (AP) so.", "", "He said (AP) so."),
        ("It held CO2 (ppm)", "", "It held CO2 (ppm)"),
        ("They left. (Photo: AFP)", "", "They left. (Photo: AFP)"),
    ],
)
def test_a_paragraph_may_end_with_a_signature(paragraph: str, agency: str, rest: str) -> None:
    """An agency in brackets or between strokes at the very end signs the text."""
    assert cut_signature(paragraph) == (agency, rest)


def test_the_foot_of_a_page_tells_agency_and_credits() -> None:
    """Lines below the body are read for what they say of it; an author's card is no credit line."""
    marked = take_marks(["It began.", "It ended."], foot=["sak/Reuters", "Redaktion: Ann Lee", "Written by Bo Ek"])
    assert marked.agency == "Reuters"
    assert marked.credits == (Credit("Redaktion", ("Ann Lee",)),)
    assert marked.paragraphs == ["It began.", "It ended."]


@pytest.mark.parametrize(
    ("paragraph", "rest", "authors"),
    [
        ("Es regnet. (dmk)", "Es regnet.", ()),
        ("„Es regnet.“(phy)", "„Es regnet.“", ()),
        ("(kas/amu)", "", ()),
        ("Es regnet. (Anna Müller, Bernd Schmidt, 3.5.2024)", "Es regnet.", ("Anna Müller", "Bernd Schmidt")),
        ("It held lead (ppm)", "It held lead (ppm)", ()),
        ("He came back (in 2024).", "He came back (in 2024).", ()),
    ],
)
def test_signers_in_brackets_go(paragraph: str, rest: str, authors: tuple[str, ...]) -> None:
    """Initials say nothing to readers; names with the day are the authors where no other are known."""
    marked = take_marks(["It began.", paragraph])
    assert (marked.paragraphs, marked.authors) == (["It began.", rest], authors)


def test_a_place_may_stand_in_a_line_of_its_own() -> None:
    """Some papers set the place between standfirst and text; a word that is none stays."""
    marked = take_marks(["The bridge is shut.", "Chemnitz.", "The river rose."])
    assert (marked.dateline, marked.paragraphs) == (
        Dateline("Chemnitz"),
        ["The bridge is shut.", "", "The river rose."],
    )
    assert take_marks(["The bridge is shut.", "Falsch.", "The river rose."]).dateline is None


def test_a_day_with_its_update_is_cut() -> None:
    """A line over the text that tells two times of one day is no text."""
    marked = take_marks(["August 30, 2023 1:55 am(Updated 4:30 am)", "It rained in Ohio, and on the hills beyond."])
    assert marked.paragraphs[0] == ""


def test_own_people_who_quote_a_wire_service_keep_their_text() -> None:
    """One who told a wire service something is no sign of its text where the publisher's people signed."""
    text = "He told AP of it, and she told AP too."
    assert true_outlet(text, publisher="Coast Post") == "AP"
    assert true_outlet(text, publisher="Coast Post", signed=True) == ""


@pytest.mark.parametrize(
    "text",
    [
        "He reported from Paris for a year.",
        "Die Fragen stellte er nie.",
        "Edited by hand.",
        "She edited it. Writing by hand is nice, said the teacher.",
        "End.\n\nThis report, written by Ann Lee, said that it was over.",
        "End.\n\n(This version corrects the day.)",
        "Photos by the dozen were sold. They went fast.",
    ],
)
def test_prose_about_writing_is_no_credit_line(text: str) -> None:
    """A sentence that speaks of writing or editing stays in the body."""
    assert cut_credits(text) == ((), text)


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_people_are_named_without_role_degree_or_address(text: str, people: tuple[str, ...]) -> None:
    """Authors are people; an agency stands only where nobody else is named."""
    assert read_people(text) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Von Anna Müller", ("Anna Müller",)),
        ("Par Jean Dupont", ("Jean Dupont",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("By the time the ferry came", ()),
        ("By Monday it was over.", ()),
        ("Bystanders cheered", ()),
    ],
)
def test_a_byline_opens_with_a_word_for_by(line: str, people: tuple[str, ...]) -> None:
    """What only begins like a byline is none."""
    assert read_byline(line) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Published August 7, 2023 by Nicole Burke", ("Nicole Burke",)),
        ("Dec 26, 2025 • Mahua Das in Project Management", ("Mahua Das",)),
        ("ByTrevor Jones", ("Trevor Jones",)),
        ("Veröffentlicht am 24.11.2026 09:23 | von Gundula Pfeiffenroth", ("Gundula Pfeiffenroth",)),
        ("Perrine Dunoyer-Blanc - mardi 24 novembre 2026", ("Perrine Dunoyer-Blanc",)),
        ("Bex Hathersage and Gaz Pemberley Share this article", ("Bex Hathersage", "Gaz Pemberley")),
        ("Ann Lee | 5 min read", ("Ann Lee",)),
        ("Posted by Ann Lee on 2025-12-18 in debusine. Tags: debusine, freexian.", ("Ann Lee",)),
        ("Posted byAnn LeeDecember 30, 2024December 30, 2024Posted inPodcast", ("Ann Lee",)),
        ("Eine Kolumne von Anna Müller", ("Anna Müller",)),
        ("Keith Barry Senior Autos Reporter", ("Keith Barry",)),
        ("Erstellt von Anna Müller", ("Anna Müller",)),
    ],
)
def test_names_are_found_beside_dates_and_buttons(line: str, people: tuple[str, ...]) -> None:
    """A page's byline often shares its line with the date and the share buttons."""
    assert byline_names(line) == people


@pytest.mark.parametrize(
    ("text", "publisher", "outlet"),
    [
        ("The mayor told Reuters.", "Coast Post", "Reuters"),
        ("The mayor told Newsweek.", "Coast Post", ""),
        ("The mayor told Newsweek.", "Yahoo", "Newsweek"),
        ("The mayor told Newsweek. 2025 NEWSWEEK DIGITAL LLC.", "Coast Post", "Newsweek"),
        ("BBC News has asked Aylo.", "Yahoo", "BBC News"),
        ("A copy of the document seen by Reuters.", "", "Reuters"),
        ("Der Sprecher sagte der dpa, es regne.", "t-online", "dpa"),
        ("« Non », a déclaré à l'AFP le maire.", "Orange", "AFP"),
        ("He told Reuters and she told Newsweek.", "Yahoo", ""),
        ("Reuters and the BBC were there.", "Yahoo", ""),
        ("She was speaking to the BBC.", "Yahoo", "BBC"),
        ("市长对新华社表示同意。", "QQ", "Xinhua"),
        ("« Non », a dit à l’AFP le maire.", "Orange", "AFP"),
    ],
)
def test_the_outlet_whose_text_it_is_speaks_of_itself(text: str, publisher: str, outlet: str) -> None:
    """One mark is enough for a wire service or on a portal; where two outlets speak it is nobody's."""
    assert true_outlet(text, publisher=publisher) == outlet


@pytest.mark.parametrize(
    "tail",
    [
        " Sign up for our Tech Decoded newsletter. Outside the UK? Sign up here.",
        " Related Articles Putin Ally Says 'No'Are Talks Going On? | OpinionBannon Says 2025 NEWSWEEK DIGITAL LLC.",
        "\n\n© 2026 The Associated Press. All rights reserved. This may not be published, broadcast or rewritten.",
        "\n\nLesen Sie auch: Was Geologen sagen",
        "\n\nÀ lire aussi\n\nLe port rouvre\n\nLa mer monte",
        "\n\nПодписывайтесь на наш канал.",
        " Our Standards: The Thomson Reuters Trust Principles.",
    ],
)
def test_what_trails_a_text_is_cut(tail: str) -> None:
    """Sign-ups, rights and the headlines of other articles are no part of it."""
    text = "It began at noon. The crowd was small. Nobody was hurt, police said."
    assert cut_tail(text + tail) == text


@pytest.mark.parametrize(
    "text",
    [
        "The 2025 report names ten ports. It is final.",
        "A ruling on copyright came late. The court rose.",
        "Residents can sign up for the tour. It leaves at noon.",
        "Two related articles were withdrawn. The editor wrote a long letter of regret to all readers.",
        "He said it was over",
    ],
)
def test_news_about_the_words_of_notices_is_kept(text: str) -> None:
    """A year, the word copyright or a sign-up in the news itself is no notice."""
    assert cut_tail("It began at noon. " + text) == "It began at noon. " + text


def test_whole_lines_of_the_page_are_told_from_text() -> None:
    """Furniture is dropped wherever it stands; some headings end the article."""
    assert all(map(is_furniture, ["Share", "ADVERTISEMENT", "Anzeige", "Lesen Sie auch: Mehr", "分享"]))
    assert all(map(ends_article, ["Comments", "Hashtags:", "Das könnte Sie auch interessieren", "関連記事"]))
    assert not any(map(is_furniture, ["The share price fell.", "Comments by the minister were brief."]))
    assert not any(map(ends_article, ["Comments by the minister were brief."]))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ABab (), .-—/Reutrs作者記日电2月By&;:\n", max_size=120))
def test_any_text_is_read(text: str) -> None:
    """Hostile text gives marks or none, and never text that was not there."""
    _, rest = cut_dateline(text)
    assert text.endswith(rest)
    _, rest = cut_credits(text)
    assert text.startswith(rest)
    assert text.startswith(cut_tail(text))
    _, rest = cut_signature(text)
    assert text.startswith(rest.removesuffix("."))
    read_place(text, context=text)
    read_byline(text)
    read_people(text)
    true_outlet(text)


@pytest.mark.parametrize(
    "piece",
    [
        "(Reuters) ",
        "Reporting by A ",
        "Ann Lee reported from Paris and ",
        "(Ann, 3.5.2024) ",
        "dpa/",
        "Ulm. In Ulm ",
        "A B (",
        "by , ",
        "Related Articles ",
        "told ",
        "A/",
        "2 ",
    ],
)
def test_long_hostile_text_is_read_in_time(piece: str) -> None:
    """Marks stand at the ends, so a long text costs no more than a pass over it."""
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    cut_dateline(text)
    cut_credits(text)
    cut_tail(text)
    read_people(text)
    read_byline(text)
    cut_signature(text)
    take_marks([text, text])
    assert time.process_time() - start < 2


def test_a_masthead_over_the_text_is_no_paragraph() -> None:
    """Headline, byline and date as lines of one block give the author and go; a paragraph that names a day stays."""
    masthead = "Ferry hits reef\nBy DOROTHY HAGGENBAUM\nLedger Staff Writer\nPosted November 22, 2026 6:41 am EST"
    text = "The ferry sank on November 22, 2026,\nofficials said."
    marked = take_marks([masthead, text, "Divers went down."])
    assert (marked.paragraphs, marked.authors) == (["", text, "Divers went down."], ("Dorothy Haggenbaum",))


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Twitter and Facebook for the latest news.",
        "¿Ya sabías que tenemos canal de Telegram? Únete desde tu celular.",
        "The harbour at dawn. Photo: Ann Lee",
        "Das Hermelin im Winter (mlharing / iStock.com)",
        "A rally in Johnstown, Pa. (AP Photo/Alex Brandon)",
        "Lire aussi : La tempête est passée",
        "Related articles:",
    ],
)
def test_an_insert_is_told_by_itself(line: str) -> None:
    """Invitations to follow, captions with a credit and pointers to other pages are no part of a text."""
    assert is_insert(line)


@pytest.mark.parametrize(
    "line",
    [
        "He followed her on Twitter, and later on Instagram, the court heard.",
        "For more than a decade Facebook has refused to say how its channels are ranked.",
        "Подписан указ о наградах, сообщил губернатор в телеграм-канале.",
        "Lee: I have never thought so, and I told them.",
        "Auch auf der A5 kam es zu Staus.",
        "Getty Images said on Monday that it would appeal.",
        "Love Island's winner told her followers on Instagram that she was well.",
        "The company said in an e-mail that it would appeal.",
        "Es kam zu Verspätungen, wie die Bahn mitteilte. (dpa)",
        "The photo was taken in 1989, according to the museum (see below).",
    ],
)
def test_prose_about_such_things_is_no_insert(line: str) -> None:
    """A sentence that names a channel or a picture stays."""
    assert not is_insert(line)


def test_words_before_a_dash_are_a_place_if_the_text_says_so() -> None:
    """A village that no list knows is one where the text speaks of what is in it; a person is not."""
    text = "Sankt Aurin – Um drei Uhr läuteten die Glocken von Sankt Aurin. In Bern sprach Herr Meier."
    assert cut_dateline(text, context=text)[0] == Dateline("Sankt Aurin")
    assert cut_dateline("Karl Meier – Der Minister sprach in Bern.", context=text)[0] is None


def test_lines_of_author_and_day_over_a_text_are_cut() -> None:
    """A name that is known to be the author's, and a day alone, are marks; the same words in a sentence are not."""
    lines = ["Leopold Achterberg", "22 November 2026", "The ferry strikes the rocks.", "Leopold Achterberg"]
    marked = take_marks(lines, authors=("Leopold Achterberg",))
    assert marked.paragraphs[:3] == ["", "", "The ferry strikes the rocks."]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("PUTRAJAYA, Nov 22 — Private companies did not pay.", "PUTRAJAYA"),
        ("LE POINT SUR LA SITUATION – Les forces ont avancé.", None),
    ],
)
def test_capitals_before_a_dash_are_a_place_without_its_day(text: str, place: str | None) -> None:
    """The month belongs to the day, and more than four words in capitals are a heading."""
    found, _ = cut_dateline(text)
    assert (found.place if found else None) == place


@pytest.mark.parametrize(
    "lines",
    [
        ["Words", "Ann Lee", "3 May 2026"],
        ["Written by", "Ann Lee"],
        ["22 Nov 2026 at 4:30pm By Ann Lee Share this article 47"],
    ],
)
def test_lines_over_a_text_that_say_who_wrote_it_when_are_cut(lines: list[str]) -> None:
    """Behind a standfirst as well; a paragraph that opens with a date is none of them."""
    text = ["The river rose, and the bridge is shut.", *lines, "2 May 2026 was a day of rain, by all accounts."]
    kept = take_marks(text, authors=("Ann Lee",)).paragraphs
    assert [paragraph for paragraph in kept if paragraph] == [text[0], text[-1]]
