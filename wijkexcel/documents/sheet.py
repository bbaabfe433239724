"""Render the decision sheet (besluitenblad). Internal."""

from pathlib import Path
from typing import Final

from wijkexcel.documents.internal import DecisionLine, DecisionSheet, JoiningLine, ScoreLine
from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import Fields, render
from wijkexcel.documents.shipped import shipped, source
from wijkexcel.dutch.days import day_in_words
from wijkexcel.look.house import PLAIN, House

TEMPLATE: Final = "besluitenblad.docx"


def decision_sheet_docx(
    sheet: DecisionSheet, template: bytes | Path | None = None, house: House = PLAIN
) -> bytes:
    """Render the decision sheet as .docx, from the shipped template or the user's own.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    author = f"Gemeente {sheet.gemeente}".rstrip()
    properties = Properties(f"{sheet.title} (intern)", author, sheet.dated)
    return render(source(template, TEMPLATE, house), fields(sheet), properties)


def shipped_template() -> bytes:
    """The decision sheet template that is shipped with the program."""
    return shipped(TEMPLATE)


def fields(sheet: DecisionSheet) -> Fields:
    """The fields available to a decision sheet template, by their Dutch names."""
    return {
        "gemeente": sheet.gemeente,
        "wijk": sheet.wijk,
        "datum": day_in_words(sheet.dated),
        "titel": sheet.title,
        "ontbreekt": list(sheet.missing),
        **_first_page(sheet),
        "afgesproken_score": sheet.threshold,
        "afspraken": [{"naam": f.name, "waarde": f.value} for f in sheet.facts],
        "criteria": [
            {
                "id": c.id,
                "naam": c.name,
                "vraag": c.question,
                "ingebracht_door": c.put_forward_by,
                "richting": c.direction,
                "gewicht": c.weight,
                "aandeel": c.share,
                "ondergrens": c.floor,
                "zichtbaar": c.visibility,
                "groepen": c.groups,
                "laagste": c.lowest,
                "midden": c.middle,
                "hoogste": c.highest,
            }
            for c in sheet.criteria
        ],
        "groepen": [
            {
                "id": g.id,
                "naam": g.name,
                "soort": g.kind,
                "gewicht": g.weight,
                "aandeel": g.share,
                "mensen": g.people,
                "dekking": g.coverage,
            }
            for g in sheet.groups
        ],
        "groepen_van_een": sheet.one_person,
        "deelnemers": [
            {
                "id": s.id,
                "naam": s.name,
                "organisatie": s.organisation,
                "functie": s.role,
                "groep": s.group,
                "domein": s.domain,
                "ronde": s.round,
                "dekking": s.coverage,
            }
            for s in sheet.scorers
        ],
        "scores": [_score(o) for o in sheet.scores],
        "besluiten": [_decision(d) for d in sheet.decisions],
        "meedoen": [_joining(j) for j in sheet.joining],
        "kosten_stap": [
            {
                "naam": c.name,
                "besluit": c.choice,
                "kosten": c.cost,
                "wacht_op": c.awaited,
                "wanneer": c.until,
            }
            for c in sheet.for_costs
        ],
        "samenhang": [
            {
                "eerste": p.first,
                "eerste_id": p.first_id,
                "tweede": p.second,
                "tweede_id": p.second_id,
                "relatie": p.relation,
                "waarom": p.why,
                "beide_gekozen": p.both_chosen,
            }
            for p in sheet.pairs
        ],
        "logboek": [{"wanneer": e.when, "wie": e.who, "wat": e.what} for e in sheet.log],
    }


def _joining(line: JoiningLine) -> dict[str, object]:
    return {
        "naam": line.name,
        "doet_mee": line.joins,
        "rekening_houden": line.consider,
        "tot_wanneer": line.until,
        "opgave": line.opgave,
    }


def _first_page(sheet: DecisionSheet) -> dict[str, object]:
    return {
        "gevraagd": sheet.asked,
        "keuzes": [
            {
                "naam": group.name,
                "opgaven": [
                    {
                        "id": line.id,
                        "naam": line.name,
                        "totaal": line.total,
                        "onverwacht": line.unexpected,
                        "reden": line.reason,
                        "vervolg": line.follow_up,
                        "wie": line.who,
                        "wanneer": line.when,
                    }
                    for line in group.lines
                ],
            }
            for group in sheet.choices
        ],
        "koppen": [*(c.id for c in sheet.criteria), *(g.id for g in sheet.groups)],
        "onzeker": list(sheet.uncertain),
        "verschillen": list(sheet.differences),
        "risicos": list(sheet.risks),
        "samen_vastgesteld": sheet.decided_together,
    }


def _score(o: ScoreLine) -> dict[str, object]:
    return {
        "id": o.id,
        "naam": o.name,
        "rang": o.rank,
        "totaal": o.total,
        "stand": o.status,
        "laagst_mogelijk": o.lowest,
        "hoogst_mogelijk": o.highest,
        "dekking": o.coverage,
        "per_criterium": list(o.by_criterion),
        "per_groep": list(o.by_group),
        "ondergrens_gemist": o.floors_missed,
    }


def _decision(line: DecisionLine) -> dict[str, object]:
    return {
        "id": line.id,
        "naam": line.name,
        "besluit": line.choice,
        "koppelvorm": line.koppelvorm,
        "vorm_geregeld": line.form_settled,
        "totaal": line.total,
        "stand": line.status,
        "wijkt_af": line.departs,
        "wet": line.law,
        "planning": line.planning,
        "risicos": line.risks,
        "rekening_houden": line.to_consider,
        "kosten": line.cost,
        "redenen_heroverwegen": line.reasons_to_reconsider,
        "antwoord": line.answer,
        "antwoord_waarom": line.answer_why,
        "openbare_reden": line.public_reason,
        "interne_toelichting": line.internal_note,
        "vervolg": line.follow_up,
        "reden_hierboven": line.reason_above,
        "risicos_hierboven": line.risks_above,
        "vervolg_hierboven": line.follow_up_above,
        "wanneer": line.when,
        "besloten_door": line.decided_by,
        "besloten_op": line.decided_on,
    }
