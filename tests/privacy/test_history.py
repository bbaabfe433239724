"""A workbook in which everything was done: what the program wrote in it, and what of that stays."""

import io
import re
from functools import lru_cache

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.post.support import unanswered, with_scores
from tests.privacy.history import BORDER, CANARIES, FILES, OLD_REMARK, STRANGER, history
from tests.privacy.support import DAY, copied, everything
from tests.workbook.books import reading
from wijkexcel.layout.declare import declare
from wijkexcel.layout.named import with_name
from wijkexcel.layout.spec import Capacity, Layout, Owner
from wijkexcel.post.back.answer import Answer
from wijkexcel.post.back.gather import gather
from wijkexcel.post.back.line import Kind
from wijkexcel.post.back.logbook import traced
from wijkexcel.post.back.newest import Given
from wijkexcel.post.back.returns import Choice, Gathered
from wijkexcel.post.back.sender import scorer_of, shared
from wijkexcel.post.back.settle import _conflict
from wijkexcel.privacy.anonymise import Anonymised
from wijkexcel.privacy.carry import Typed
from wijkexcel.privacy.files import Files
from wijkexcel.privacy.log import entries
from wijkexcel.privacy.traces import file_at, is_own, people_named
from wijkexcel.workbook.building.build import build_layout

ONTVANGST = {"file": 0, "scorer": 1, "kind": 2, "sheet": 3, "cell": 4, "problem": 5, "action": 6}


@lru_cache
def copy() -> Anonymised:
    return copied(history())


def lines(data: bytes, sheet: str) -> list[tuple[str, ...]]:
    """The rows of a sheet below its table's header, as text."""
    found = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    rows = [
        tuple("" if v is None else str(v) for v in r) for r in found.iter_rows(values_only=True)
    ]
    head = next(i for i, row in enumerate(rows) if row[0] in {"Wanneer", "Bestand"})
    return [row for row in rows[head + 1 :] if any(row)]


def logged(data: bytes) -> list[str]:
    """What Logboek says, as it stands there."""
    return [row[2] for row in lines(data, "Logboek")]


@pytest.mark.slow
def test_the_history_holds_what_this_is_about() -> None:
    """The test's own test."""
    text = everything(history()).casefold()
    assert [word for word in (*CANARIES, STRANGER.casefold()) if word not in text] == []
    what = " ".join(logged(history()))
    for command in (
        "verdeel: Uitvraag",
        "verdeel: Herinnering",
        "papier: formulieren",
        "papier: leeg",
        "verzamel: ",
        "teruggestuurd naar",
        "valideer: ",
        "bereken: ",
        "heroverweeg: ",
        "besluit: ",
        "brief: ",
        "bijwerken: ",
        ", vervolg.",
        "Dit zei de boomklever",
    ):
        assert command in what, command
    kinds = {row[ONTVANGST["kind"]] for row in lines(history(), "Ontvangst")}
    assert kinds >= {Kind.CONFLICT, Kind.REFUSED, Kind.TOLD, Kind.ASIDE, Kind.SKIPPED, Kind.MISSING}


@pytest.mark.slow
def test_no_name_of_a_file_and_of_nobody_is_in_any_byte_of_the_copy() -> None:
    assert copy().residue == ()
    text = everything(copy().copy).casefold()
    gone = (
        *CANARIES,
        "kanariestra",
        "jansenm",
        "gemeente\\",
        "els de vries",
        "tester",
        "sheet1.xml'",
        "map/",
        "example.nl",
        "terhoeven",
        "benhaddou",
        "oldenkamp",
    )
    assert [word for word in gone if word in text] == []


