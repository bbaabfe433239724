"""What goes back to scorers: what is left of their own answers, and nothing of anyone else."""

import email
import email.policy
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.post.back.support import Cell, answer, back, full
from tests.post.entry_support import typed
from tests.post.out.support import everything_in, with_canary
from tests.post.support import (
    RUN,
    TODAY,
    all_parcels,
    collected,
    filled,
    gathered,
    port_of,
    read_back,
    renamed,
    unanswered,
    with_scores,
    with_version,
)
from wijkexcel.dutch.days import day_in_words
from wijkexcel.errors import TemplateError
from wijkexcel.layout.partner_form import FORM, ROW_DONE
from wijkexcel.model.records import Remark
from wijkexcel.post.back.gather import gather
from wijkexcel.post.back.line import Kind
from wijkexcel.post.back.reply import replies
from wijkexcel.post.back.returns import Choice
from wijkexcel.post.out.distribute import Parcel
from wijkexcel.post.out.mail import LIST, REPLY, packaged
from wijkexcel.post.out.send import Ask, send
from wijkexcel.workbook.reading.source import FileSource


def body(parcel: Parcel) -> str:
    assert parcel.mail is not None
    mail = email.message_from_bytes(parcel.mail, policy=email.policy.default)
    text: str = mail.get_body().get_content()  # type: ignore[union-attr]
    return text.replace("\r\n", "\n")


def test_a_refused_cell_goes_back_with_what_stood_there_and_what_to_do() -> None:
    (parcel,) = back({"a.xlsx": answer(O03_C02="x")}).values()
    assert (
        "Dit konden we niet overnemen:\n"
        "- Blad Invullen, cel F9: opgave O03 (Minder hitte en meer groen in de straat), criterium "
        "C02 (Tempo van de uitvoering). 'x' is geen score. Kies een score van 1 tot en met 5, of "
        "'weet niet'.\n\n" in body(parcel)
    )
    assert "Hier is nog niets ingevuld" not in body(parcel)


def test_the_workbook_that_goes_back_holds_the_good_answers_and_no_other() -> None:
    (parcel,) = back({"a.xlsx": answer(O03_C02="x", O04_C01=None, O02_remark="Let op")}).values()
    again = read_back(parcel.workbook)
    assert again.answer is not None
    left = {("O03", "C02"), ("O04", "C01")}
    assert again.answer.scores == {k: v for k, v in full().items() if k not in left}
    assert again.answer.remarks == {"O02": "Let op"}
    assert again.answer.identity["code"] == "CODES01"
    assert " nog 2 van 70" in str(FileSource(parcel.workbook).grid(FORM)[ROW_DONE][0])
    assert parcel.request.open == 2


def test_what_is_still_blank_is_named_per_opgave() -> None:
    cells = {f"O05_{c}": None for c in ("C01", "C02", "C03", "C04", "C05")}
    (parcel,) = back({"a.xlsx": answer(O04_C01=None, **cells)}).values()
    assert (
        "Hier is nog niets ingevuld:\n"
        "- Blad Invullen, opgave O04 (Schimmel en vocht in huurwoningen): Enthousiasme van "
        "bewoners (cel E10).\n"
        "- Blad Invullen, opgave O05 (Asbestdaken vervangen): alle criteria.\n\n" in body(parcel)
    )


def test_a_remark_that_could_not_be_taken_goes_back() -> None:
    (parcel,) = back({"a.xlsx": answer(O02_remark="=1+1")}).values()
    assert (
        "- Blad Invullen, cel C26: uw opmerking bij opgave O02 (Regenwater afkoppelen bij "
        "woningen). Bij deze opmerking staat een formule. De opmerking is niet overgenomen. Typ de "
        "opmerking opnieuw als gewone tekst." in body(parcel)
    )


def test_a_question_that_changed_says_what_changed() -> None:
    dossier = unanswered()
    now = dossier.model_copy(
        update={
            "opgaven": tuple(
                o.model_copy(update={"name": "Groen"}) if o.id == "O03" else o
                for o in dossier.opgaven
            ),
        }
    )
    (parcel,) = back({"a.xlsx": answer()}, now).values()
    assert (
        "Dit is veranderd nadat u uw werkboek kreeg. Geef hier opnieuw een score:\n"
        "- Opgave O03 (Groen): de naam was 'Minder hitte en meer groen in de straat' en is nu "
        "'Groen'.\n\n" in body(parcel)
    )
    assert "Hier is nog niets ingevuld" not in body(parcel)
    assert parcel.request.open == 5


