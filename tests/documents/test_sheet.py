"""The decision sheet: the full record, complete or not."""

import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.documents.factory import (
    all_public,
    paragraphs_of,
    sheet_of,
    small_template,
    text_of,
    with_decision,
    with_settings,
)
from wijkexcel.documents.first_page import short
from wijkexcel.documents.pdf import to_pdf
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Choice, LawStatus, LogEntry, Settings
from wijkexcel.model.scores import ScoreTable
from wijkexcel.outgoing.wording import one_line
from wijkexcel.rules.outcome import outcome_of

EMPTY = Dossier(
    settings=Settings(),
    criteria=(),
    anchors=(),
    opgaven=(),
    groups=(),
    scorers=(),
    scores=ScoreTable.of((), (), (), {}),
)


def test_it_holds_the_whole_record() -> None:
    dossier = example()
    text = text_of(decision_sheet_docx(sheet_of(dossier)))
    for decision in dossier.decisions:
        for typed in (decision.public_reason, decision.internal_note, decision.follow_up):
            assert typed in text
    for criterion in dossier.criteria:
        assert criterion.name in text
        assert criterion.question in text
    for anchors in dossier.anchors:
        for meaning in (anchors.lowest, anchors.middle, anchors.highest):
            assert meaning in text
    for wanted in (
        *(s.name for s in dossier.scorers),
        *(g.name for g in dossier.groups),
        *(o.name for o in dossier.opgaven),
        *(r.why for r in dossier.reconsiderations),
        *(p.why for p in dossier.pairs),
        *(e.what for e in dossier.log),
        "3,5, afgesproken op 11 mei 2026",
    ):
        assert wanted in text


def test_it_holds_no_e_mail_addresses_and_no_marks_per_person() -> None:
    text = text_of(decision_sheet_docx(sheet_of(example())))
    assert not any(s.email in text for s in example().scorers if s.email)


def test_scores_stand_by_rank_with_a_column_per_criterion_and_group() -> None:
    dossier = example()
    sheet = sheet_of(dossier)
    ranks = [line.rank for line in sheet.scores]
    assert ranks == [str(r) for r in sorted(int(r) for r in ranks)]
    assert {len(line.by_criterion) for line in sheet.scores} == {len(dossier.criteria)}
    assert {len(line.by_group) for line in sheet.scores} == {len(dossier.groups)}


def test_a_shown_total_never_contradicts_the_agreed_score() -> None:
    total = next(o.total for o in outcome_of(example()).opgaven if o.opgave == "O08")
    assert total is not None
    just_above = with_settings(example(), threshold=total + 0.0001)
    line = next(s for s in sheet_of(just_above).scores if s.id == "O08")
    assert float(line.total.replace(",", ".")) < total + 0.0001
    assert line.status == "haalt de score niet"


def test_departures_are_marked() -> None:
    departing = {d.id for d in sheet_of(all_public(example())).decisions if d.departs}
    assert departing == {"O11", "O12", "O13"}


def test_what_keeps_back_a_choice_is_said_with_the_opgave() -> None:
    dossier = with_decision(example(), "O01", choice=None)
    first, *rest = dossier.opgaven
    lapsed = first.model_copy(update={"law": "Subsidie", "law_status": LawStatus.LAPSED})
    sheet = sheet_of(dossier.model_copy(update={"opgaven": (lapsed, *rest)}))
    said = "Voor de keuze: de wet of regeling is vervallen (O01 Riool vervangen)."
    assert said in sheet.missing


