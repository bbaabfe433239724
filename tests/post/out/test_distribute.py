"""Verdelen: every scorer gets what is asked of them, and nothing of anyone else."""

import email
import email.policy
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.factory import rendered_form
from tests.documents.factory import text_of as word_text
from tests.post.out.support import everything_in, with_canary
from tests.post.support import (
    BEFORE,
    TODAY,
    all_parcels,
    few,
    not_sent,
    sent,
    unanswered,
    with_scores,
)
from tests.support import engines
from tests.support.ooxml_lint import lint
from wijkexcel.documents.form import fields
from wijkexcel.errors import TemplateError
from wijkexcel.example import example
from wijkexcel.layout.partner_form import BAR, FORM, OPEN, ROW_DONE
from wijkexcel.layout.spec import a1
from wijkexcel.model.scores import ScoreTable
from wijkexcel.outgoing.form import Occasion
from wijkexcel.post.back.answer import parse
from wijkexcel.post.out.distribute import new_code, requests, sender_values
from wijkexcel.post.out.mail import (
    FIELDS,
    LIST,
    REMINDER,
    REPLY,
    REQUEST,
    draft,
    filled,
    packaged,
)
from wijkexcel.workbook.building.partner import partner_rows
from wijkexcel.workbook.reading.source import FileSource

SCORERS = tuple(s.id for s in example().scorers)


def text_of(book: bytes) -> str:
    loaded = openpyxl.load_workbook(io.BytesIO(book))
    return "\n".join(
        str(cell.value)
        for sheet in loaded
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def test_a_workbook_holds_the_questions_of_this_scorer() -> None:
    parcel = sent()["S08"]
    dossier = unanswered()
    (group,) = (s.group for s in dossier.scorers if s.id == "S08")
    text = text_of(parcel.workbook)
    for criterion in dossier.criteria:
        assert (criterion.question in text) == (group in criterion.groups)
    for opgave in dossier.opgaven:
        assert opgave.name in text
        assert opgave.coupling in text
    assert parcel.request.code in text
    assert parcel.request.version in text
    assert "12 december 2026" in text


def test_it_has_no_macros_links_or_hidden_sheets() -> None:
    for parcel in sent().values():
        names = zipfile.ZipFile(io.BytesIO(parcel.workbook)).namelist()
        assert not [n for n in names if "vba" in n or "externalLink" in n or "comments" in n]
        book = openpyxl.load_workbook(io.BytesIO(parcel.workbook))
        assert [s.sheet_state for s in book] == ["visible"] * 5
        assert "TargetMode" not in everything_in(parcel.workbook)


@pytest.mark.oracle("ooxml-validator")
def test_it_is_a_sound_workbook() -> None:
    data = sent()["S03"].workbook
    assert lint(data) == []
    assert engines.validate_ooxml(data) == []


@pytest.mark.oracle("libreoffice")
def test_what_is_still_to_do_is_right_when_opened_and_when_calculated() -> None:
    given_some = with_scores(unanswered(), {("S03", "O01", "C01"): 3.0, ("S03", "O02", "C02"): 5.0})
    data = all_parcels(given_some)["S03"].workbook
    stored = engines.cached(data)
    told = f"{OPEN * BAR} nog 68 van 70. Uiterlijk op 12 december 2026."
    cell = FORM, a1(ROW_DONE, 0)
    assert stored[cell] == told
    assert engines.recalculate_libreoffice(data)[cell] == told
    assert engines.recalculate_betteroffice(data)[cell] == told


@pytest.mark.parametrize("answered", [0, 1, 40, None])
def test_every_stored_result_is_what_the_formulas_give(answered: int | None) -> None:
    """For who answered nothing, something, and everything: copies of one workbook differ there."""
    given = dict(list(example().scores.cells().items())[:answered])
    for parcel in all_parcels(with_scores(unanswered(), given)).values():
        found = engines.recalculate_betteroffice(parcel.workbook)
        assert engines.compare(engines.cached(parcel.workbook), found) == []


def test_own_scores_come_along_and_read_back_the_same() -> None:
    dossier = example().model_copy(update={"scorers": unanswered().scorers})
    for scorer, parcel in all_parcels(dossier).items():
        answer = parse(FileSource(parcel.workbook), dossier.settings)
        mine = {k[1:]: v for k, v in dossier.scores.cells().items() if k[0] == scorer}
        assert answer.scores == mine
        assert answer.findings == ()


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(st.from_regex(r"[a-z]{5}q", fullmatch=True))
def test_nothing_of_others_and_nothing_internal_goes_out(word: str) -> None:
    dossier, own = with_canary(unanswered(), word)
    groups = {s.id: s.group for s in dossier.scorers}
    for scorer, parcel in all_parcels(dossier).items():
        assert parcel.mail is not None
        mail = email.message_from_bytes(parcel.mail, policy=email.policy.default)
        (attachment,) = mail.iter_attachments()
        for text in (
            everything_in(parcel.workbook),
            str(mail["To"]) + str(mail["Subject"]) + mail.get_body().get_content(),
            str(attachment.get_filename()),
        ):
            for other, tags in own.items():
                if other != scorer:
                    assert not [t for t in tags if t in text]
            assert f"{word}intern" not in text
            for criterion in dossier.criteria:
                if groups[scorer] not in criterion.groups:
                    assert f"{word}{criterion.id}" not in text
        assert own[scorer][0] in everything_in(parcel.workbook)
        assert attachment.get_content() == parcel.workbook


def test_a_scorer_who_is_asked_nothing_gets_nothing() -> None:
    dossier = unanswered()
    lone = dossier.scorers[0].model_copy(update={"group": "G9"})
    dossier = dossier.model_copy(update={"scorers": (lone, *dossier.scorers[1:])})
    assert "S01" not in all_parcels(dossier)


def test_codes_are_random_and_readable() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 195
    assert all(re.fullmatch(r"[AC-FHJ-NP-RTUVWXY34679]{6}", code) for code in codes)


def test_the_same_input_gives_the_same_bytes() -> None:
    again = all_parcels(unanswered())
    for scorer, parcel in sent().items():
        assert again[scorer].workbook == parcel.workbook
        assert again[scorer].mail == parcel.mail


# Mail --------------------------------------------------------------------------------------------


def test_the_mail_is_a_draft_with_the_workbook() -> None:
    parcel = sent()["S02"]
    assert parcel.mail is not None
    mail = email.message_from_bytes(parcel.mail, policy=email.policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == parcel.request.email
    assert mail["From"] is None
    body = mail.get_body().get_content()
    assert parcel.request.name in body
    assert "uiterlijk op 12 december 2026" in body
    assert "{" not in body


@pytest.mark.parametrize("name", [REQUEST, REMINDER])
def test_every_field_of_the_texts_that_come_along_exists(name: str) -> None:
    subject, body = filled(packaged(name), dict.fromkeys(FIELDS, "iets"))
    assert subject
    assert "{" not in subject + body


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Een\n{functie}\nTwee", "Een\nTwee\n"),
        ("Een\nBel {contact} op {telefoon}.\nTwee", "Een\nTwee\n"),
        ("Een\n\nBel {telefoon}.\n\nTwee", "Een\n\nTwee\n"),
        ("Een\n\n{telefoon}\n{functie}\n\nTwee", "Een\n\nTwee\n"),
        ("{functie}\nEen\n\n\nTwee\n{telefoon}", "Een\n\n\nTwee\n"),
        ("Dag {contact}.", "Dag Els.\n"),
    ],
)
def test_a_line_that_asks_for_what_is_empty_is_left_out_whole(body: str, left: str) -> None:
    assert filled(f"Onderwerp: x\n\n{body}\n", {"contact": "Els"}) == ("x", left)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (("1", "1", "1"), "1 antwoord, 1 opgave, op 1 criterium"),
        (("2", "11", "0"), "2 antwoorden, 11 opgaven, op 0 criteria"),
    ],
)
def test_one_is_told_as_one(counts: tuple[str, str, str], said: str) -> None:
    values = dict(zip(("open", "opgaven", "criteria"), counts, strict=True))
    text = "Onderwerp: x\n{open} antwoorden, {opgaven} opgaven, op {criteria} criteria"
    assert filled(text, values)[1] == f"{said}\n"