def test_old_answers_to_a_question_that_changed_do_not_go_back_as_good() -> None:
    """Else the workbook would say that all is filled in, with scores on another question."""
    cells = {("S01", *cell): mark for cell, mark in full().items()}
    before = with_scores(unanswered(), cells)
    now = before.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"question": "Anders?"}) if c.id == "C02" else c
                for c in before.criteria
            ),
        }
    )
    (parcel,) = back({"a.xlsx": answer()}, now).values()
    assert "Criterium C02 (Tempo van de uitvoering): de vraag was" in body(parcel)
    again = read_back(parcel.workbook).answer
    assert again is not None
    assert {criterion for _, criterion in again.scores} == {"C01", "C03", "C04", "C05"}
    assert parcel.request.open == len(now.opgaven)


def test_who_filled_in_a_form_on_paper_gets_no_mail_about_a_slip_in_typing() -> None:
    entered = typed({("S08", "O01", "C01"): "x", ("S08", "O02", "C01"): 3})
    assert back({"invoer.xlsx": entered}) == {}


def test_who_answered_well_and_who_did_not_answer_get_nothing() -> None:
    assert back({"a.xlsx": answer()}) == {}
    assert back({}) == {}
    assert set(back({"a.xlsx": answer(O03_C02="x"), "b.xlsx": answer("S02")})) == {"S01"}


@pytest.mark.slow
def test_a_conflict_is_for_the_coordinator() -> None:
    files = {"a.xlsx": answer(O03_C02=1), "b.xlsx": answer(O03_C02=5)}
    assert back(files) == {}
    files["b.xlsx"] = answer(O03_C02=5, O04_C01="x")
    held = with_scores(unanswered(), {})
    (parcel,) = back({"b.xlsx": answer(O03_C02=5, O04_C01="x")}, held).values()
    assert "verschillende antwoorden" not in body(parcel)
    # O04 C01 is good in the one file and refused in the other: nothing is left but the conflict.
    assert back(files) == {}
    files["a.xlsx"] = answer(O03_C02=1, O04_C01="x")
    (parcel,) = back(files).values()
    text = body(parcel)
    assert "U stuurde voor 1 cel verschillende antwoorden." in text
    assert "O03" not in text


def test_a_cell_that_another_file_filled_is_not_asked_again() -> None:
    assert back({"a.xlsx": answer(O03_C02="x"), "b.xlsx": answer()}) == {}


def test_a_refused_cell_tells_which_earlier_score_counts() -> None:
    before = with_scores(unanswered(), {("S01", "O03", "C02"): 2.0})
    (parcel,) = back({"a.xlsx": answer(O03_C02="x")}, before).values()
    assert (
        "'x' is geen score. Kies een score van 1 tot en met 5, of 'weet niet'. Nu geldt nog uw "
        "score van eerder: 2. Klopt die, dan hoeft u hier niets te doen.\n" in body(parcel)
    )
    (line,) = [
        x for x in gathered({"a.xlsx": answer(O03_C02="x")}, before).lines if x.kind is Kind.REFUSED
    ]
    assert line.action == (
        "Kies een score van 1 tot en met 5, of 'weet niet'. In het werkboek blijft '2' staan."
    )


def test_a_refused_remark_goes_back_when_an_earlier_one_stays() -> None:
    remark = Remark(scorer="S01", opgave="O02", text="Van eerder")
    before = unanswered().model_copy(update={"remarks": (remark,)})
    (parcel,) = back({"a.xlsx": answer(O02_remark="=1+1")}, before).values()
    assert "uw opmerking bij opgave O02" in body(parcel)


def test_a_row_that_cannot_be_placed_is_named_in_the_file_that_was_sent() -> None:
    from tests.post.catalogue_sheet import row_with_scores
    from tests.post.support import changed

    files = {"a.xlsx": changed(answer(O03_C02=None), row_with_scores)}
    (parcel,) = back(files).values()
    assert (
        "- In het bestand dat u stuurde, blad Invullen, cel E9: Deze rij heeft geen nummer."
        in body(parcel)
    )


