"""Bringing answers together: who, which version, and conflicts that a person decides."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.post.support import (
    all_parcels,
    collected,
    filled,
    gathered,
    port_of,
    read_back,
    renamed,
    sent,
    unanswered,
    with_scores,
)
from tests.support.sample import examples
from tests.workbook.books import cell_of, edited
from wijkexcel.errors import StructureError
from wijkexcel.hosts.file import FilePort
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import LogEntry, Remark
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.ooxml.edit import apply_edits
from wijkexcel.post.back.gather import gather
from wijkexcel.post.back.line import REMARK, Kind, Line
from wijkexcel.post.back.logbook import sent_lately
from wijkexcel.post.back.mailbox import Found
from wijkexcel.post.back.returned import returned as read_returned
from wijkexcel.post.back.returns import Choice, Gathered
from wijkexcel.post.back.sender import scorer_of, shared
from wijkexcel.post.back.settled import settled_lines
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

CELL = ("S01", "O03", "C02")


def answer(mark: object = 4, scorer: str = "S01") -> bytes:
    return filled(sent()[scorer].workbook, {("O03", "C02"): mark, ("O04", "C02"): 2})


def lines(found: Gathered, kind: Kind) -> list[Line]:
    return [line for line in found.lines if line.kind is kind]


def test_a_blank_takes_what_came_back() -> None:
    found = gathered({"a.xlsx": answer()})
    assert found.values == {CELL: (4.0, "a.xlsx"), ("S01", "O04", "C02"): (2.0, "a.xlsx")}
    assert [line.problem for line in lines(found, Kind.TAKEN)] == [
        "Antwoorden die in het werkboek staan: 2 scores."
    ]


def test_the_same_is_the_same() -> None:
    held = with_scores(unanswered(), {CELL: 4.0, ("S01", "O04", "C02"): 2.0})
    found = gathered({"a.xlsx": answer()}, held)
    assert found.values == {}
    assert lines(found, Kind.CONFLICT) == []
    assert [line.problem for line in lines(found, Kind.TAKEN)] == [
        "Antwoorden die in het werkboek staan: 2 scores."
    ]


@pytest.mark.parametrize(("ours", "theirs"), [(3.0, 4), (3.0, "weet niet"), (ABSTENTION, 4)])
def test_something_else_is_a_conflict_that_shows_both(ours: float | str, theirs: object) -> None:
    held = with_scores(unanswered(), {CELL: ours})
    found = gathered({"a.xlsx": answer(theirs)}, held)
    assert CELL not in found.values
    (conflict,) = lines(found, Kind.CONFLICT)
    for value in (ours, theirs):
        assert f"'{value:g}'" if isinstance(value, float) else f"'{value}'" in conflict.problem
    assert "a.xlsx" in conflict.problem
    assert "--kies S01/O03/C02=" in conflict.action


@pytest.mark.parametrize(
    ("choice", "taken"),
    [
        (Choice(new=True), 4.0),
        (Choice(new=False), None),
        (Choice(cells={CELL: "4"}), 4.0),
        (Choice(cells={CELL: "3"}), None),
        (Choice(cells={CELL: "nieuw"}), 4.0),
        (Choice(new=True, cells={CELL: "Oud"}), None),
    ],
)
def test_a_conflict_is_decided_by_a_person(choice: Choice, taken: float | None) -> None:
    held = with_scores(unanswered(), {CELL: 3.0})
    found = gathered({"a.xlsx": answer()}, held, choice)
    assert lines(found, Kind.CONFLICT) == []
    assert len(lines(found, Kind.DECIDED)) == 1
    assert found.values.get(CELL) == (None if taken is None else (taken, "a.xlsx"))


def test_a_cell_that_was_refused_is_not_told_as_left_blank() -> None:
    held = with_scores(unanswered(), {CELL: 3.0, ("S01", "O04", "C02"): 2.0})
    found = gathered({"a.xlsx": answer("x")}, held)
    assert [line.problem for line in lines(found, Kind.TOLD)] == []
    assert [line.place for line in lines(found, Kind.REFUSED)] == [CELL]


def test_scores_and_remarks_are_counted_apart_and_the_same_files_give_the_same_lines() -> None:
    cells = {("O03", "C02"): 4, ("O04", "C02"): 2, ("O03", "remark"): "Doen."}
    files = {"a.xlsx": filled(sent()["S01"].workbook, cells)}
    first = gathered(files)
    taken = {cell: value for cell, (value, _) in first.values.items()}
    remark = taken.pop(("S01", "O03", REMARK))
    held = with_scores(unanswered(), taken).model_copy(
        update={"remarks": (Remark(scorer="S01", opgave="O03", text=remark),)}
    )
    again = gathered(files, held)
    assert again.values == {}
    (told,) = lines(first, Kind.TAKEN)
    assert told.problem == "Antwoorden die in het werkboek staan: 2 scores en 1 opmerking."
    assert lines(again, Kind.TAKEN) == [told]


def with_a_newer(when: float | None, mark: object = 4) -> tuple[Gathered, Gathered]:
    """A file with something that is no score, and another with a score there; and both again."""
    files = [
        replace(read_back(answer("acht"), "oud.xlsx"), dated=1.0),
        replace(read_back(answer(mark), "nieuw.xlsx"), dated=when),
    ]
    first = gather(unanswered(), files, Choice())
    taken = {cell: value for cell, (value, _) in first.values.items()}
    return first, gather(with_scores(unanswered(), taken), files, Choice())


def test_a_refusal_that_a_newer_file_settled_waits_for_nobody() -> None:
    for found in with_a_newer(2.0):
        assert lines(found, Kind.REFUSED) == []
        (told,) = (x for x in lines(found, Kind.SKIPPED) if x.place == CELL)
        assert told.file == "oud.xlsx"
        assert told.action == (
            "U hoeft niets te doen: wat een nieuwer bestand van deze deelnemer hier zegt, staat "
            "in het werkboek."
        )
        assert [x for x in found.lines if "meer bestanden" in x.problem] == []


@pytest.mark.parametrize("when", [0.5, 1.0, None])
def test_a_refusal_in_what_may_be_the_newest_file_still_waits(when: float | None) -> None:
    for found in with_a_newer(when):
        (told,) = lines(found, Kind.REFUSED)
        assert told.place == CELL
        assert "In het werkboek blijft '4' staan." in told.action
        assert [x for x in found.lines if "meer bestanden" in x.problem]


def test_a_refusal_still_waits_while_the_newer_file_has_nothing_there() -> None:
    for found in with_a_newer(2.0, None):
        assert [x.place for x in lines(found, Kind.REFUSED)] == [CELL]


def logged_as_decided(dossier: Dossier, found: Gathered) -> Dossier:
    """The dossier after its workbook was saved: what was chosen stands in it and in Logboek."""
    entries = tuple(
        LogEntry(when=datetime(2026, 9, 1), who="Iemand", what=line)
        for line in settled_lines(found.decided, {})
    )
    taken = {cell: value for cell, (value, _) in found.values.items()}
    return with_scores(dossier, {**dossier.scores.cells(), **taken}).model_copy(
        update={"log": entries}
    )


@pytest.mark.parametrize("new", [True, False])
def test_what_was_decided_is_not_asked_again(new: bool) -> None:
    held = with_scores(unanswered(), {CELL: 3.0})
    files = {"a.xlsx": answer()}
    decided = logged_as_decided(held, gathered(files, held, Choice(new=new)))
    found = gathered(files, decided)
    assert lines(found, Kind.CONFLICT) == []
    assert CELL not in found.values
    told = [x.problem for x in lines(found, Kind.DECIDED)]
    assert told == ([] if new else ["Verschillen waarover eerder is beslist: 1."])


def test_another_file_and_another_choice_open_what_was_decided() -> None:
    held = with_scores(unanswered(), {CELL: 3.0})
    files = {"a.xlsx": answer()}
    decided = logged_as_decided(held, gathered(files, held, Choice(new=False)))
    assert gathered(files, decided, Choice(new=True)).values[CELL][0] == 4.0
    later = {**files, "b.xlsx": answer(5)}
    (conflict,) = lines(gathered(later, decided), Kind.CONFLICT)
    assert "'5' in b.xlsx" in conflict.problem
    assert "a.xlsx" not in conflict.problem


def test_a_decision_is_logged_once() -> None:
    held = with_scores(unanswered(), {CELL: 3.0})
    found = gathered({"a.xlsx": answer()}, held, Choice(new=False))
    again = gathered({"a.xlsx": answer()}, logged_as_decided(held, found), Choice(new=False))
    assert again.settled == found.decided
    assert list(settled_lines(found.decided, again.settled)) == []


def test_a_value_that_nobody_gave_decides_nothing() -> None:
    held = with_scores(unanswered(), {CELL: 3.0})
    found = gathered({"a.xlsx": answer()}, held, Choice(cells={CELL: "5"}))
    assert CELL not in found.values
    (conflict,) = lines(found, Kind.CONFLICT)
    assert conflict.action.startswith("Uw keuze '5' staat hier niet bij. Kies met --kies S01/O03/")


def test_a_choice_where_there_is_no_conflict_is_told() -> None:
    found = gathered({"a.xlsx": answer()}, choice=Choice(cells={("S01", "O01", "C01"): "9"}))
    (told,) = lines(found, Kind.SKIPPED)
    assert told.problem == "De keuze S01/O01/C01=9 is niet gebruikt: daar is geen conflict."


def test_only_refused_cells_are_not_nothing() -> None:
    found = gathered({"a.xlsx": filled(sent()["S01"].workbook, {("O03", "C02"): "x"})})
    assert lines(found, Kind.TOLD) == []
    found = gathered({"a.xlsx": sent()["S01"].workbook})
    assert [x.problem for x in lines(found, Kind.TOLD)] == ["In dit bestand is niets ingevuld."]


CHANGED = "is veranderd nadat dit bestand is verstuurd"


def other_question() -> Dossier:
    """The dossier after somebody changed the question of C02."""
    dossier = unanswered()
    return dossier.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"question": "Anders?"}) if c.id == "C02" else c
                for c in dossier.criteria
            ),
        }
    )


def test_scores_on_the_old_question_that_still_count_are_told() -> None:
    held = {CELL: 4.0, ("S01", "O04", "C02"): 2.0, ("S02", "O03", "C02"): 1.0}
    found = gathered({"a.xlsx": answer()}, with_scores(other_question(), held))
    (line,) = (x for x in lines(found, Kind.REFUSED) if CHANGED in x.problem)
    assert line.action == (
        "Let op: in het werkboek staan hierbij nog 2 scores van eerder, en die tellen mee. Vraag "
        "deze scores opnieuw, of haal ze weg op het invulblad van S01."
    )
    found = gathered({"a.xlsx": answer()}, other_question())
    (line,) = (x for x in lines(found, Kind.REFUSED) if CHANGED in x.problem)
    assert line.action == "Vraag deze scores opnieuw."
    assert set(found.outdated["S01"]) == {"C02"}


def test_who_answered_the_new_question_since_is_not_asked_again() -> None:
    now = other_question()
    new = filled(all_parcels(now)["S01"].workbook, {("O03", "C02"): 5})
    found = gathered({"a.xlsx": answer(), "b.xlsx": new}, now)
    assert lines(found, Kind.REFUSED) == []
    (line,) = (x for x in lines(found, Kind.SKIPPED) if CHANGED in x.problem)
    assert line.action == (
        "U hoeft niets te doen: een ander bestand van deze deelnemer gaat over de vraag van nu."
    )
    assert found.outdated["S01"] == {}
    assert found.values == {CELL: (5.0, "b.xlsx")}


def test_a_file_that_is_set_aside_does_not_count_as_an_answer_to_the_new_question() -> None:
    now = other_question()
    new = filled(all_parcels(now)["S01"].workbook, {("O03", "C02"): 5})
    other = next(s.email for s in now.scorers if s.id == "S02")
    files = [read_back(answer(), "a.xlsx"), replace(read_back(new, "b.xlsx"), sender=other)]
    found = gather(now, files, Choice())
    assert [x.file for x in lines(found, Kind.ASIDE)] == ["b.xlsx"]
    (line,) = (x for x in lines(found, Kind.REFUSED) if CHANGED in x.problem)
    assert line.action == "Vraag deze scores opnieuw."


def test_two_files_that_say_something_else_are_a_conflict() -> None:
    files = {"a.xlsx": answer(4), "b.xlsx": answer(5)}
    found = gathered(files)
    assert CELL not in found.values
    assert ("S01", "O04", "C02") in found.values
    (conflict,) = lines(found, Kind.CONFLICT)
    assert "a.xlsx" in conflict.problem
    assert "b.xlsx" in conflict.problem
    all_new = gathered(files, choice=Choice(new=True))
    assert CELL not in all_new.values
    (conflict,) = lines(all_new, Kind.CONFLICT)
    assert "Met --kies nieuw kan het hier niet, want er zijn meer nieuwe" in conflict.action
    assert conflict.problem.startswith("O03, C02: in het werkboek staat niets, en '4' in a.xlsx;")
    chosen = gathered(files, choice=Choice(cells={CELL: "5"}))
    assert chosen.values[CELL] == (5.0, "b.xlsx")


def test_new_is_the_newest_file_and_choosing_it_again_changes_nothing() -> None:
    first = replace(read_back(answer(4), "later.xlsx"), dated=1.0)
    last = replace(read_back(answer(3), "eerst.xlsx"), dated=2.0)
    held = unanswered()
    (conflict,) = lines(gather(held, [first, last], Choice()), Kind.CONFLICT)
    assert (
        "of voor alles: --kies nieuw (hier '3', uit eerst.xlsx) of --kies oud." in conflict.action
    )
    for _ in range(4):
        found = gather(held, [first, last], Choice(new=True))
        taken = {cell: value for cell, (value, _) in found.values.items()}
        held = with_scores(held, {**dict(held.scores.cells()), **taken})
        assert held.scores.cells()[CELL] == 3.0
        assert len(lines(found, Kind.DECIDED)) == 1


def test_of_files_that_are_equally_new_none_is_the_newest() -> None:
    files = [replace(read_back(answer(m), f"{m}.xlsx"), dated=1.0) for m in (3, 4)]
    found = gather(with_scores(unanswered(), {CELL: 3.0}), files, Choice(new=True))
    assert CELL not in found.values
    (conflict,) = lines(found, Kind.CONFLICT)
    assert "welk bestand het nieuwst is, is niet te zien" in conflict.action


def test_a_file_that_makes_the_reader_fail_stops_no_other() -> None:
    def stuck(*_: object, **__: object) -> dict[str, object]:
        raise RecursionError

    back = read_returned(Found("a.xlsx", answer()), unanswered().settings, stuck)
    assert back.refused.startswith("Dit bestand is niet te lezen: wijkexcel liep erop vast.")


def test_an_answer_that_was_taken_back_stays_and_is_told() -> None:
    held = with_scores(unanswered(), {CELL: 3.0, ("S01", "O05", "C01"): 1.0})
    found = gathered({"a.xlsx": answer(None)}, held)
    assert CELL not in found.values
    (told,) = lines(found, Kind.TOLD)
    assert "O03 C02, O05 C01" in told.problem


# Who ---------------------------------------------------------------------------------------------


def test_nothing_was_sent_from_this_workbook() -> None:
    found = gathered({"a.xlsx": answer()}, renamed(unanswered(), "S01", code=""))
    assert "nog niets verstuurd" in lines(found, Kind.ASIDE)[0].problem


@pytest.mark.parametrize(
    "typed",
    ["Ruben <RUBEN@example.nl>", "ruben@example.nl\u00a0", "ruben@example.nl; r@example.nl"],
)
def test_whose_address_it_is_is_known_however_it_was_typed(typed: str) -> None:
    dossier = renamed(unanswered(), "S02", email=typed)
    scorers = {s.id: s for s in dossier.scorers}
    aside = shared(dossier, [("ruben@example.nl", scorers["S01"])])
    assert "Dat adres hoort bij S02" in aside["ruben@example.nl", "S01"][0]
    assert shared(dossier, [("ruben@example.nl", scorers["S02"])]) == {}


@pytest.mark.parametrize("key", ["wijk", "scorer", "name", "group", "round"])
def test_what_a_file_says_of_itself_is_quoted_no_longer_than_can_be_read(key: str) -> None:
    (read,) = read_back(answer()).answers
    long = replace(read, identity={**read.identity, key: "regel\nnog een " + "x" * 32_000})
    scorer, (why, _) = scorer_of(unanswered(), long)
    assert scorer is None
    assert "regel nog een xxx" in why
    assert len(why) < 300


# Which version -----------------------------------------------------------------------------------


def test_an_opgave_that_is_gone_is_told() -> None:
    dossier = unanswered()
    gone = dossier.opgaven[3].id
    kept = tuple(o for o in dossier.opgaven if o.id != gone)
    scores = type(dossier.scores).of(
        [o.id for o in kept], dossier.scores.scorers, dossier.scores.criteria, {}
    )
    found = gathered(
        {"a.xlsx": answer()}, dossier.model_copy(update={"opgaven": kept, "scores": scores})
    )
    assert set(found.values) == {CELL}
    (told,) = (x for x in lines(found, Kind.SKIPPED) if "bestaat niet meer" in x.problem)
    assert told.problem.startswith(f"Opgave {gone} bestaat niet meer")
    assert told.action == "U hoeft niets te doen."
    assert lines(found, Kind.REFUSED) == []


SENT_TO_S01 = LogEntry(
    when=datetime(2026, 11, 20),
    who="x",
    what="verzamel: Werkboek met de vragen van nu teruggestuurd naar S01.",
)


@pytest.mark.parametrize(
    ("mark", "now", "becomes"),
    [
        ("F1", "F1", True),  # asked and agreed as when it was sent anew
        ("F0", "F1", False),  # a weight changed since: the checks have to tell of it
    ],
)
def test_an_answer_to_all_that_is_asked_now_is_of_the_version_that_was_sent(
    mark: str, now: str, becomes: bool
) -> None:
    """A workbook tells no more than which questions it holds; Logboek what was agreed then."""
    found = gathered({"a.xlsx": answer()})
    assert found.current == {"S01"}
    dossier = unanswered().model_copy(
        update={"log": (SENT_TO_S01.model_copy(update={"fingerprint": mark}),)}
    )
    assert sent_lately(dossier, now) == ({"S01"} if becomes else set())


def test_an_answer_to_a_question_that_changed_is_of_no_version_of_now() -> None:
    dossier = unanswered()
    first, *rest = dossier.opgaven
    other = dossier.model_copy(update={"opgaven": (first.model_copy(update={"name": "X"}), *rest)})
    assert gathered({"a.xlsx": answer()}, other).current == set()


def test_what_is_missing_is_told_per_scorer() -> None:
    found = gathered({"a.xlsx": answer()})
    missing = {line.scorer: line.problem for line in lines(found, Kind.MISSING)}
    assert "68 van de 70" in missing["S01"]
    assert len(missing) == len(unanswered().scorers)


MARK = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, ABSTENTION, None])


@pytest.mark.slow
@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.tuples(MARK, MARK, MARK), min_size=3, max_size=3))
def test_nothing_is_ever_replaced_in_silence(rows: list[tuple[object, ...]]) -> None:
    """Property: what the workbook holds stays, unless a person chose otherwise."""
    ours, first, second = zip(*rows, strict=True)
    cells = [("S01", f"O0{i}", "C01") for i in (1, 2, 3)]
    held = with_scores(
        unanswered(), {c: v for c, v in zip(cells, ours, strict=True) if v is not None}
    )
    files = {
        name: filled(sent()["S01"].workbook, {c[1:]: v for c, v in zip(cells, given_, strict=True)})
        for name, given_ in (("a.xlsx", first), ("b.xlsx", second))
    }
    found = gathered(files, held)
    conflicts = {line.place for line in lines(found, Kind.CONFLICT)}
    for cell, now, *returned in zip(cells, ours, first, second, strict=True):
        different = {value for value in returned if value is not None}
        if now is not None:
            assert cell not in found.values
            assert (cell in conflicts) == bool(different - {now})
        elif len(different) == 1:
            assert found.values[cell][0] in different
        else:
            assert cell not in found.values
            assert (cell in conflicts) == (len(different) > 1)


# The workbook ------------------------------------------------------------------------------------


def after(port: FilePort) -> Dossier:
    target = port.path.with_name("na.xlsx")
    port.save(target)
    return read(FileSource(target.read_bytes())).dossier


@pytest.mark.slow
def test_scores_and_remarks_come_into_the_workbook(tmp_path: Path) -> None:
    data = filled(
        sent()["S01"].workbook,
        {
            ("O03", "C02"): 4,
            ("O04", "C01"): "weet niet",
            ("O03", "remark"): "Let op",
        },
    )
    port = port_of(unanswered(), tmp_path)
    collected(port, {"map/antwoord.xlsx": data})
    dossier = after(port)
    assert dossier.scores.cells() == {CELL: 4.0, ("S01", "O04", "C01"): ABSTENTION}
    assert [(r.scorer, r.opgave, r.text) for r in dossier.remarks] == [("S01", "O03", "Let op")]
    (entry,) = dossier.log
    assert "2 antwoorden" not in entry.what
    assert "3 antwoorden van S01 (ronde 1) uit map/antwoord.xlsx" in entry.what
    assert "O03 C02 4" in entry.what
    assert "O04 C01 weet niet" in entry.what
    assert dossier.scorers[0].received_on == date(2026, 12, 13)


@pytest.mark.slow
def test_collecting_twice_changes_nothing(tmp_path: Path) -> None:
    files = {"a.xlsx": answer(), "b.xlsx": answer("x", "S02"), "c.xlsx": b"geen werkboek"}
    port = port_of(unanswered(), tmp_path)
    collected(port, files)
    assert port.changed
    port.save()
    again = FilePort.open(port.path)
    collected(again, files)
    assert not again.changed


@pytest.mark.slow
def test_a_decision_says_in_the_log_what_it_was(tmp_path: Path) -> None:
    port = port_of(with_scores(unanswered(), {CELL: 3.0}), tmp_path)
    collected(port, {"a.xlsx": answer()}, Choice(new=True))
    dossier = after(port)
    assert dossier.scores.cells()[CELL] == 4.0
    assert "O03 C02 4 (was 3)" in dossier.log[-1].what


@pytest.mark.slow
def test_what_a_new_round_replaces_is_kept_in_the_log(tmp_path: Path) -> None:
    dossier = with_scores(renamed(unanswered(), "S01", round=2), {CELL: 3.0})
    remark = Remark(scorer="S01", opgave="O03", text="Liever niet; het is te druk.")
    dossier = dossier.model_copy(update={"remarks": (remark,)})
    data = filled(
        all_parcels(dossier)["S01"].workbook,
        {
            ("O03", "C02"): 4,
            ("O03", "remark"): "Toch wel",
        },
    )
    port = port_of(dossier, tmp_path)
    collected(port, {"a.xlsx": data}, Choice(new=True))
    now = after(port)
    assert now.scores.cells()[CELL] == 4.0
    assert [r.text for r in now.remarks] == ["Toch wel"]
    assert "2 antwoorden van S01 (ronde 2) uit a.xlsx" in now.log[-1].what
    assert "O03 C02 4 (was 3)" in now.log[-1].what
    assert "O03 opmerking (was 'Liever niet; het is te druk.')" in now.log[-1].what


@pytest.mark.slow
def test_a_long_list_takes_more_lines_of_the_log_and_loses_nothing(tmp_path: Path) -> None:
    old = [f"{'lang-' * 5000}{i}" for i in range(3)]
    remarks = [Remark(scorer="S01", opgave=f"O0{i + 1}", text=t) for i, t in enumerate(old)]
    dossier = unanswered().model_copy(update={"remarks": tuple(remarks)})
    data = filled(sent()["S01"].workbook, {(r.opgave, "remark"): "Kort" for r in remarks})
    port = port_of(dossier, tmp_path)
    collected(port, {"a.xlsx": data}, Choice(new=True))
    decided, *log = after(port).log
    assert decided.what.endswith("O01 opmerking; O02 opmerking; O03 opmerking.")
    assert len(log) > 3
    assert all(entry.what.startswith("verzamel: 3 antwoorden van S01") for entry in log)
    whole = "".join(entry.what.partition("\n")[2] for entry in log)
    assert all(text in whole for text in old)


@pytest.mark.slow
def test_with_a_full_log_nothing_is_taken(tmp_path: Path) -> None:
    port = port_of(unanswered(), tmp_path)
    reading = read(port)
    rows = reading.layout.tables["tblLogboek"].row_ids
    cells = {("tblLogboek", row, "what"): "vol" for row in rows}
    port.path.write_bytes(edited(port.data, reading.layout, cells))
    port = FilePort.open(port.path)
    with pytest.raises(StructureError, match="Het Logboek is vol, dus niet van elke score"):
        collected(port, {"a.xlsx": answer()})
    assert not port.changed


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["bijna 4", 17.0])
def test_what_the_coordinator_typed_there_is_not_lost(typed: object, tmp_path: Path) -> None:
    port = port_of(unanswered(), tmp_path)
    layout = read(port).layout
    place = ("tblScore_S01", "O03", "C02")
    data = edited(port.data, layout, {place: typed})  # type: ignore[dict-item]
    port.path.write_bytes(recalculate(data).data)
    port = FilePort.open(port.path)
    found = collected(port, {"a.xlsx": answer()}).gathered
    assert [line.place for line in lines(found, Kind.CONFLICT)] == [CELL]
    port.save(tmp_path / "na.xlsx")
    sheet, cell = cell_of(layout, place)
    grid = FileSource((tmp_path / "na.xlsx").read_bytes()).grid(sheet)
    row, col = int("".join(filter(str.isdigit, cell))) - 1, ord(cell[0]) - 65
    assert grid[row][col] == typed


@pytest.mark.slow
def test_a_tab_that_is_gone_loses_no_score_in_silence(tmp_path: Path) -> None:
    import openpyxl

    from wijkexcel.errors import StructureError

    port = port_of(unanswered(), tmp_path)
    book = openpyxl.load_workbook(port.path)
    del book["S01"]
    book.save(port.path)
    port = FilePort.open(port.path)
    with pytest.raises(StructureError, match="invulblad van S01"):
        collected(port, {"a.xlsx": answer()})
    assert not port.changed


@pytest.mark.slow
def test_the_sheet_ontvangst_says_what_came_of_each_file(tmp_path: Path) -> None:
    port = port_of(unanswered(), tmp_path)
    files = {"a.xlsx": answer("x"), "b.xlsx": b"rommel"}
    collected(port, files)
    port.save()
    grid = FileSource(port.path.read_bytes()).grid("Ontvangst")
    rows = [[cell for cell in row[:7] if cell != ""] for row in grid[5:] if row[0] != ""]
    texts = [" ".join(str(cell) for cell in row) for row in rows]
    assert any("overgenomen" in t and "in het werkboek staan: 1 score." in t for t in texts)
    assert any("a.xlsx" in t and "geweigerd" in t and "'x' is geen score" in t for t in texts)
    assert any("b.xlsx" in t and "geweigerd" in t for t in texts)


@pytest.mark.slow
def test_a_second_sending_carries_what_was_collected(tmp_path: Path) -> None:
    port = port_of(unanswered(), tmp_path)
    collected(port, {"a.xlsx": answer()})
    dossier = after(port)
    parcel = all_parcels(dossier)["S01"]
    assert parcel.request.given == {("O03", "C02"): 4.0, ("O04", "C02"): 2.0}
    assert parcel.request.code == "CODES01"


@pytest.mark.slow
def test_apply_edits_is_what_writes(tmp_path: Path) -> None:
    """Nothing but the cells that were settled, and what the program owns, is changed."""
    port = port_of(unanswered(), tmp_path)
    before = read(port).dossier
    collected(port, {"a.xlsx": answer()})
    dossier = after(port)
    same = {"scores", "remarks", "log", "scorers"}
    for name in type(before).model_fields:
        if name not in same:
            assert getattr(dossier, name) == getattr(before, name)
    assert apply_edits(port.data, []) == port.data


def test_words_from_outside_cannot_spoil_a_line() -> None:
    line = Line(Kind.ASIDE, "a.xlsx", "Het bestand is voor 'Jan\x07\x1b[2J\u202e'.")
    assert line.problem == "Het bestand is voor 'Jan��[2J�'."