def test_what_lacks_stands_at_the_top() -> None:
    dossier = with_decision(example(), "O01", choice=None)
    dossier = with_settings(dossier, threshold_date=None)
    undecided = tuple(
        r.model_copy(update={"answer": None if r.opgave == "O08" else r.answer})
        for r in dossier.reconsiderations
    )
    dossier = dossier.model_copy(update={"reconsiderations": undecided})
    sheet = sheet_of(dossier)
    assert sheet.missing == (
        "Start: de datum waarop de score is afgesproken ontbreekt. Vul die in.",
        "Scores, O13 Woningen geschikt maken voor ouderen: de stand is voorlopig. Scores die nog "
        "leeg zijn, kunnen de uitkomst veranderen.",
        "Heroverweging, O08 Eenzaamheid onder ouderen: er is nog geen antwoord. Kijk er nog eens "
        "naar.",
        "Voor de keuze: kijk nog eens naar wat het niet haalde.",
        "Voor de keuze: twee opgaven werken elkaar tegen (O03 en O11).",
        "Besluit, O01 Riool vervangen: er is nog geen besluit. Kies gekozen, niet gekozen of "
        "uitgesteld.",
    )
    lines = paragraphs_of(decision_sheet_docx(sheet))
    assert set(sheet.missing) <= set(lines)
    assert "Nog niet compleet: 6 punten, zie verderop." in lines[2]


def test_a_complete_sheet_says_nothing_about_what_lacks() -> None:
    dossier = example()
    keep = [o.id for o in dossier.opgaven if o.id != "O13"]
    cells = {k: v for k, v in dossier.scores.cells().items() if k[1] != "O13"}
    dossier = dossier.model_copy(
        update={
            "opgaven": tuple(o for o in dossier.opgaven if o.id in keep),
            "decisions": tuple(d for d in dossier.decisions if d.opgave in keep),
            "pairs": (),
            "scores": ScoreTable.of(keep, dossier.scores.scorers, dossier.scores.criteria, cells),
        }
    )
    sheet = sheet_of(dossier)
    assert sheet.missing == ()
    text = text_of(decision_sheet_docx(sheet))
    assert "Nog niet compleet" not in text
    assert "Samenhang" not in text


def test_an_empty_workbook_gives_a_sheet_too() -> None:
    sheet = sheet_of(EMPTY)
    assert sheet.missing == (
        "Start: de afgesproken score ontbreekt. Vul die in.",
        "Opgaven: er staat nog geen opgave. Vul de opgaven in.",
    )
    assert "Nog niet compleet" in text_of(decision_sheet_docx(sheet))


def test_opgaven_without_scores_or_decisions_give_a_sheet_too() -> None:
    dossier = example()
    ids = ([x.id for x in xs] for xs in (dossier.opgaven, dossier.scorers, dossier.criteria))
    bare = dossier.model_copy(
        update={
            "scores": ScoreTable.of(*ids, {}),
            "decisions": (),
            "reconsiderations": (),
            "log": (),
        }
    )
    text = text_of(decision_sheet_docx(sheet_of(bare)))
    assert "nog niet gescoord" in text
    assert "Openbare reden: nog niet ingevuld" in text
    assert "Vastgesteld: nog niet" in text
    assert "Logboek" not in text


def test_the_second_look_is_told_with_its_answer() -> None:
    sheet = sheet_of(example())
    line = next(d for d in sheet.decisions if d.id == "O08")
    assert line.reasons_to_reconsider == "dicht bij de afgesproken score"
    assert line.answer == Answer.LEAVE_OUT.value


def test_a_group_of_one_person_is_said_on_the_sheet() -> None:
    text = text_of(decision_sheet_docx(sheet_of(example())))
    assert "Let op: bij Andere partners is een totaal soms de score van één persoon." in text
    assert "per persoon staan niet" not in text
    assert "cijfer" not in text


def test_an_opgave_without_decision_does_not_say_whether_it_departs() -> None:
    open_one = with_decision(example(), "O01", choice=None)
    assert sheet_of(open_one).decisions[0].departs is None
    assert sheet_of(example()).decisions[0].departs is False
    paragraphs = paragraphs_of(decision_sheet_docx(sheet_of(open_one)))
    at = paragraphs.index("Nog geen besluit (1)")
    assert paragraphs[at + 1 : at + 3] == ["O01 Riool vervangen", "3,83"]


def first_page(dossier: Dossier) -> list[str]:
    lines = paragraphs_of(decision_sheet_docx(sheet_of(dossier)))
    return lines[: lines.index("Per opgave: de redenen")]