@pytest.mark.parametrize("address", ["", "geen adres\nBcc: x@example.nl"])
def test_without_an_address_the_text_is_kept(address: str) -> None:
    dossier = renamed(unanswered(), "S01", email=address)
    (parcel,) = back({"a.xlsx": answer(O03_C02="x")}, dossier).values()
    assert parcel.mail is None
    assert parcel.text.startswith(
        "Wilt u nog iets aanvullen? Uw scores voor de wijk Lijsterhoek\n\nBeste"
    )
    assert "'x' is geen score" in parcel.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Onderwerp: x\n\nDit: {lijst}", "eigen regel"),
        ("Onderwerp: {lijst}\n\nDag", "eigen regel"),
        ("Onderwerp: x\n\n{onbekend}", "{onbekend}"),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused(text: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        back({"a.xlsx": answer(O03_C02="x")}, text=text)


def test_the_list_is_nothing_for_a_first_mail() -> None:
    with pytest.raises(TemplateError, match=LIST):
        all_parcels_with("Onderwerp: x\n\n{lijst}")


def all_parcels_with(text: str) -> None:
    import tempfile

    from tests.post.support import RUN, port_of

    with tempfile.TemporaryDirectory() as folder:
        send(port_of(unanswered(), Path(folder)), RUN, Ask(text=text))


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(st.from_regex(r"[a-z]{5}q", fullmatch=True))
def test_nothing_of_anyone_else_goes_back(word: str) -> None:
    dossier, own = with_canary(unanswered(), word)
    parcels = all_parcels(dossier)
    groups = {s.id: s.group for s in dossier.scorers}
    found = []
    for scorer in ("S01", "S05", "S08"):
        request = parcels[scorer].request
        cells: dict[Cell, object] = {(o.id, request.criteria[0].id): 4 for o in request.opgaven}
        cells["O02", request.criteria[0].id] = f"{own[scorer][0]} geen score"
        found.append(read_back(filled(parcels[scorer].workbook, cells), f"{scorer}.xlsx"))
    made = replies(dossier, gather(dossier, found, Choice()), packaged(REPLY), None, TODAY)
    assert [p.request.scorer for p in made] == ["S01", "S05", "S08"]
    for parcel in made:
        scorer = parcel.request.scorer
        assert own[scorer][0] in body(parcel)
        for text in (everything_in(parcel.workbook), body(parcel), parcel.file_name):
            for other, tags in own.items():
                assert other == scorer or not [t for t in tags if t in text]
            assert f"{word}intern" not in text
            for criterion in dossier.criteria:
                if groups[scorer] not in criterion.groups:
                    assert f"{word}{criterion.id}" not in text


def test_a_criterion_that_is_no_longer_asked_is_not_named() -> None:
    dossier = unanswered()
    now = dossier.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"groups": ("G2",), "name": "Geheim"}) if c.id == "C03" else c
                for c in dossier.criteria
            ),
        }
    )
    (parcel,) = back({"a.xlsx": answer(O03_C02="x")}, now).values()
    assert "Geheim" not in everything_in(parcel.workbook) + body(parcel)


def test_a_file_of_a_version_that_cannot_be_told_says_so_without_guessing() -> None:
    data = with_version(answer(), O03="OUD")
    (parcel,) = back({"a.xlsx": data}).values()
    name = "Minder hitte en meer groen in de straat"
    assert f"Geef hier opnieuw een score:\n- Opgave O03 ({name}).\n\n" in body(parcel)


def test_the_day_by_which_is_in_it() -> None:
    found = gathered({"a.xlsx": answer(O03_C02="x")})
    (parcel,) = replies(unanswered(), found, packaged(REPLY), date(2026, 12, 24), TODAY)
    assert "Doe dat uiterlijk op 24 december 2026." in body(parcel)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "said"),
    [
        (9, "Doe dat uiterlijk op {day}."),
        (-1, "Doe dat zo snel als het u lukt."),
    ],
)
def test_the_day_on_start_is_named_until_it_has_gone_by(
    days: int, said: str, tmp_path: Path
) -> None:
    wanted = RUN.when.date() + timedelta(days)
    whole = unanswered()
    noted = whole.settings.model_copy(update={"answers_before": wanted})
    port = port_of(whole.model_copy(update={"settings": noted}), tmp_path)
    (parcel,) = collected(port, {"a.xlsx": answer(O03_C02="x")}, reply=packaged(REPLY)).replies
    assert said.format(day=day_in_words(wanted)) in body(parcel)
