"""Changes to sheets that are right, and the findings that they must give."""

from collections.abc import Callable
from dataclasses import dataclass

from wijkexcel.checks.equality import Cell
from wijkexcel.model.finding import Where

Cells = dict[str, dict[str, Cell]]


@dataclass(frozen=True)
class Case:
    """One change to a sheet that is right, and the finding that it must give."""

    code: str
    change: Callable[[Cells], object]
    where: Where
    problem: str


def _with(opgave: str, key: str, value: Cell) -> Callable[[Cells], object]:
    return lambda cells: cells[opgave].__setitem__(key, value)


O1 = "Bij O01 opgave O01 is"


CASES = (
    Case(
        "rekent-anders",
        _with("O01", "total", 4.5),
        Where("calcOpgaven", "O01", "total"),
        f"{O1} het totaal volgens het werkboek 4,5 en volgens het programma 1,833333333.",
    ),
    Case(
        "rekent-anders",
        _with("O01", "total", ""),
        Where("calcOpgaven", "O01", "total"),
        f"{O1} het totaal volgens het werkboek niets en volgens het programma 1,833333333.",
    ),
    Case(
        "rekent-anders",
        _with("O02", "total", 0.0),
        Where("calcOpgaven", "O02", "total"),
        "Bij O02 opgave O02 is het totaal volgens het werkboek 0 en volgens het programma niets.",
    ),
    Case(
        "rekent-anders",
        _with("O01", "status", "haalt de score"),
        Where("calcOpgaven", "O01", "status"),
        f"{O1} de stand volgens het werkboek 'haalt de score' en volgens het programma "
        "'haalt de score niet'.",
    ),
    Case(
        "rekent-anders",
        _with("O03", "rank", 2.0),
        Where("calcOpgaven", "O03", "rank"),
        "Bij O03 opgave O03 is de rang volgens het werkboek 2 en volgens het programma 1.",
    ),
    Case(
        "rekent-anders",
        _with("O01", "s_C02", "#DIV/0!"),
        Where("calcOpgaven", "O01", "s_C02"),
        f"{O1} de score op C02 volgens het werkboek '#DIV/0!' en volgens het programma "
        "2,333333333.",
    ),
    Case(
        "rekent-anders",
        lambda cells: cells["O01"].pop("g_G2"),
        Where("calcOpgaven", "O01", "g_G2"),
        f"{O1} het totaal van G2 volgens het werkboek niets en volgens het programma 1,5.",
    ),
    Case(
        "berekening-ontbreekt",
        lambda cells: cells.pop("O03"),
        Where("calcOpgaven", "O03", "id"),
        "Het werkboek rekent O03 opgave O03 niet uit: de rij ontbreekt.",
    ),
)
