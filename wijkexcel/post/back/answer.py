"""Read one returned workbook: sender, version and answers; by id, never by position.

What cannot be used becomes a finding with sheet and cell; all other cells are still read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import isinf, isnan
from typing import Any

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import StructureError
from wijkexcel.layout.partner import (
    IDENTITY,
    IDENTITY_TABLE,
    SCALE,
    VERSION_TABLE,
    declare_answer,
)
from wijkexcel.layout.partner_form import EDITION, PLACES, REMARKS, SCORES, Form
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Settings
from wijkexcel.model.scores import ABSTENTION, Score
from wijkexcel.post.back.asked import Texts, asked_in
from wijkexcel.post.back.elsewhere import typed_beside
from wijkexcel.post.back.oddities import Doubt, doubt, told
from wijkexcel.post.back.same import told as told_text
from wijkexcel.workbook.reading.convert import INVISIBLE
from wijkexcel.workbook.reading.locate import Located, Map, locate
from wijkexcel.workbook.reading.problem import Problem
from wijkexcel.workbook.reading.records import Reader
from wijkexcel.workbook.reading.scores import Tab, plain_cells
from wijkexcel.workbook.reading.source import FileSource, Source

_ID = re.compile(r"[OC]\d{2,3}")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|_x(?:[dD][89a-fA-F][0-9a-fA-F]{2})_"
)
"""Characters that no cell can hold, including half a surrogate pair as in files (``_xD800_``)."""
MOST_TEXT = 32_767
NO_ANSWER = (
    f"Dit is geen werkboek dat met '{as_typed('verdeel')}' is gemaakt: het blad Uitleg, Invullen "
    "of Versie is niet te herkennen. Vraag de deelnemer om het werkboek uit uw mail in te vullen."
)


@dataclass(frozen=True)
class Answer:
    """The contents of a returned workbook.

    Attributes:
        identity: by the keys of ``layout.partner.IDENTITY``; text as found.
        versions: hashes of the scale, each criterion and each opgave, as sent.
        scores: (opgave, criterion) -> mark or 'weet niet'.
        remarks: by opgave.
        findings: what was refused (ERROR), or accepted and reported (WARNING, NOTE).
    """

    identity: dict[str, str]
    versions: dict[str, str]
    scores: dict[tuple[str, str], Score]
    remarks: dict[str, str]
    findings: tuple[Finding, ...]
    texts: Texts = field(default_factory=dict)
    """What was asked, as worded when it was sent; only what is certain."""
    typed_over: bool = False
    """Whether it was entered by someone else from a paper form."""


def parse(source: FileSource, settings: Settings) -> Answer:
    """Read a returned workbook.

    Args:
        source: the workbook; it passed the check before parsing.
        settings: for the scale.

    Raises:
        StructureError: it was not made by verdelen, or was made by a later version.
        NotAWorkbookError: it is not a workbook.
    """
    versions = versions_in(source)
    form = Form(
        tuple(key for key in versions if key.startswith("O")),
        tuple(key for key in versions if key.startswith("C")),
        1,
    )
    if not (form.opgaven and form.criteria):
        raise StructureError(NO_ANSWER)
    edition = edition_of(source)
    found = _located(source, form, edition)
    located, noted = found.tables[SCORES], found.tables.get(REMARKS)
    asked = asked_in(source, form, versions, located, edition)
    unsure = doubt(source, located, found.findings)
    unsure.rows |= asked.contrary
    layout = declare_answer(form, edition)
    reader = Reader(source, layout, found, [*unsure.findings, *asked.findings])
    identity = _identity(reader, found.tables[IDENTITY_TABLE])
    tab = Tab(reader, settings, plain_cells(settings), "", located, lenient=True, beside=noted)
    beside = None
    if noted is not None:
        beside = doubt(source, noted, reader.findings)
        reader.findings = beside.findings
    scores, remarks = filled_in(reader, tab, form, unsure, beside)
    reader.findings += told(source, located, tuple(reader.findings), PLACES[edition], noted)
    seen = {(finding.sheet, finding.cell) for finding in reader.findings}
    reader.findings += typed_beside(source, form, seen, edition)
    return Answer(identity, versions, scores, remarks, tuple(reader.findings), asked.texts)


def filled_in(
    reader: Reader, tab: Tab, form: Form, unsure: Doubt, beside: Doubt | None = None
) -> tuple[dict[tuple[str, str], Score], dict[str, str]]:
    """Read the marks by opgave and criterion and the remarks by opgave; report missing rows.

    Cells listed in ``unsure`` are not read, nor remarks listed in ``beside``, where they stand in a
    table of their own.
    """
    located = tab.located
    scores: dict[tuple[str, str], Score] = {}
    present = [o for o in form.opgaven if o in located.rows and o not in unsure.rows]
    for opgave, marks in zip(present, tab.marks(present, form.criteria), strict=True):
        for criterion, mark in zip(form.criteria, marks, strict=True):
            if unsure.has(opgave, criterion):
                continue
            if isinf(mark):
                scores[opgave, criterion] = ABSTENTION
            elif not isnan(mark):
                scores[opgave, criterion] = mark
    for opgave in form.opgaven:
        if opgave not in located.rows:
            reader.findings.append(
                Finding(
                    Severity.WARNING,
                    "rij-ontbreekt",
                    Where(SCORES, opgave),
                    f"De rij van opgave {opgave} ontbreekt op dit blad.",
                    "Vraag of deze opgave met opzet is weggehaald.",
                    located.sheet,
                )
            )
    with_formula = set(_remarks_with_formula(reader, tab))
    spoilt = beside or unsure
    there = [o for o in form.opgaven if o in tab.noted.rows and o not in spoilt.rows]
    remarks = {
        r.opgave: text
        for r in tab.remarks(there)
        if r.opgave not in with_formula
        and not spoilt.has(r.opgave, "remark")
        and (text := _clean(reader, tab, r))
    }
    return scores, remarks


def versions_in(source: Source) -> dict[str, str]:
    """Read the version table, whatever ids it contains."""
    form = Form((), ("C00",), 1)
    layout = declare_answer(form)
    only = tuple(s for s in layout.sheets if any(t.name == VERSION_TABLE for t in s.tables))
    found = locate(source, replace(layout, sheets=only), {}).tables.get(VERSION_TABLE)
    if found is None:
        raise StructureError(NO_ANSWER)
    versions: dict[str, str] = {}
    for row in source.grid(found.sheet)[found.header_row + 1 :]:
        cells = [told_text(row[col]) if col < len(row) else "" for col in found.columns.values()]
        key, mark = cells[0], cells[-1]
        if (_ID.fullmatch(key) or key == SCALE) and key not in versions:
            versions[key] = mark
    return versions


_LABELS = {IDENTITY_TABLE: [(label,) for label in IDENTITY.values()]}


def edition_of(source: FileSource) -> int:
    """Which of the known editions a workbook is; the first when it does not say."""
    layout = declare_answer(Form((), ("C00",), 1))
    only = tuple(s for s in layout.sheets if any(t.name == IDENTITY_TABLE for t in s.tables))
    located = locate(source, replace(layout, sheets=only), _LABELS).tables.get(IDENTITY_TABLE)
    if located is None or "edition" not in located.rows or "value" not in located.columns:
        return min(PLACES)
    row, col = source.grid(located.sheet)[located.rows["edition"]], located.columns["value"]
    text = told_text(row[col]) if col < len(row) else ""
    edition = int(text) if text.isdecimal() else min(PLACES)
    return edition if edition in PLACES else max(PLACES)


def _located(source: FileSource, form: Form, edition: int) -> Map:
    found = locate(source, declare_answer(form, edition), _LABELS)
    if not {IDENTITY_TABLE, SCORES} <= found.tables.keys():
        raise StructureError(NO_ANSWER)
    return found


def _identity(reader: Reader, located: Located) -> dict[str, str]:
    """Read the sender; refuse a workbook of a later format version, report an earlier one."""
    identity = {key: told_text(reader.raw(located, key, "value")) for key in IDENTITY}
    edition = identity["edition"]
    if edition.isdecimal() and int(edition) > EDITION:
        raise StructureError(
            f"Dit werkboek is gemaakt met een nieuwere wijkexcel (soort {edition}; deze wijkexcel "
            f"kent {EDITION}). Werk wijkexcel bij en verzamel opnieuw."
        )
    if not edition:
        reader.findings.append(
            Finding(
                Severity.NOTE,
                "ouder-werkboek",
                Where(IDENTITY_TABLE, "edition"),
                "Dit werkboek is gemaakt met een oudere wijkexcel. Alle antwoorden zijn te lezen.",
                "U hoeft niets te doen.",
                located.sheet,
            )
        )
    return identity


def _remarks_with_formula(reader: Reader, tab: Tab) -> Iterator[str]:
    """Report remarks that are formulas: what they show depends on who opens the file."""
    located = tab.noted
    col = located.columns.get("remark", -1)
    formulas = reader.specials(located.sheet).formulas
    for opgave, row in located.rows.items():
        if (row, col) in formulas:
            reader.report(
                located,
                opgave,
                "remark",
                Problem(
                    "opmerking-is-formule",
                    "Bij deze opmerking staat een formule. De opmerking is niet overgenomen.",
                    "Vraag de deelnemer om de opmerking als tekst te typen.",
                ),
            )
            yield opgave


def _clean(reader: Reader, tab: Tab, remark: Any) -> str:
    """Text of a remark without invisible characters; empty when it cannot be used."""
    text: str = remark.text
    where = Where(SCORES, remark.opgave, "remark")
    cell = tab.noted.cell(remark.opgave, "remark")

    def say(severity: Severity, code: str, problem: str, action: str) -> None:
        reader.findings.append(
            Finding(severity, code, where, problem, action, tab.noted.sheet, cell)
        )

    if _CONTROL.search(text) or len(text) > MOST_TEXT:
        say(
            Severity.ERROR,
            "opmerking-onleesbaar",
            "Deze opmerking is te lang, of er staan tekens in die een werkboek niet aankan.",
            "Vraag de deelnemer om de opmerking opnieuw te typen, korter of zonder die tekens.",
        )
        return ""
    if INVISIBLE.search(text):
        say(
            Severity.NOTE,
            "onzichtbare-tekens",
            "In deze opmerking stonden onzichtbare tekens. Die zijn weggehaald.",
            "U hoeft niets te doen.",
        )
        text = INVISIBLE.sub("", text)
    return text.strip()
