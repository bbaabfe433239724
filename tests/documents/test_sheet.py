"""The decision sheet: the full record, complete or not."""

from tests.documents.factory import (
    all_public,
    paragraphs_of,
    sheet_of,
    text_of,
    with_decision,
    with_settings,
)
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Settings
from wijkexcel.model.scores import ScoreTable
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
        "Voor de keuze: twee opgaven werken elkaar tegen.",
        "Besluit, O01 Riool vervangen: er is nog geen besluit. Kies gekozen, niet gekozen of "
        "uitgesteld.",
    )
    lines = paragraphs_of(decision_sheet_docx(sheet))
    assert lines.index("Nog niet compleet") < lines.index("Besluiten in het kort")
    assert set(sheet.missing) <= set(lines)


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
    assert "Openbare reden\tnog niet ingevuld" in text
    assert "Vastgesteld\tnog niet" in text
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
    at = paragraphs.index("nog geen besluit")
    assert paragraphs[at + 2 : at + 5] == ["3,83", "haalt de score", ""]
