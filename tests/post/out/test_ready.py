"""Sending out is where scoring begins: what has to be there before it has to be there now."""

from pathlib import Path

import pytest

from tests.checks.changes import on
from tests.hosts.open_books import opened, result_on_start
from tests.post.out.support import NOTHING, book, saved
from tests.post.support import few, not_sent, renamed, unanswered, with_scores
from tests.support.command import Run
from tests.workbook.books import calculated
from wijkexcel import addin
from wijkexcel.cli.options import TO_MEND
from wijkexcel.example import starter_framework
from wijkexcel.hosts.file import FilePort
from wijkexcel.layout.starter import ANCHORS as STARTER_ANCHORS
from wijkexcel.layout.starter import METHOD
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Anchors
from wijkexcel.outgoing.gate import Gate
from wijkexcel.post.out.ready import Ready

pytestmark = pytest.mark.usefixtures("without_pdf")
PLACEHOLDER = "Bij criterium C06 staat nog de tekst van het lege werkboek: 'Wat bewoners"
ANCHORS = (
    "Bij criterium C06 (Wat bewoners belangrijk vinden (samen invullen)) staat niet wat een 1 en"
)


def with_placeholder(dossier: Dossier) -> Dossier:
    """As in an empty workbook: the residents' criterion is still to be filled in."""
    own = {c.id: c for c in starter_framework().criteria}["C06"]
    criteria = tuple(
        own.model_copy(update={"groups": c.groups}) if c.id == "C06" else c
        for c in dossier.criteria
    )
    anchors = tuple(a for a in dossier.anchors if a.criterion != "C06")
    return dossier.model_copy(
        update={"criteria": criteria, "anchors": (*anchors, Anchors(criterion="C06"))}
    )


def test_one_gate_looks_at_what_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Ready.of(FilePort.open(saved(few(), tmp_path)))
    built: list[Dossier] = []
    whole = Gate.__init__

    def counted(gate: Gate, dossier: Dossier) -> None:
        built.append(dossier)
        whole(gate, dossier)

    monkeypatch.setattr(Gate, "__init__", counted)
    asked = ready.chosen(frozenset()).asked
    assert ready.wrong(asked) == ()
    ready.doubts(asked)
    ready.to_know()
    assert built == [ready.reading.dossier]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["verdeel"], ["verdeel", "--wie", "S08"], ["papier"], ["papier", "--leeg", "G3"]]
)
def test_the_text_of_the_empty_workbook_goes_to_nobody(
    words: list[str], tmp_path: Path, run: Run
) -> None:
    path = saved(with_placeholder(unanswered()), tmp_path)
    before = path.read_bytes()
    code, said = run(words[0], path, tmp_path / "uit", *words[1:])
    assert code == TO_MEND
    assert f"fout: Criteria!D12: {PLACEHOLDER}" in said
    assert f"fout: Schaal!E12: {ANCHORS}" in said
    assert said.endswith(f"{NOTHING}\n")
    assert path.read_bytes() == before
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "key", "fields", "cell"),
    [
        ("criteria", "C01", {"put_forward_by": METHOD}, "Criteria!E7: "),
        ("criteria", "C01", {"name": "Schone lucht"}, "Criteria!D7: "),
        ("anchors", "C01", {"lowest": STARTER_ANCHORS[4].lowest}, "Schaal!E7: "),
    ],
)
def test_nor_any_other_text_of_the_empty_workbook(
    table: str, key: str, fields: dict[str, str], cell: str
) -> None:
    dossier = on(table, key, **fields)(unanswered())
    found = Ready.of(FilePort(book(dossier))).wrong(dossier.scorers)
    assert cell in {f.text[: len(cell)] for f in found}


@pytest.mark.slow
def test_nobody_is_told_of_scores_that_are_not_there() -> None:
    dossier = on("opgaven", "O01", coupling="")(unanswered())
    found = Ready.of(FilePort(book(dossier))).wrong(dossier.scorers)
    told = [f.problem for f in found if f.code == "koppeling-ontbreekt"]
    assert len(told) == 1
    assert told[0].endswith("staat niet hoe de koppeling eruit kan zien.")


def test_nor_on_a_blank_form_for_a_group_of_which_nobody_is_there(tmp_path: Path, run: Run) -> None:
    code, said = run(
        "papier", saved(with_placeholder(few()), tmp_path), tmp_path / "uit", "--leeg", "G3"
    )
    assert code == TO_MEND
    assert PLACEHOLDER in said
    assert ANCHORS in said
    assert "Deelnemer" not in said


@pytest.mark.slow
def test_nor_from_an_open_workbook(tmp_path: Path) -> None:
    with opened(book(with_placeholder(unanswered())), tmp_path) as live:
        addin.verdeel(live)
        said = result_on_start(live)
    assert said.startswith("verdeel: Er is niets gemaakt: los eerst deze 2 fouten op")
    assert PLACEHOLDER in said
    assert ANCHORS in said
    assert [path.name for path in tmp_path.iterdir()] == ["werkboek.xlsx"]