def test_the_first_page_groups_the_opgaven_by_decision_each_with_its_reason_and_what_is_next() -> (
    None
):
    sheet = sheet_of(example())
    assert [g.name for g in sheet.choices] == ["Gekozen (8)", "Niet gekozen (5)", "Uitgesteld (1)"]
    for group in sheet.choices:
        by_rank = [s.id for s in sheet.scores if s.id in {line.id for line in group.lines}]
        assert [line.id for line in group.lines] == by_rank
    lines = {line.id: line for group in sheet.choices for line in group.lines}
    assert set(lines) == {o.id for o in example().opgaven}
    assert all(line.reason and line.follow_up and line.when for line in lines.values())
    assert lines["O11"].who == "Gemeente en bewoners per straat", "without the team in brackets"
    shown = first_page(example())
    for line in lines.values():
        assert f"{line.id} {line.name}" in shown
        assert any(line.reason in text for text in shown)


def test_what_is_not_expected_is_explained_where_it_stands() -> None:
    """Above the score yet not chosen: a floor. Below it yet chosen: said, with the reason."""
    lines = {line.id: line for group in sheet_of(example()).choices for line in group.lines}
    assert lines["O09"].total == "3,61"
    assert lines["O09"].unexpected == (
        "Totaal hoog genoeg, maar onder de ondergrens van Tempo van de uitvoering (1,70, minstens "
        "2)."
    )
    assert lines["O11"].unexpected == "Onder de afgesproken score, toch gekozen."
    assert lines["O11"].reason.startswith("Kan de wijkaanpak breken")
    assert lines["O13"].unexpected == "Voorlopig: nog niet alle scores zijn binnen (3,28 tot 3,82)."
    assert {o for o, line in lines.items() if line.unexpected} == {"O09", "O11", "O12", "O13"}
    turned = with_decision(example(), "O01", choice=Choice.DEFERRED)
    lines = {line.id: line for group in sheet_of(turned).choices for line in group.lines}
    assert lines["O01"].unexpected == "Boven de afgesproken score, toch uitgesteld."


def test_what_is_asked_and_of_whom_or_that_it_was_decided() -> None:
    who = "Wie kiest: het projectteam. Wie bevestigt: het college van burgemeester en wethouders."
    assert sheet_of(example()).asked == (
        f"De keuzes zijn vastgesteld op 15 september 2026: 8 gekozen, 5 niet gekozen, 1 "
        f"uitgesteld. {who}"
    )
    open_one = with_decision(example(), "O01", choice=None, decided_on=None)
    assert sheet_of(open_one).asked == (
        "Stel de keuzes hieronder vast: 7 gekozen, 5 niet gekozen, 1 uitgesteld, 1 nog open. "
        f"{who} Dag van het besluit: 15 september 2026."
    )
    assert sheet_of(EMPTY).asked == "Wie kiest: het projectteam."


def test_what_is_uncertain_or_close_where_groups_differ_and_the_risks() -> None:
    sheet = sheet_of(example())
    assert sheet.uncertain == (
        "O13 kan nog tussen 3,28 en 3,82 uitkomen.",
        "Dicht bij 3,5 (scheelt ten hoogste 0,2): O13 (3,68), O09 (3,61), O06 (3,54) en O08 "
        "(3,48).",
        "Gedraaid sinds de eerste ronde: O08 (was 3,51, nu 3,48).",
    )
    assert sheet.differences[0] == "O10: Bewoners 4,81, Woningcorporatie 2,25."
    assert "O08: Andere partners (één persoon) 4,33, Woningcorporatie 3,06." in sheet.differences
    assert sheet.risks[0] == "Ruimte: 8 van 8 opgaven en 31 van 32 punten inzet."
    assert sheet.risks[1].startswith("O03 en O11 werken elkaar tegen.")
    assert any(text.startswith("O02: hangt aan: Subsidie") for text in sheet.risks)
    shown = first_page(example())
    assert {*sheet.uncertain, *sheet.differences, *sheet.risks} <= set(shown)
    assert first_page(EMPTY).count("Niets.") == 3


