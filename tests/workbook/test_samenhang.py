"""*Samenhang*: what is chosen and what it asks, and what that is without what is left out."""

from typing import Any

import pytest

from tests.renew.renewing import opened
from tests.support import engines
from tests.support.dossiers import changed, with_settings
from tests.workbook.books import book_of, calculated, cell_of, layout_for, reading, small
from wijkexcel.example import CAPACITY, example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.starter import DOMAINS
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import LeftOut

LAYOUT = declare(CAPACITY)


def trying(*opgaven: str) -> Dossier:
    out = tuple(LeftOut(id=f"E{i}", opgave=o) for i, o in enumerate(opgaven, 1))
    return changed(example(), left_out=out)


def shown(dossier: Dossier, table: str, row: str, *keys: str) -> tuple[Any, ...]:
    stored = engines.cached(calculated(dossier, CAPACITY))
    return tuple(stored[cell_of(LAYOUT, (table, row, key))] for key in keys)


@pytest.mark.parametrize(
    ("row", "now", "then", "reserved"),
    [
        ("number", (8, "past"), (7, "past"), 1),
        ("effort", (31, "past"), (28, "past"), 5),
        ("cost", (4_980_000, "alles geschat"), (4_860_000, "alles geschat"), ""),
        ("pairs", (1, "let op"), (0, "past"), ""),
        ("domains", (0, "in orde"), (0, "in orde"), ""),
        ("years", (1, "let op"), (1, "let op"), ""),
    ],
)
def test_the_sums_tell_what_is_chosen_and_what_is_left_without_parking(
    row: str, now: tuple[float, str], then: tuple[float, str], reserved: float | str
) -> None:
    """Counted by hand from the list of opgaven of the example and its decisions."""
    found = shown(trying("O11"), "tblRuimte", row, "used", "state", "trial_used", "trial_state")
    assert found == (*now, *then)
    assert shown(trying("O11"), "tblRuimte", row, "deferred") == (reserved,)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"year_to": 2040}, (0, "4 zonder jaren")),
        ({"year_from": 2030}, (2, "let op")),
        ({"year_from": None, "year_to": None}, ("", "vul de jaren in op Start")),
    ],
)
def test_what_does_not_meet_the_wijkaanpak_in_time_is_counted(
    change: dict[str, int | None], told: tuple[float | str, str]
) -> None:
    """O12 waits for 2040, O01 ends in 2029; O02, O06, O07 and O11 are not planned."""
    found = shown(with_settings(trying(), **change), "tblRuimte", "years", "used", "state")
    assert found == told


def test_without_a_try_nothing_is_said_of_one() -> None:
    for row in LAYOUT.tables["tblRuimte"].row_ids:
        assert shown(trying(), "tblRuimte", row, "trial_used", "trial_state") == ("", "")
        assert shown(trying("O05"), "tblRuimte", row, "trial_used") == ("",), "it is not chosen"


def test_the_list_goes_by_total_and_ends_with_what_is_deferred() -> None:
    rows = [shown(trying("O11"), "calcKeuze", str(i), "name", "now") for i in range(1, 11)]
    ids = [str(name).partition(" ")[0] for name, _ in rows]
    assert ids == ["O07", "O04", "O01", "O03", "O02", "O06", "O11", "O12", "O13", ""]
    assert [now for _, now in rows] == [
        *["gekozen"] * 6,
        "stel: eruit",
        "gekozen",
        "uitgesteld",
        "",
    ]


@pytest.mark.oracle("libreoffice")
def test_another_program_finds_the_same() -> None:
    data = calculated(trying("O11", "O04"), CAPACITY)
    stored, found = engines.cached(data), engines.recalculate_libreoffice(data)
    for name in ("tblRuimte", "tblSamenhang", "calcKeuze"):
        for row in LAYOUT.tables[name].row_ids:
            for column in LAYOUT.tables[name].columns:
                place = cell_of(LAYOUT, (name, row, column.key))
                assert (found.get(place) or "") == (stored.get(place) or ""), place


def test_the_lists_of_choices_hold_numbers_with_names_and_no_empty_lines() -> None:
    stored = engines.cached(calculated(trying(), CAPACITY))
    for name, number in (("lijst_gekozen", 8), ("lijst_opgaven", 14)):
        first, _, rest = LAYOUT.names[name].partition(":")
        assert rest.startswith("INDEX(")
        assert "MAX(1," in rest
        sheet, _, cell = first.partition("!")
        col, top = cell.replace("$", " ").split()
        listed = [stored[sheet, f"{col}{int(top) + i}"] for i in range(number + 1)]
        assert all(" " in str(text) for text in listed[:number])
        if name == "lijst_opgaven":
            assert listed[number] == ""


def _domains(dossier: Dossier) -> list[Any]:
    """What the list of domains offers."""
    layout = layout_for(dossier)
    stored = engines.cached(calculated(dossier))
    rows = layout.tables["calcDomeinlijst"].row_ids
    listed = [stored[cell_of(layout, ("calcDomeinlijst", row, "name"))] for row in rows]
    return [name for name in listed if name != ""]


def test_the_list_of_domains_begins_with_those_in_use_and_grows_by_itself() -> None:
    def with_domains(*names: str) -> Dossier:
        found = zip(small().opgaven, names, strict=True)
        return changed(small(), opgaven=tuple(o.model_copy(update={"domain": d}) for o, d in found))

    assert _domains(with_domains("", "", "")) == list(DOMAINS)
    used = _domains(with_domains("Wonen en energie", "Erfgoed", "  wónen en Energie"))
    others = [name for name in DOMAINS if name not in {"Wonen", "Energie"}]
    assert used == ["Wonen en energie", "Erfgoed", *others]


def test_a_domain_counts_as_one_however_it_is_written() -> None:
    texts = ("Coördinatie", "coordinatie", " COÖRDINATIE")
    found = zip(small().opgaven, texts, strict=True)
    dossier = changed(small(), opgaven=tuple(o.model_copy(update={"domain": d}) for o, d in found))
    layout = layout_for(dossier)
    stored = engines.cached(calculated(dossier))
    shown_ = [
        tuple(stored[cell_of(layout, ("calcDomeinen", str(i), key))] for key in ("name", "count"))
        for i in (1, 2)
    ]
    assert shown_ == [("Coördinatie", 3.0), ("", "")]


def test_a_pair_is_written_with_the_names_and_read_by_the_numbers() -> None:
    book = reading(book_of(small()))
    assert book.dossier.pairs == small().pairs
    table = book.map.tables["tblSamenhang"]
    written = opened(book_of(small()))
    assert (
        written[table.sheet][table.cell("P01", "first")].value == f"O01 {small().opgaven[0].name}"
    )