@pytest.mark.slow
def test_a_file_has_one_name_in_logboek_and_ontvangst() -> None:
    taken = re.findall(r" uit (bestand-\S+) \(kenmerk", "\n".join(logged(copy().copy)))
    assert list(dict.fromkeys(taken)) == [
        "bestand-1.xlsx",
        "bestand-2.xlsx",
        "bestand-3.xlsx",
        "bestand-4.xlsx",
        "bestand-5.xlsx",
    ]
    before, after = lines(history(), "Ontvangst"), lines(copy().copy, "Ontvangst")
    called = copy().people.files.names
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        if old[ONTVANGST["file"]] in FILES.values():
            assert new[ONTVANGST["file"]] == called[old[ONTVANGST["file"]]]
        assert new[ONTVANGST["kind"]] == old[ONTVANGST["kind"]]
    marks, comma = called[FILES["with marks"]], called[FILES["with a comma"]]
    problems = [row[ONTVANGST["problem"]] for row in after]
    assert f"Van S01 zijn er meer bestanden: ook {comma}. Ze zeggen niet hetzelfde." in problems
    assert (f"O01, C01: in het werkboek staat '2', en '3' in {marks}; '4' in {comma}.") in problems
    assert (
        "O01, opmerking: in het werkboek staat 'Nu weet ik het niet meer.', en 'Eerst de merel.' "
        f"in {marks}; 'Eerst de mus; 'toch' in maart.' in {comma}."
    ) in problems
    assert f"{marks}, {comma}" in [row[ONTVANGST["file"]] for row in after]


@pytest.mark.slow
def test_a_file_that_somebody_mentions_is_replaced_and_another_is_marked() -> None:
    (listed,) = [r for r in copy().cleaned.reviews if r.text.startswith("Zie bestand-")]
    assert listed.text == "Zie bestand-4.xlsx, en wat in C:\\Users\\mees\\kopie.docx staat."
    assert listed.replaced == (("Terug uit zangvogelff.xlsx", "bestand-4.xlsx", "bestandsnaam"),)
    assert listed.marked == ("C:\\Users\\mees\\kopie.docx (pad of webadres?)",)


@pytest.mark.slow
def test_someone_who_is_named_only_in_ontvangst_has_another_name_too() -> None:
    problems = [row[ONTVANGST["problem"]] for row in lines(copy().copy, "Ontvangst")]
    people = copy().people.finder.known.people
    (mine,) = [name for name, known in people.items() if STRANGER in known]
    assert f"Het bestand is voor '{mine}', maar S03 is nu 'Deelnemer S03'." in problems


@pytest.mark.slow
def test_a_long_line_is_read_as_one_and_no_name_is_cut_in_two() -> None:
    before = [line for line in logged(history()) if "vervolg" in line]
    after = [line for line in logged(copy().copy) if "vervolg" in line]
    assert len(before) == len(after) == 2
    first = next(line for line in logged(history()) if "was '0 Samira" in line)
    pieces = (line.partition("\n")[2] for line in [first, *before])
    whole = "".join(pieces).replace(BORDER, "Deelnemer S03")
    begun = next(line for line in logged(copy().copy) if "was '0 Deelnemer" in line)
    assert "".join(line.partition("\n")[2] for line in [begun, *after]) == whole
    shape = (
        r"verzamel: 5 antwoorden van S03 \(ronde 1\) uit bestand-5\.xlsx \(kenmerk \d+\), "
        r"vervolg\."
    )
    assert all(re.fullmatch(shape, line.partition("\n")[0]) for line in after)


# Every text that stays is on the list ----------------------------------------------------------

PLAIN = re.compile(
    r"Deelnemer S\d+|[OCSGP]\d+|bestand-\d+(\.\w+)?(, bestand-\d+(\.\w+)?)*|versie \d+|"
    r"(Deelnemer S|Gebruiker |Betrokkene )\d+|\d+|[A-Z]+\d+"
)
"""Names in the copy, ids, numbers of versions: what no one has to read."""


def constants(data: bytes) -> dict[tuple[str, str], str]:
    """Every text in a cell, but for results of formulas."""
    found = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in found
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type == "s"
    }


@pytest.mark.slow
def test_every_text_in_the_copy_is_on_the_list_or_is_nobodys() -> None:
    layout = reading(copy().copy).layout
    empty = constants(build_layout(layout, {}, title="", author="", created=DAY))
    listed = {(r.place.sheet, r.place.cell): r.text for r in copy().cleaned.reviews}
    # A choice of an opgave shows the name that is on the list where it was typed.
    shown = {with_name(o.id, o.name) for o in reading(copy().copy).dossier.opgaven}
    left = {
        place: text
        for place, text in constants(copy().copy).items()
        if empty.get(place) != text
        and text not in shown
        and text not in _choices(layout)
        and not PLAIN.fullmatch(text)
        and listed.get(place) != text
    }
    assert {place: text for place, text in left.items() if not _own(text)} == {}


