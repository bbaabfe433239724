"""Typed values in place of the program's formulas and texts: those are restored, with a report."""

from collections.abc import Iterable, Iterator

from wijkexcel.layout.spec import Owner, a1
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.workbook.altered import shown
from wijkexcel.workbook.derived_cells import Altered, Sort

_BACK = "De formule staat er weer."


def restored(altered: Iterable[Altered], told: Iterable[Leftover]) -> Iterator[Leftover]:
    """Report what was restored, unless it was reported already."""
    known = {(item.sheet, item.place) for item in told}
    for item in altered:
        place = (item.sheet, a1(*item.spot))
        line = None if place in known else _line(item)
        if line is not None:
            fate, what, action = line
            yield Leftover(fate, *place, what, action)


def _line(item: Altered) -> tuple[Fate, str, str] | None:
    stood = shown(item.holds, 200)
    match item.sort, item.owner:
        case Sort.VALUE, _ if item.holds is None:
            return Fate.RENEWED, "Hier hoort een formule, maar de cel was leeg.", _BACK
        case Sort.VALUE, _:
            return (
                Fate.LOST,
                f"Hier stond {stood} op de plek van een formule.",
                f"{_BACK} Wilt u deze waarde houden, zet haar dan ernaast.",
            )
        case Sort.FORMULA, _:
            return (
                Fate.LOST,
                f"Hier was een formule veranderd: '{stood}'.",
                "De formule van het programma staat er weer.",
            )
        case Sort.NO_FORMULA, Owner.FIXED:
            return (
                Fate.LOST,
                f"Hier stond een formule op de plek van vaste tekst: '{stood}'.",
                "De tekst staat er weer.",
            )
        case Sort.GONE, _ if item.column:
            return Fate.RENEWED, f"De kolom '{item.header}' ontbrak.", "Zij staat er weer."
        case Sort.GONE, _ if item.row:
            return Fate.RENEWED, f"Het nummer {item.row} ontbrak.", "Het staat er weer."
    return None
