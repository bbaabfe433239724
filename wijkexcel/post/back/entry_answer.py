"""Read the workbook into which paper forms were entered: one answer per form, by id.

A doubtful form does not affect the others.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Final

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import StructureError
from wijkexcel.layout.entry import (
    BOOK,
    BOOK_TABLE,
    CLOSED,
    ENTRY_TABLE,
    FORMS_TABLE,
    SHORT,
    Entry,
    declare_entered,
    row_id,
)
from wijkexcel.layout.partner_form import Form
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Settings
from wijkexcel.post.back.answer import Answer, filled_in, versions_in
from wijkexcel.post.back.oddities import Doubt, doubt
from wijkexcel.post.back.same import told
from wijkexcel.workbook.reading.convert import is_blank, shown
from wijkexcel.workbook.reading.locate import Located, as_text, locate
from wijkexcel.workbook.reading.problem import Problem
from wijkexcel.workbook.reading.records import Reader
from wijkexcel.workbook.reading.scores import Tab, plain_cells
from wijkexcel.workbook.reading.source import FileSource, Source

_SCORER: Final = re.compile(r"S\d{2,3}")
_CRITERION: Final = re.compile(r"C\d{2,3}")
_PROBE: Final = Entry((), ("O00",), ("C00",), 1)
_BROKEN: Final = (
    "In dit invoerbestand is het blad Uitleg, Invoer, Formulieren of Versie niet te herkennen. "
    f"Maak het opnieuw met '{as_typed('papier')}', en kopieer de scores per blok."
)


@dataclass(frozen=True)
class Entered:
    """The contents of such a workbook.

    Attributes:
        answers: one for each form that was filled in or has a problem.
        findings: about the file as a whole.
    """

    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]


def is_entry(source: Source) -> bool:
    """Whether a workbook is one into which paper forms were entered."""
    either = locate(source, declare_entered(_PROBE, (FORMS_TABLE, ENTRY_TABLE)), {})
    return bool(either.tables)


def parse_entered(source: FileSource, settings: Settings) -> Entered:
    """Read a workbook into which paper forms were entered.

    Raises:
        StructureError: an essential sheet is missing.
        NotAWorkbookError: it is not a workbook.
    """
    try:
        versions = versions_in(source)
    except StructureError as error:
        raise StructureError(_BROKEN) from error
    scorers = _scorers(source)
    entry = Entry(
        scorers,
        tuple(key for key in versions if key.startswith("O")),
        tuple(key for key in versions if key.startswith("C")),
        1,
    )
    if not (entry.scorers and entry.opgaven and entry.criteria):
        raise StructureError(_BROKEN)
    layout = declare_entered(entry)
    found = locate(source, layout, {BOOK_TABLE: [(label,) for label in BOOK.values()]})
    if not {BOOK_TABLE, FORMS_TABLE, ENTRY_TABLE} <= found.tables.keys():
        raise StructureError(_BROKEN)
    whole = Reader(source, layout, found, [])
    known = {row_id(s, o): (s, o) for s in entry.scorers for o in entry.opgaven}
    of_form: dict[str, list[Finding]] = {scorer: [] for scorer in entry.scorers}
    of_file: list[Finding] = []
    for finding in found.findings:
        scorer, opgave = known.get(finding.where.row, (finding.where.row, ""))
        if scorer in of_form:
            where = replace(finding.where, row=opgave)
            of_form[scorer].append(replace(finding, where=where))
        else:
            of_file.append(finding)
    shared = doubt(source, replace(found.tables[ENTRY_TABLE], rows={}), of_file)
    whole.findings += shared.findings
    read = (
        _form(
            whole,
            entry,
            settings,
            scorer,
            versions,
            doubt(source, _block(found.tables[ENTRY_TABLE], entry, scorer), of_form[scorer]),
            shared.columns,
        )
        for scorer in scorers
    )
    answers = (a for a in read if a.scores or a.remarks or a.findings)
    return Entered(tuple(answers), tuple(whole.findings))


def _scorers(source: Source) -> tuple[str, ...]:
    """Ids in the table of forms, valid or not."""
    found = locate(source, declare_entered(_PROBE, (FORMS_TABLE,)), {}).tables.get(FORMS_TABLE)
    if found is None or "id" not in found.columns:
        raise StructureError(_BROKEN)
    col = found.columns["id"]
    rows = source.grid(found.sheet)[found.header_row + 1 :]
    ids = (as_text(row[col]) for row in rows if col < len(row))
    return tuple(dict.fromkeys(key for key in ids if _SCORER.fullmatch(key)))


def _form(
    whole: Reader,
    entry: Entry,
    settings: Settings,
    scorer: str,
    versions: Mapping[str, str],
    unsure: Doubt,
    columns: Set[str],
) -> Answer:
    """Read the rows of one form, except its doubtful cells and doubtful columns."""
    unsure.columns |= columns
    reader = Reader(whole.source, whole.layout, whole.map, unsure.findings)
    tables = whole.map.tables
    identity = {
        "scorer": scorer,
        **{key: told(whole.raw(tables[BOOK_TABLE], key, "value")) for key in BOOK},
        **{
            key: told(whole.raw(tables[FORMS_TABLE], scorer, key))
            for key in ("name", "group", "code", "round")
        },
    }
    named = _CRITERION.findall(as_text(whole.raw(tables[FORMS_TABLE], scorer, "criteria")))
    asked = tuple(c for c in entry.criteria if c in named)
    block = _block(tables[ENTRY_TABLE], entry, scorer)
    if not block.rows:
        reader.findings.append(
            Finding(
                Severity.WARNING,
                "formulier-ontbreekt",
                Where(ENTRY_TABLE),
                f"De rijen van formulier {scorer} ontbreken op dit blad.",
                "U hoeft niets te doen als u dit formulier niet wilde overtypen.",
                block.sheet,
            )
        )
        return Answer(identity, dict(versions), {}, {}, tuple(reader.findings), typed_over=True)
    tab = Tab(reader, settings, plain_cells(settings, (SHORT,)), scorer, block, lenient=True)
    scores, remarks = filled_in(reader, tab, Form(entry.opgaven, asked, 1), unsure)
    for opgave, criterion, problem in _in_closed_cells(reader, block, entry, scorer, asked):
        reader.report(block, opgave, criterion, problem)
    kept = {key: mark for key, mark in versions.items() if key[0] != "C" or key in asked}
    return Answer(identity, kept, scores, remarks, tuple(reader.findings), typed_over=True)


def _block(located: Located, entry: Entry, scorer: str) -> Located:
    """Where the rows of one form are, by opgave."""
    rows = {
        opgave: located.rows[row_id(scorer, opgave)]
        for opgave in entry.opgaven
        if row_id(scorer, opgave) in located.rows
    }
    return replace(located, rows=rows)


def _in_closed_cells(
    reader: Reader, block: Located, entry: Entry, scorer: str, asked: tuple[str, ...]
) -> Iterator[tuple[str, str, Problem]]:
    """Find values typed where the form's group gives no score: they are not ignored."""
    for criterion in entry.criteria:
        if criterion in asked or criterion not in block.columns:
            continue
        for opgave in block.rows:
            raw = reader.raw(block, opgave, criterion)
            if is_blank(raw) or (isinstance(raw, str) and as_text(raw).casefold() == CLOSED):
                continue
            yield (
                opgave,
                criterion,
                Problem(
                    "niet-gevraagd",
                    f"Hier staat '{shown(raw)}', maar de groep van {scorer} geeft "
                    f"op {criterion} geen score.",
                    "Kijk of dit in een andere kolom hoort. Deze score is niet overgenomen.",
                ),
            )