def _choices(layout: Layout) -> set[str]:
    columns = [c for t in layout.tables.values() for c in t.columns if c.owner is not Owner.FORMULA]
    given = {choice for c in columns for choice in c.choices}
    return given | {choice for s in layout.settings for choice in s.choices} | set(Kind)


OWN_LINES = {
    "verdeel: Uitvraag gemaakt voor S01, S02, S03.",
    "verdeel: Herinnering gemaakt voor S01, S02, S03.",
    "papier: formulieren gemaakt voor S01, S02, S03.",
    "meedoen: vraag gemaakt voor M01, M02.",
    "papier: leeg formulier gemaakt voor groep G1. Invoer voor S01, S02, S03.",
    "wet of regeling is vervallen bij: O05.",
    "Het totaal is 1,92; afgesproken is 3,5. Er is geen reden gevonden om nog eens te kijken. "
    "Kijk zelf.",
    "valideer: Gecontroleerd: 1 fout en 19 keer let op.",
    "besluit: Besluitenblad gemaakt; 1 lege cel ingevuld met een voorstel. Nog geen besluit: 4 "
    "opgaven.",
    "brief: De brief kan nog niet: los eerst 5 fouten op. Zie Bevindingen.",
    "bereken: 0 van de 1 gescoorde opgaven halen de score.",
    "heroverweeg: 1 opgave verdient een tweede blik.",
    "verzamel: Werkboek met de vragen van nu teruggestuurd naar S01, S02.",
    "Vraag deze scores opnieuw.",
    "Antwoorden die in het werkboek staan: N.",
    "Typ de juiste waarde op het blad S01 in cel X. Haal elk bestand waarin iets anders staat uit "
    "de map. Verzamel daarna opnieuw.",
    "Typ de juiste waarde op het blad S02 in cel X. Haal elk bestand waarin iets anders staat uit "
    "de map. Verzamel daarna opnieuw.",
    "Staat er een conflict bij, kies dan welke waarde geldt.",
    "Stuur een herinnering: de opdracht 'herinner', of 'wijkexcel verdeel WERKBOEK MAP "
    "--herinnering'.",
}
"""Written out here, and not taken from the program: these say nothing of anyone."""
OWN_SHAPES = re.compile(
    r"anonimiseer: kopie gemaakt\. [\w ,.-]+|"
    r"verzamel: \d+ antwoorden van S0\d \(ronde 1\) uit bestand-\d\.xlsx \(kenmerk "
    r"\d+\)\.\n"
    r"(O0\d (C0\d \d( \(was \d\))?|opmerking)(; )?)+|"
    r"verzamel: conflict beslist bij S0\d, gezien bestanden met kenmerk \d+"
    r"(, \d+)*: O0\d (C0\d|opmerking)(; O0\d (C0\d|opmerking))*\.|"
    r"Van S0\d zijn er meer bestanden: ook bestand-\d+\.xlsx\. Ze zeggen niet hetzelfde\.|"
    r"O01, C0\d: in het werkboek staat '\d', en '\d' in bestand-\d+\.xlsx(; '\d' in "
    r"bestand-\d+\.xlsx)?\.|"
    r"Van Deelnemer S0\d \(S0\d\) ontbreken nog \d+ van de 25 scores\.|"
    r"Het bestand is voor 'Betrokkene \d', maar S03 is nu 'Deelnemer S03'\.|"
    r"Dit is geen antwoord, maar een teken dat iemand een bestand open heeft "
    r"\(…bestand-\d\.xlsx\)\. Overgeslagen\. Staat dat bestand hier nog open\? Sluit "
    r"het dan eerst\."
)


def _own(text: str) -> bool:
    plain = re.sub(
        r"(?<=staan: )\d+ scores?(?: en \d+ opmerking(?:en)?)?",
        "N",
        re.sub(r"(?<=in cel )[A-Z]+\d+", "X", text),
    )
    return plain in OWN_LINES or OWN_SHAPES.fullmatch(text) is not None