@pytest.mark.oracle("libreoffice")
def test_the_first_page_of_the_example_is_one_page_and_the_rest_is_short() -> None:
    data = to_pdf(decision_sheet_docx(sheet_of(example())))
    assert data is not None
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert "Risico’s van wat is gekozen" in pages[0]
    assert "Wie doet wat, wanneer" in pages[0]
    assert "O12: Bewoners merken" in pages[0]
    assert len(pages) <= 6
    assert all(len(page.split()) > 150 for page in pages), "no page is nearly empty"


def test_a_long_reason_is_cut_on_the_first_page_and_whole_after_it() -> None:
    reason = "Eerst dit. " + "Daarna heel veel woorden over hetzelfde onderwerp. " * 4
    long = with_decision(example(), "O01", public_reason=reason.strip(), follow_up="Bel " * 40)
    lines = paragraphs_of(decision_sheet_docx(sheet_of(long)))
    end = lines.index("Per opgave: de redenen")
    assert "Eerst dit. Daarna heel veel woorden over hetzelfde onderwerp." in lines[:end]
    assert f"Openbare reden: {reason.strip()}" in lines[end:]
    assert f"Vervolg: {'Bel ' * 39}Bel" in lines[end:]


@given(st.text(max_size=300), st.integers(min_value=10, max_value=120))
def test_a_shortened_text_is_a_beginning_that_fits(text: str, most: int) -> None:
    whole, found = one_line(text), short(text, most)
    assert len(found) <= most
    assert whole.startswith(found.removesuffix("…"))
    if len(whole) <= most:
        assert found == whole


def test_the_logbook_leaves_out_what_a_step_only_reports() -> None:
    reported = LogEntry(
        when=datetime(2026, 9, 21, 9, 0),
        who="iemand",
        what="valideer: Gecontroleerd: 0 fouten en 3 keer let op.",
    )
    changed = reported.model_copy(
        update={
            "what": "besluit opnieuw genomen: O01 niet gekozen op 20-09-2026 (reden 8911a5); was "
            "gekozen op 15-09-2026."
        }
    )
    dossier = example().model_copy(update={"log": (reported, changed)})
    assert [line.what for line in sheet_of(dossier).log] == [
        "besluit opnieuw genomen: O01 niet gekozen op 20-09-2026; was gekozen op 15-09-2026."
    ]


def test_an_own_template_of_before_still_works() -> None:
    """Each field that a template could use before is still there."""
    lists = {
        "afspraken": "naam waarde",
        "criteria": "id naam vraag ingebracht_door richting gewicht aandeel ondergrens zichtbaar "
        "groepen laagste midden hoogste",
        "groepen": "id naam soort gewicht aandeel mensen dekking",
        "deelnemers": "id naam organisatie functie groep domein ronde dekking",
        "scores": "id naam rang totaal stand laagst_mogelijk hoogst_mogelijk dekking "
        "ondergrens_gemist",
        "kosten_stap": "naam besluit kosten wacht_op wanneer",
        "besluiten": "id naam besluit koppelvorm vorm_geregeld totaal stand wet risicos kosten "
        "redenen_heroverwegen antwoord antwoord_waarom openbare_reden interne_toelichting vervolg "
        "wanneer besloten_door besloten_op",
        "samenhang": "eerste relatie tweede waarom",
        "logboek": "wanneer wie wat",
    }
    plain = ("gemeente", "wijk", "datum", "titel", "afgesproken_score", "groepen_van_een")
    template = small_template(
        *(f"{{{{ {name} }}}}" for name in plain),
        *(
            f"{{% for een in {items} %}}{' '.join(f'{{{{ een.{key} }}}}' for key in keys.split())}"
            "{% endfor %}"
            for items, keys in lists.items()
        ),
        "{% for punt in ontbreekt %}{{ punt }}{% endfor %}",
        "{% for b in besluiten %}{% if b.wijkt_af %}ja{% endif %}{% endfor %}",
        "{% for p in samenhang %}{% if p.beide_gekozen %}ja{% endif %}{% endfor %}",
        "{% for o in scores %}{% for w in o.per_criterium + o.per_groep %}{{ w }}{% endfor %}"
        "{% endfor %}",
    )
    text = text_of(decision_sheet_docx(sheet_of(example()), template))
    assert "O01 Riool vervangen" in text
    assert "Marjan Terhoeven" in text
