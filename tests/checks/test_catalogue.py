"""The catalogue as a whole: no dead checks, no check left out, and never an exception."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import tests.checks
import wijkexcel.checks
from tests.checks.changes import Case
from tests.checks.equality import CASES as EQUALITY
from tests.checks.random_dossiers import dossiers
from tests.support.sample import examples
from wijkexcel.checks.base import DECISIONS, SETTINGS
from wijkexcel.checks.catalogue import CHECKS, check
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.outgoing.tell import CODES
from wijkexcel.rules.outcome import outcome_of

SOURCES = sorted(Path(wijkexcel.checks.__file__).parent.glob("*.py"))
CODE = re.compile(r"[a-z]+(-[a-z]+)+")


def codes_in_source() -> set[str]:
    """All text in the source that has the form of a code, and the codes of the gate."""
    constants = (
        node.value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in constants if CODE.fullmatch(text)} | CODES


def cases() -> Iterator[Case]:
    for module in pkgutil.iter_modules(tests.checks.__path__, "tests.checks."):
        found = getattr(importlib.import_module(module.name), "CASES", ())
        yield from (case for case in found if isinstance(case, Case))


def test_every_code_is_produced_by_some_case() -> None:
    assert codes_in_source() == {case.code for case in (*cases(), *EQUALITY)}


def test_every_check_stands_in_the_catalogue_once() -> None:
    written = {
        f"{source.stem}.{node.name}"
        for source in SOURCES
        if source.name != "equality.py"  # needs a workbook; tested in test_equality.py
        for node in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and source.stem != "catalogue"
        and [ast.unparse(a.annotation) for a in node.args.args if a.annotation]
        == ["Dossier", "Outcome"]
    }
    listed = [f"{one.__module__.rpartition('.')[2]}.{one.__name__}" for one in CHECKS]
    assert sorted(listed) == sorted(written)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_modules_stay_small(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) < 200


def checked(dossier: Dossier) -> tuple[Finding, ...]:
    with np.errstate(all="ignore"):
        return check(dossier, outcome_of(dossier))


@pytest.mark.slow
@settings(max_examples=examples(100), deadline=None)
@given(dossiers())
def test_any_dossier_gives_findings_that_say_something(dossier: Dossier) -> None:
    first = checked(dossier)
    assert len(set(first)) == len(first)
    for finding in first:
        assert finding.problem.strip().endswith(".")
        assert finding.action.strip().endswith(".")
        assert CODE.fullmatch(finding.code)
        assert finding.where.table
        assert (finding.sheet, finding.cell) == ("", "")
    assert checked(dossier) == first


# The words of the workbook ---------------------------------------------------------------------

LAYOUT = declare(Capacity())
HEADERS = {c.header for t in LAYOUT.tables.values() for c in t.columns}
LABELS = {s.label for s in LAYOUT.settings}


def header_of(where: Where) -> str:
    """What stands above or beside the cells that a finding is about, if it is about cells."""
    if where.table == SETTINGS:
        return next(s.label for s in LAYOUT.settings if s.field == where.row)
    columns = LAYOUT.tables[where.table].columns if where.table in LAYOUT.tables else ()
    return next((c.header for c in columns if c.key == where.column), "")


def texts() -> Iterator[tuple[Where, str]]:
    for case in cases():
        yield case.where, f"{case.problem} {case.action}"


def test_every_sheet_and_column_that_is_named_exists() -> None:
    sheets = {sheet.name for sheet in LAYOUT.sheets}
    for _, text in texts():
        assert set(re.findall(r"\b[Bb]lad ([A-Z]\w*)", text)) <= sheets, text
        named = set(re.findall(r"\b[Bb]ij '([A-Z][^']*)'", text))
        assert named <= LABELS | HEADERS, text


def test_a_finding_about_a_decision_names_the_column_as_users_see_it() -> None:
    about = [(w, text) for w, text in texts() if w.table == DECISIONS and w.column != "choice"]
    assert len(about) > 10
    for where, text in about:
        assert header_of(where).casefold() in text.casefold(), text
    assert "motivering" not in " ".join(text for _, text in texts())
