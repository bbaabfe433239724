"""Papers that are handed out: what all at a table may read, and the one question to residents."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docs.support import documented_keys, only
from tests.documents.factory import everything_in, paragraphs_of, small_template, text_of
from tests.documents.hostile import HOSTILE
from tests.post.out.support import with_canary
from tests.post.support import unanswered
from tests.support.command import SMALL_ROOM, Run
from tests.workbook.books import calculated
from wijkexcel.cli import main as cli
from wijkexcel.documents.handout import meeting_docx, slip_docx
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.form import HAND_IN, Occasion
from wijkexcel.outgoing.handout import QuestionSlip, host_of, meeting_order
from wijkexcel.outgoing.seal import seal
from wijkexcel.outgoing.typed import Typed

OCCASION = Occasion(date(2026, 9, 21), date(2026, 12, 12), Typed("In de bus.", HAND_IN))


def order_of(dossier: Dossier) -> bytes:
    return meeting_docx(seal(meeting_order(dossier, OCCASION)))


def slip_of(dossier: Dossier) -> bytes:
    return slip_docx(seal(QuestionSlip(host_of(dossier), OCCASION)))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(calculated(unanswered()))
    return path


# For a table --------------------------------------------------------------------------------------


def test_it_says_what_to_read_out_and_what_marks_mean() -> None:
    dossier, text = example(), text_of(order_of(example()))
    for opgave in dossier.opgaven:
        for words in (f"{opgave.id}. {opgave.name}", opgave.description, opgave.coupling):
            assert words in text
    assert "Landelijk verbod op asbestdaken (vervallen)" in text
    public = {c.id for c in dossier.criteria if c.public}
    for anchors in dossier.anchors:
        assert (anchors.highest in text) == (anchors.criterion in public)
    assert "bij 14 opgaven is dat 70 minuten" in text
    assert "uiterlijk op 12 december 2026. In de bus." in text


def test_a_table_has_one_form_for_all_its_people() -> None:
    """Of the residents of the example two came alone, and four sat at one table."""
    lines = paragraphs_of(order_of(example()))
    assert "6 (op 3 formulieren)" in lines
    assert lines[lines.index("Bewoners") + 2] == "2"  # the round
    assert lines[lines.index("Gemeente") + 1] == "4"


def test_nobody_is_named_on_it_and_nothing_internal() -> None:
    dossier = example()
    found = everything_in(order_of(dossier))
    for scorer in dossier.scorers:
        assert scorer.name not in found
        assert not scorer.email or scorer.email not in found
    for criterion in dossier.criteria:
        assert (criterion.name in found) == criterion.public
    assert "geschatte kosten" not in found  # residents do not score a criterion that shows them


def test_who_scores_a_criterion_is_said_where_that_is_not_everyone() -> None:
    text = text_of(order_of(example()))
    assert "Dit scoren alleen: Gemeente en Woningcorporatie." in text
    first = text.index("Enthousiasme van bewoners")
    assert "Dit scoren alleen" not in text[first : text.index("Tempo van de uitvoering")]


def test_costs_are_read_out_when_every_group_reads_them() -> None:
    dossier = example()
    groups = tuple(g.id for g in dossier.groups)
    criteria = tuple(
        c.model_copy(update={"groups": groups}) if c.shows_cost else c for c in dossier.criteria
    )
    text = text_of(order_of(dossier.model_copy(update={"criteria": criteria})))
    assert "geschatte kosten: €" in text


@settings(max_examples=5, deadline=None)
@given(st.from_regex(r"[a-z]{5}q", fullmatch=True))
def test_nothing_of_a_person_and_nothing_internal_is_on_either(word: str) -> None:
    dossier, own = with_canary(unanswered(), word)
    for docx in (order_of(dossier), slip_of(dossier)):
        found = everything_in(docx)
        assert [tag for tags in own.values() for tag in tags if tag in found] == []
        assert f"{word}intern" not in found


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_literal(text: str) -> None:
    dossier = example()
    opgave, *others = dossier.opgaven
    changed = opgave.model_copy(update={"name": text, "description": text, "coupling": text})
    own = dossier.model_copy(
        update={
            "opgaven": (changed, *others),
            "settings": dossier.settings.model_copy(update={"wijk": text}),
        }
    )
    one = " ".join(text.split())
    assert f"Samen scoren in {one}" in paragraphs_of(order_of(own))
    assert f"Wat is er aan de hand? {text}" in paragraphs_of(order_of(own))
    assert any(f"maakt {one} aardgasvrij" in line for line in paragraphs_of(slip_of(own)))


# The question -------------------------------------------------------------------------------------


def test_two_slips_with_the_question_stand_on_a_page() -> None:
    lines = paragraphs_of(slip_of(example()))
    assert lines.count("Wat moet voor u voorgaan?") == 2
    assert sum("Lever dit in uiterlijk op 12 december 2026. In de bus." in s for s in lines) == 2
    assert sum(line.startswith("Hebt u een vraag? Vraag het aan Bram") for line in lines) == 2


def test_a_slip_of_an_empty_workbook_has_no_holes(tmp_path: Path, run: Run) -> None:
    """Residents are asked before anything else is filled in."""
    path = tmp_path / "leeg.xlsx"
    assert run("nieuw", path, *SMALL_ROOM)[0] == 0
    assert run("papier", path, tmp_path / "u", "--vraag")[0] == 0
    text = text_of((tmp_path / "u" / "vraag.docx").read_bytes())
    assert "De gemeente maakt de wijk aardgasvrij." in text
    assert "Lever dit in bij wie het u gaf." in text
    assert "Hebt u een vraag?" not in text


# The command --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("without_pdf")
def test_the_workbook_stays_as_it_is(book: Path, tmp_path: Path, run: Run) -> None:
    before = book.read_bytes()
    out = tmp_path / "uit"
    code, said = run("papier", book, out, "--tafel", "--voor", "12-12-2026")
    assert code == 0
    assert "Niet op dit papier, want het is intern: C03 (Politieke winst)." in said
    assert "De geschatte kosten staan er niet op" in said
    assert run("papier", book, out, "--vraag", "--waar", "In de bus.")[0] == 0
    assert sorted(p.name for p in out.iterdir()) == [
        "tafel-lijsterhoek.docx",
        "vraag-lijsterhoek.docx",
    ]
    assert book.read_bytes() == before


@pytest.mark.parametrize("more", [["--vraag"], ["--leeg", "G3"], ["--wie", "S01"]])
def test_one_paper_at_a_time(more: list[str], book: Path, tmp_path: Path, run: Run) -> None:
    code, said = run("papier", book, tmp_path / "uit", "--tafel", *more)
    assert code == cli.WRONG_USE
    assert "elk in een eigen opdracht" in said
    assert not (tmp_path / "uit").exists()


def test_a_day_that_has_passed_is_refused(book: Path, tmp_path: Path, run: Run) -> None:
    for paper in ("--tafel", "--vraag"):
        code, said = run("papier", book, tmp_path / "uit", paper, "--voor", "1-1-2020")
        assert code == cli.WRONG_USE
        assert "die is voorbij" in said


def test_a_fault_in_the_questions_is_not_read_out(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(calculated(unanswered().model_copy(update={"anchors": ()})))
    code, said = run("papier", path, tmp_path / "uit", "--tafel")
    assert code == 1
    assert "Er is niets gemaakt" in said
    assert not (tmp_path / "uit").exists()


def test_without_opgaven_there_is_nothing_to_read_out(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "leeg.xlsx"
    assert run("nieuw", path, *SMALL_ROOM)[0] == 0
    assert "nog geen opgaven om te scoren" in run("papier", path, tmp_path / "u", "--tafel")[1]
    assert not (tmp_path / "u").exists()


def test_a_group_without_people_may_come_too(tmp_path: Path, run: Run) -> None:
    """Residents who come to an evening are listed afterwards."""
    dossier = unanswered()
    others = tuple(s for s in dossier.scorers if s.group != "G3")
    scores = type(dossier.scores).of(
        dossier.scores.opgaven, [s.id for s in others], dossier.scores.criteria, {}
    )
    path = tmp_path / "w.xlsx"
    path.write_bytes(calculated(dossier.model_copy(update={"scorers": others, "scores": scores})))
    assert run("papier", path, tmp_path / "u", "--tafel")[0] == 0
    text = text_of((tmp_path / "u" / "tafel-lijsterhoek.docx").read_bytes())
    assert "nog niet bekend" in text


@pytest.mark.usefixtures("without_pdf")
def test_an_own_template_with_the_name_of_a_participant_is_refused(
    book: Path, tmp_path: Path, run: Run
) -> None:
    own = tmp_path / "mijn.docx"
    for paper in ("--tafel", "--vraag"):
        own.write_bytes(small_template("Welkom in {{ wijk }}"))
        assert run("papier", book, tmp_path / "u", paper, "--sjabloon", own)[0] == 0
        own.write_bytes(small_template("Vraag het aan Henk Loosdrager, die scoort ook."))
        code, said = run("papier", book, tmp_path / "v", paper, "--sjabloon", own)
        assert code == cli.WRONG_USE
        assert "Henk Loosdrager" in said
    assert not (tmp_path / "v").exists()
    assert "Welkom in Lijsterhoek" in text_of(
        (tmp_path / "u" / "tafel-lijsterhoek.docx").read_bytes()
    )


@pytest.mark.usefixtures("without_pdf")
def test_the_json_is_as_documented(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["papier", str(book), str(tmp_path / "u"), "--tafel", "--json"])
    content = json.loads(capsys.readouterr().out)
    assert set(content) == only(documented_keys(), "result of `papier`")
    assert content["stukken"] == ["tafel-lijsterhoek.docx"]
    assert content["formulieren"] == []