def test_who_is_not_asked_it_can_score_already(tmp_path: Path, run: Run) -> None:
    """The team may score before residents have said what they find important."""
    path = saved(with_placeholder(few()), tmp_path)
    assert run("verdeel", path, tmp_path / "uit", "--wie", "S01")[0] == 0


def test_scores_of_others_make_no_difference(tmp_path: Path, run: Run) -> None:
    dossier = with_scores(with_placeholder(unanswered()), {("S01", "O01", "C01"): 3.0})
    opgaven = tuple(
        o.model_copy(update={"coupling": ""}) if o.id == "O02" else o for o in dossier.opgaven
    )
    dossier = dossier.model_copy(update={"opgaven": opgaven})
    code, said = run("verdeel", saved(dossier, tmp_path), tmp_path / "uit")
    assert code == TO_MEND
    assert PLACEHOLDER in said
    assert "Bij opgave O02 (" in said
    assert "staat niet hoe de koppeling eruit kan zien" in said


@pytest.mark.parametrize(("field", "what"), [("wijk", "wijk"), ("gemeente", "gemeente")])
def test_what_is_sent_names_wijk_and_gemeente(
    field: str, what: str, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(calculated(not_sent(few(), **{field: ""})))
    code, said = run("verdeel", path, tmp_path / "uit")
    assert code == TO_MEND
    assert f"De naam van de {what} is niet ingevuld. Vul de {what} in op het blad Start." in said


@pytest.mark.slow
@pytest.mark.parametrize("command", ["verdeel", "papier"])
def test_whose_scores_will_not_count_yet_is_told(command: str, tmp_path: Path, run: Run) -> None:
    dossier = few()
    later = tuple(
        s.model_copy(update={"round": 2}) if s.id != "S01" else s for s in dossier.scorers
    )
    path = saved(
        dossier.model_copy(
            update={
                "scorers": later,
                "settings": dossier.settings.model_copy(update={"rounds_counted": 1}),
            }
        ),
        tmp_path,
    )
    told = (
        "De scores van S02 (Ruben Oldenkamp) en S03 (Samira Benhaddou) tellen niet mee. Nu "
        "tellen de scores tot en met ronde 1. Vul op het blad Start bij 'Tel mee tot en met ronde' "
        "2 in, als deze scores moeten meetellen."
    )
    waits = (
        "S02 (Ruben Oldenkamp) en S03 (Samira Benhaddou) zijn van ronde 2; die telt nog niet mee, "
        "dus daarvoor is niets gemaakt. Zet op het blad Start bij 'Tel mee tot en met ronde' 2, of "
        "vraag het op de opdrachtregel, met --wie S02,S03."
    )
    code, said = run(command, path, tmp_path / "uit")
    assert code == 0
    assert waits in said
    assert told not in said
    made = [path.name for path in (tmp_path / "uit").iterdir()]
    assert any("s01" in name for name in made)
    assert not [name for name in made if "s02" in name or "s03" in name]
    code, said = run(command, path, tmp_path / "toch", "--wie", "S02,S03")
    assert code == 0
    assert told in said
    assert waits not in said
    assert "ronde" not in run(command, path, tmp_path / "een", "--wie", "S01")[1]


def test_while_only_later_rounds_are_left_it_says_who_waits(tmp_path: Path, run: Run) -> None:
    dossier = few()
    later = tuple(s.model_copy(update={"round": 2}) for s in dossier.scorers)
    first = dossier.settings.model_copy(update={"rounds_counted": 1})
    path = saved(dossier.model_copy(update={"scorers": later, "settings": first}), tmp_path)
    for words in (["verdeel"], ["verdeel", "--herinnering"], ["papier"]):
        said = run(words[0], path, tmp_path / "uit", *words[1:])[1]
        assert "zijn van ronde 2; die telt nog niet mee" in said
        assert "niemand" not in said
        assert "Iedereen" not in said
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
def test_scores_from_before_a_question_changed_are_told_when_it_is_sent_anew(
    tmp_path: Path, run: Run
) -> None:
    """What goes out is of the version of now, with those scores in it."""
    answered = with_scores(few(), {("S01", "O01", "C01"): 3.0})
    answered = renamed(answered, "S01", version=fingerprint(answered))
    changed = answered.model_copy(
        update={
            "opgaven": tuple(o.model_copy(update={"name": f"{o.name}!"}) for o in answered.opgaven),
        }
    )
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(calculated(changed))
    said = "zijn veranderd nadat deze deelnemers hun vragen kregen: S01 ("
    for command in ("verdeel", "papier"):
        path.write_bytes(calculated(changed))
        code, shown = run(command, path, tmp_path / command)
        assert code == 0
        assert shown.count(said) == 1
    path.write_bytes(calculated(answered))
    assert said not in run("verdeel", path, tmp_path / "zonder")[1]
