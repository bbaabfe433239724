"""Settings of a workbook that change what Excel calculates or shows, found in the file itself.

They are stored in the file and spread through a session: anyone who opens the workbook gets them,
often unnoticed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import pick
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.ooxml.package import parse_xml

_OPTIONS: Final = "Bestand > Opties > Geavanceerd"
_ON, _OFF = {"1", "true"}, {"0", "false"}
_VIEWS = re.compile(rb"<(?:\w+:)?sheetView\b[^>]*>")
_HIDES_ZEROS = re.compile(rb"""\bshowZeros\s*=\s*["'](?:0|false)["']""")
_SHOWS_FORMULAS = re.compile(rb"""\bshowFormulas\s*=\s*["'](?:1|true)["']""")


@dataclass(frozen=True, slots=True)
class _Switch:
    """A setting: its place in the file, the values that matter, and what to report."""

    element: str
    attribute: str
    values: frozenset[str]
    severity: Severity
    code: str
    problem: str
    action: str


_SWITCHES = (
    _Switch(
        "calcPr",
        "calcMode",
        frozenset({"manual"}),
        Severity.WARNING,
        "rekent-met-de-hand",
        "Dit werkboek rekent met de hand: Excel rekent pas als u op F9 drukt, en toont tot dan "
        "oude uitkomsten. Het programma heeft alles wel uitgerekend.",
        "Kies in Excel op het tabblad Formules bij Berekeningsopties 'Automatisch' (in "
        "LibreOffice: Gegevens > Berekenen > Automatisch berekenen) en sla het werkboek op.",
    ),
    _Switch(
        "calcPr",
        "fullPrecision",
        frozenset(_OFF),
        Severity.ERROR,
        "rekent-zoals-getoond",
        "Excel rekent in dit werkboek met getallen zoals ze op het scherm staan, dus afgerond. De "
        "uitkomsten zijn in Excel dan anders dan die van het programma.",
        f"Zet in Excel bij {_OPTIONS} het vinkje weg bij 'Precisie instellen zoals weergegeven', "
        "kijk of ingevulde getallen zijn afgerond, en sla het werkboek op.",
    ),
    _Switch(
        "calcPr",
        "iterate",
        frozenset(_ON),
        Severity.WARNING,
        "rekent-in-een-kring",
        "Dit werkboek staat kringverwijzingen toe. Excel zegt het dan niet als een formule naar "
        "zichzelf verwijst.",
        "Zet in Excel bij Bestand > Opties > Formules het vinkje weg bij 'Iteratieve berekening "
        "inschakelen' en sla het werkboek op.",
    ),
    _Switch(
        "calcPr",
        "refMode",
        frozenset({"R1C1"}),
        Severity.NOTE,
        "kolommen-als-getal",
        "Dit werkboek toont kolommen als getallen. Meldingen noemen een cel met letter en rij: G7 "
        "is kolom 7, rij 7.",
        "Zet in Excel bij Bestand > Opties > Formules het vinkje weg bij 'Verwijzingstype R1K1'.",
    ),
    _Switch(
        "workbookPr",
        "date1904",
        frozenset(_ON),
        Severity.NOTE,
        "telt-vanaf-1904",
        "Dit werkboek telt datums vanaf 1904. Datums die u hier invult, kloppen. Datums die u "
        "kopieert van of naar een ander werkboek, schuiven vier jaar en een dag op.",
        "Kijk gekopieerde datums na.",
    ),
)


def switches(main: bytes, sheets: Mapping[str, bytes]) -> Iterator[Finding]:
    """Report each setting that makes Excel calculate or show something unexpected.

    Args:
        main: the workbook's own part.
        sheets: the parts of the sheets to check, by name of the sheet.
    """
    root = parse_xml(main)
    for switch in _SWITCHES:
        found = root.find(f"{{*}}{switch.element}")
        if found is not None and found.get(switch.attribute) in switch.values:
            yield _finding(switch)
    yield from _views(sheets.items())


def switched(codes: Iterable[str]) -> Iterator[Finding]:
    """Report settings of an open workbook, by code, as known by its program."""
    return (_finding(switch) for switch in _SWITCHES if switch.code in codes)


def _finding(switch: _Switch) -> Finding:
    where = Where("tblInstellingen")
    return Finding(switch.severity, switch.code, where, switch.problem, switch.action)


def _views(sheets: Iterable[tuple[str, bytes]]) -> Iterator[Finding]:
    zeros, formulas = [], []
    for sheet, xml in sheets:
        views = b"".join(_VIEWS.findall(xml, 0, max(xml.find(b"sheetData"), 0)))
        if _HIDES_ZEROS.search(views):
            zeros.append(sheet)
        if _SHOWS_FORMULAS.search(views):
            formulas.append(sheet)
    if zeros:
        yield Finding(
            Severity.WARNING,
            "nullen-verborgen",
            Where(""),
            f"Een 0 is niet te zien op {_named(zeros)}: die cel lijkt leeg.",
            f"Zet in Excel bij {_OPTIONS}, bij dat blad, het vinkje aan bij 'Een nul weergeven in "
            "cellen met een nulwaarde'.",
            zeros[0],
        )
    if formulas:
        yield Finding(
            Severity.WARNING,
            "formules-getoond",
            Where(""),
            f"Op {_named(formulas)} staan formules in beeld in plaats van uitkomsten.",
            "Klik in Excel op het tabblad Formules op 'Formules weergeven'.",
            formulas[0],
        )


def _named(sheets: list[str]) -> str:
    return f"{pick(len(sheets), 'het blad', 'de bladen')} {listed(sheets)}"