@pytest.mark.slow
def test_of_logboek_only_what_holds_someones_words_is_on_the_list() -> None:
    """Lines with marks and ids alone would hide those that have to be read."""
    listed = [
        r.text
        for r in copy().cleaned.reviews
        if r.place.sheet == "Logboek" and r.place.cell.startswith("C")
    ]
    expected = [line for line in logged(copy().copy) if not _own(line)]
    assert listed == expected
    assert f"(was '{OLD_REMARK}')".replace("Marjan", "Deelnemer S01") in listed[0]
    assert all("(was '" in line or "vervolg" in line or "bijwerken" in line for line in listed)


@pytest.mark.slow
def test_a_copy_of_the_copy_is_the_same_copy() -> None:
    assert copied(copy().copy).copy == copy().copy


# The shapes are those of what the program writes ------------------------------------------------

ODD = st.lists(
    st.sampled_from(
        [
            *"abS01234'().;, >/é",
            " uit ",
            " (kenmerk ",
            ").",
            "; '4' in ",
            "' in ",
            ".xlsx",
            ", vervolg",
            " van S01 (ronde 2)",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(ODD, st.integers(1, 40))
def test_whatever_a_file_is_called_it_is_found_in_the_logbook(name: str, answers: int) -> None:
    dossier = unanswered()
    cells = [(s, o.id, c) for s in ("S01",) for o in dossier.opgaven for c in ("C01", "C02", "C03")]
    values = dict.fromkeys(cells[:answers], (4.0, name))
    before = {cells[0]: "wat er stond; uit x (kenmerk y)."}
    for line in traced(Gathered(values=values, before=before), {name: "AB12CD34"}, dossier):
        assert [line[a:b] for a, b in file_at("tblLogboek", "what", line)] == [name]


@given(
    st.lists(ODD, min_size=1, max_size=3, unique=True), st.booleans(), st.sampled_from([9.0, None])
)
def test_whatever_a_file_is_called_it_is_gone_from_a_conflict(
    odd: list[str], known: bool, ours: float | None
) -> None:
    names = [f"zang{i}{name}vogel.xlsx" for i, name in enumerate(odd)]
    result = Gathered()
    offered = [Given(float(i + 1), name, None) for i, name in enumerate(names)]
    _conflict(result, ("S01", "O01", "C01"), ours, offered, Choice())
    called = {name: f"bestand-{i}.xlsx" for i, name in enumerate(names)} if known else {}
    text = result.lines[0].problem
    done = Files(called).replaced("tblOntvangst", "1", "problem", text).text
    assert "zang" not in done
    assert "vogel" not in done


@given(st.lists(ODD, min_size=1, max_size=3, unique=True), ODD)
def test_and_from_a_conflict_between_remarks(odd: list[str], remark: str) -> None:
    names = [f"zang{i}{name}vogel.xlsx" for i, name in enumerate(odd)]
    result = Gathered()
    offered = [Given(f"{remark}{i}", name, None) for i, name in enumerate(names)]
    _conflict(result, ("S01", "O01", "opmerking"), remark, offered, Choice())
    called = {name: f"bestand-{i}.xlsx" for i, name in enumerate(names)}
    text = result.lines[0].problem
    assert "zang" not in Files(called).replaced("tblOntvangst", "1", "problem", text).text


def test_who_is_named_when_it_is_not_clear_whose_a_file_is() -> None:
    dossier = unanswered()
    scorer, other = dossier.scorers[0], dossier.scorers[1]
    who = {
        "wijk": dossier.settings.wijk,
        "scorer": scorer.id,
        "code": scorer.code,
        "name": scorer.name,
        "group": "",
        "round": "1",
        "edition": "",
    }
    said = [
        scorer_of(dossier, Answer({**who, **change}, {}, {}, {}, ()))[1][0]
        for change in (
            {"name": "Truus (van 2) Kanariestra"},
            {"code": other.code},
            {"round": "2"},
            {"group": "anders"},
            {"name": other.name},
        )
    ]
    said += [why[0] for why in shared(dossier, [("a@b.nl", scorer), ("a@b.nl", other)]).values()]
    said += [why[0] for why in shared(dossier, [(other.email, scorer)]).values()]
    found = [set(people_named("tblOntvangst", "problem", text)) for text in said]
    me, them = scorer.name, other.name
    assert found == [
        {"Truus (van 2) Kanariestra", me},
        {me, them},
        {me},
        {me},
        {me, them},
        {me, them},
        {me, them},
        {me, them},
    ]


def test_who_has_one_score_or_more_to_give_is_named() -> None:
    dossier = unanswered()
    asked = [c.id for c in dossier.asked_of("G1")]
    cells = [("S01", o.id, c) for o in dossier.opgaven for c in asked]
    for left in (1, 2):
        held = with_scores(dossier, dict.fromkeys(cells[left:], 4.0))
        texts = [x.problem for x in gather(held, [], Choice()).lines if x.scorer == "S01"]
        assert [set(people_named("tblOntvangst", "problem", t)) for t in texts] == [
            {dossier.scorers[0].name}
        ]


@pytest.mark.parametrize("kind", Kind)
def test_what_ontvangst_calls_an_outcome_is_the_programs_word(kind: Kind) -> None:
    assert is_own("tblOntvangst", "kind", str(kind))


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("tblLogboek", "what", "Scores van ronde 2 verzameld: bewoners."),
        ("tblLogboek", "what", "bereken: 3 van de 14 gescoorde opgaven halen de score. Aldus Kees"),
        ("tblLogboek", "what", "verdeel: Uitvraag gemaakt voor S01, Kees."),
        (
            "tblLogboek",
            "what",
            "verzamel: 1 antwoord van S01 (ronde 1) uit kees.xlsx (kenmerk AB12CD34).\nO01 C01 4",
        ),
        (
            "tblLogboek",
            "what",
            "verzamel: 1 antwoord van S01 (ronde 1) uit bestand-1.xlsx (kenmerk "
            "AB12CD34).\nO01 C01 4 (was vraag Kees)",
        ),
        (
            "tblLogboek",
            "what",
            "bijwerken: nu ruimte voor 8 opgaven, 6 criteria, 4 groepen, 3 "
            "deelnemers.\nniet meegenomen: Opgaven!B2: Een notitie: 'van Kees'.",
        ),
        ("tblLogboek", "who", "Kees"),
        (
            "tblLogboek",
            "what",
            "verzamel: 1 antwoord van S01 (ronde 1) uit bestand-1.xlsx (kenmerk "
            "AB12CD34).\nO01 C01 4",
        ),
        (
            "tblHeroverweging",
            "explained",
            "Het totaal is 3,25; afgesproken is 3,5. Op langere termijn: vraag Kees",
        ),
        ("tblOntvangst", "file", "kees.xlsx"),
        ("tblOntvangst", "file", "bestand-1.kees"),
        ("tblOntvangst", "sheet", "Blad van Kees"),
        ("tblOntvangst", "problem", "Het blad 'Kees' hoort niet bij dit werkboek."),
        (
            "tblOntvangst",
            "action",
            "Typ de juiste waarde op het blad Kees in cel A1. Haal elk "
            "bestand waarin iets anders staat uit de map. Verzamel daarna opnieuw.",
        ),
        ("tblOpgaven", "description", "U hoeft niets te doen."),
    ],
)
def test_what_may_hold_someones_words_is_never_the_programs(
    table: str, column: str, text: str
) -> None:
    assert not is_own(table, column, text)


def test_a_line_that_was_cut_is_joined_although_others_stand_between() -> None:
    column = declare(Capacity(1, 1, 1, 1, 1)).tables["tblLogboek"].column("what")
    head = "verzamel: 2 antwoorden van S01 (ronde 1) uit a.xlsx (kenmerk AB12CD34)"
    texts = [f"{head}.\nO01 opmerking (was 'Truus", "bereken: klaar.", f"{head}, vervolg.\n Mol')"]
    cells = [
        Typed("tblLogboek", str(i), column, text, "Logboek", f"C{i}")
        for i, text in enumerate(texts, 1)
    ]
    found = entries(cells)
    assert list(found) == ["1", "2"]
    assert found["1"].text == f"{head}.\nO01 opmerking (was 'Truus Mol')"
    spread = found["1"].spread(f"{head}.\nO01 opmerking (was 'Betrokkene 1')")
    assert spread == [f"{head}.\nO01 opmerking (was ", f"{head}, vervolg.\n'Betrokkene 1')"]