def test_one_is_told_as_one_in_what_is_mailed() -> None:
    dossier = unanswered()
    one = dossier.opgaven[0]
    criteria = tuple(
        c if c.id == "C01" else c.model_copy(update={"groups": ()}) for c in dossier.criteria
    )
    s = dossier.scores
    parcel = all_parcels(
        dossier.model_copy(
            update={
                "opgaven": (one,),
                "criteria": criteria,
                "pairs": (),
                "scores": ScoreTable.of((one.id,), s.scorers, s.criteria, {}),
            }
        )
    )["S01"]
    assert parcel.mail is not None
    mail = email.message_from_bytes(parcel.mail, policy=email.policy.default)
    assert "Wilt u 1 opgave een score geven, op 1 criterium?" in mail.get_body().get_content()
    assert "Daarom vragen we u 1 opgave een score te geven, op 1 criterium." in text_of(
        parcel.workbook
    )


ELS = {"contact_name": "Els Mol", "contact_phone": "0123 - 45 67 89", "contact_email": "e@x.nl"}


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (ELS, "Vraag het aan Els Mol. Bel 0123 - 45 67 89. Mail naar e@x.nl."),
        ({**ELS, "contact_phone": " "}, "Vraag het aan Els Mol. Mail naar e@x.nl."),
        ({**ELS, "contact_name": ""}, "Bel 0123 - 45 67 89. Mail naar e@x.nl."),
        (dict.fromkeys(ELS, ""), ""),
    ],
)
@pytest.mark.parametrize("name", [REQUEST, REMINDER, REPLY])
def test_whom_to_ask_is_told_in_whole_sentences_everywhere(
    name: str, known: dict[str, str], said: str
) -> None:
    dossier = not_sent(few(), **known)
    values = {**dict.fromkeys(FIELDS, "iets"), **sender_values(dossier)}
    _, body = filled(packaged(name), values, {LIST: "- iets"})
    assert f"een vraag? {said or 'Vraag het wie u dit stuurde.'}\n" in body
    request = requests(dossier, dossier.scorers[:1], {"S01": "CODE"})[0]
    rows = partner_rows(request, None)["tblUitleg"]
    assert rows["help"]["text"] == (said or "Vraag het aan wie u dit werkboek stuurde.")
    assert fields(request, Occasion(TODAY))["vragen"] == said


@pytest.mark.parametrize(
    ("sender", "ends"),
    [
        (
            {},
            "groet,\n\nIlse Ravenhorst\nProjectleider wijkaanpak Lijsterhoek\nGemeente Oudervliet",
        ),
        ({"sender_role": ""}, "groet,\n\nIlse Ravenhorst\nGemeente Oudervliet"),
        ({"sender": "", "sender_role": ""}, "groet,\n\nGemeente Oudervliet"),
        ({"gemeente": "gemeente Oudervliet"}, "Lijsterhoek\nGemeente Oudervliet"),
    ],
)
@pytest.mark.parametrize("name", [REQUEST, REMINDER, REPLY])
def test_every_mail_says_who_it_is_from(name: str, sender: dict[str, str], ends: str) -> None:
    values = {**dict.fromkeys(FIELDS, "iets"), **sender_values(not_sent(few(), **sender))}
    assert filled(packaged(name), values, {LIST: "- iets"})[1].endswith(f"{ends}\n")


def test_what_goes_back_reads_well_without_a_name_of_the_wijk() -> None:
    values = {**dict.fromkeys(FIELDS, "iets"), **sender_values(not_sent(few(), wijk=""))}
    subject, body = filled(packaged(REPLY), values, {LIST: "- iets"})
    assert subject == "Wilt u nog iets aanvullen? Uw scores voor de wijk"
    assert body.startswith("Beste iets,\n\nWat goed binnenkwam, hebben we overgenomen.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Beste mensen", "Onderwerp"),
        ("Onderwerp: x\n{onbekend}", "{onbekend}"),
        ("Onderwerp: x\n{naam.__class__}", "{naam.__class__}"),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused(text: str, said: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(said)):
        filled(text, {})


def test_a_line_break_in_a_name_makes_no_header() -> None:
    subject, body = filled("Onderwerp: {naam}\n{naam}", {"naam": "A\r\nBcc: x@example.nl"})
    assert "\n" not in subject
    mail = draft("a@example.nl", subject, body, "x.xlsx", b"x")
    assert email.message_from_bytes(mail)["Bcc"] is None


@pytest.mark.parametrize("address", ["", "a@b\r\nBcc: c@d.nl", "geen adres met \n regel"])
def test_an_address_that_cannot_be_mailed_gives_no_mail(address: str) -> None:
    dossier = unanswered()
    first = dossier.scorers[0].model_copy(update={"email": address})
    dossier = dossier.model_copy(update={"scorers": (first, *dossier.scorers[1:])})
    parcel = all_parcels(dossier)["S01"]
    assert parcel.mail is None
    assert parcel.workbook


def test_before_is_shown_as_people_write_it() -> None:
    assert date(2026, 12, 12) == BEFORE
    assert "Uiterlijk op 12 december 2026." in text_of(sent()["S01"].workbook)


# Words -------------------------------------------------------------------------------------------


def test_the_code_and_the_version_stand_on_the_last_sheet_and_are_said_to_ask_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sent()["S08"].workbook))
    assert book.sheetnames == ["Invullen", "Uitleg", "Criteria", "Opgaven", "Versie"]
    assert book.active.title == "Invullen"
    assert str(book["Versie"]["A2"].value).endswith("U hoeft hier niets te doen.")
    code = unanswered().scorers[7].code
    holding = [s.title for s in book if any(code == c.value for row in s.rows for c in row)]
    assert holding == ["Versie"]


def test_residents_read_one_word_for_coupling() -> None:
    parcel = sent()["S08"]
    form = rendered_form(parcel.request, Occasion(TODAY))
    for text in (text_of(parcel.workbook), word_text(form), parcel.text):
        assert "verbind" not in text.casefold()
    assert "Hoe ziet koppelen eruit?" in text_of(parcel.workbook)
    assert "Hoe ziet koppelen eruit?" in word_text(form)


def test_the_mail_says_what_is_open_and_how_long_it_takes() -> None:
    asked = sent()["S03"].text
    assert "Wilt u 14 opgaven een score geven, op 5 criteria?\n" in asked
    assert "Het kost u ongeveer 30 minuten.\n" in asked
    given = {("S03", o.id, f"C0{c}"): 3.0 for o in unanswered().opgaven for c in range(1, 7)}
    del given["S03", "O09", "C01"]
    almost = all_parcels(with_scores(unanswered(), given))["S03"].text
    assert "Wilt u nog 1 antwoord geven? Wat u al invulde, staat er al in.\n" in almost
    assert "Het kost u ongeveer 5 minuten.\n" in almost
    assert "14 opgaven" not in almost
