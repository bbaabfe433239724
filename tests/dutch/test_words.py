"""Numbers, shares, counts, days and lists have one way into words, and it is nowhere else."""

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dutch.spoken import spoken
from wijkexcel.dutch.days import day, day_in_words, moment, time_of
from wijkexcel.dutch.lists import any_of, at_most, choice, commas, listed
from wijkexcel.dutch.numbers import count, fixed, grouped, number, pick, share

PACKAGE = Path(__file__).parents[2] / "wijkexcel"
NOT_FOR_PEOPLE = {
    "dutch/": "the room itself",
    "xlwings_libreoffice/": "an engine that knows nothing of the rest",
    "layout/sheets/lists.py": "a number in a formula",
    "layout/spec.py": "a reference in a formula",
    "rules/threshold.py": "digits that count",
    "ooxml/meaning.py": "the same",
    "renew/attached.py": "numbers in a drawing",
}


def lines() -> list[str]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        source = path.read_text(encoding="utf-8").splitlines()
        for line, what in spoken("\n".join(source)):
            place = f"{name}:{source[line - 1].split()[0]}"
            if not place.startswith(tuple(NOT_FOR_PEOPLE)):
                found.append(f"wijkexcel/{name}:{line} {what}")
    return found


def test_nothing_else_puts_a_number_a_day_or_a_list_in_words() -> None:
    assert lines() == []


@pytest.mark.parametrize(
    "source",
    [
        "f'{x:.2f}'",
        "f'{x:g}'",
        "f'{x:.0%}'",
        "f'{x:,}'",
        "f'{d:%d-%m-%Y}'",
        "d.strftime('%d')",
        "str(x).replace('.', ',')",
        "f'{x:,}'.replace(',', '.')",
        "', '.join(x)",
        "' en '.join(x)",
        "'fout' if n == 1 else 'fouten'",
        "f'{n} fout' if len(x) == 1 else f'{n} fouten'",
        "'%.2f' % x",
        "'{:.2f}'.format(x)",
        "x = 'bijvoorbeeld 20 %.'",
        "x = f'{n} % van'",
        "x = '(op {:%d-%m-%Y})'",
        "x = '{:.2f}'",
        "format(x, '.2f')",
    ],
)
def test_it_finds_each_way_of_doing_it_elsewhere(source: str) -> None:
    assert list(spoken(source))


@pytest.mark.parametrize(
    "source",
    [
        "f'{x}'",
        "f'{x:>10}'",
        "f'{x:04}'",
        "text.replace(',', '.')",
        "'; '.join(x)",
        "n % 2",
        "1 if n == 1 else 2",
        "x if n == 1 else ''",
        "''.join(x)",
    ],
)
def test_it_leaves_other_things_alone(source: str) -> None:
    assert list(spoken(source)) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (4.0, "4"),
        (3.5, "3,5"),
        (-0.0, "0"),
        (-1e-12, "0"),
        (0.1 + 0.2, "0,3"),
        (31612345678.0, "31612345678"),
        (1e20, "100000000000000000000"),
        (-2.25, "-2,25"),
        (float("nan"), "geen getal"),
        (float("inf"), "oneindig"),
        (1e-9, "0,000000001"),
    ],
)
def test_a_number_is_written_out(value: float | None, said: str) -> None:
    assert number(value) == said


@given(st.floats())
def test_no_number_has_an_exponent_or_a_point(value: float) -> None:
    assert not set(number(value)) & {".", "E", "+"}
    assert "e" not in number(value) or number(value) in {"geen getal", "oneindig", "min oneindig"}


def test_marks_round_a_half_up() -> None:
    assert [fixed(x) for x in (4.725, 1.005, 2.0, 3.499)] == ["4,73", "1,01", "2,00", "3,50"]
    assert grouped(1_000_000) == "1.000.000"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (287 / 288, "99,7 %"),
        (1 / 288, "0,3 %"),
        (0.125, "12,5 %"),
        (0.2, "20 %"),
        (1.0, "100 %"),
        (0.0, "0 %"),
        (0.9999, "99,9 %"),
        (0.00001, "0,1 %"),
        (1 / 3, "33,3 %"),
        (20.0, "2000 %"),
        (0.29, "29 %"),
        (0.0005, "0,1 %"),
    ],
)
def test_a_share_is_whole_only_when_it_is(value: float, said: str) -> None:
    assert share(value) == said.replace(" ", "\N{NO-BREAK SPACE}")


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_is_all_or_nothing_only_when_it_is(part: tuple[int, int]) -> None:
    some, whole = part
    said = share(some / whole)[:-2].replace(",", ".")
    assert (said == "100") == (some == whole)
    assert (said == "0") == (some == 0)
    assert abs(Fraction(said) - Fraction(100 * some, whole)) <= Fraction(1, 10)


def test_counts_days_and_lists() -> None:
    assert [count(n, "fout", "fouten") for n in (0, 1, 2)] == ["0 fouten", "1 fout", "2 fouten"]
    assert pick(1, "staat", "staan") == "staat"
    when = datetime(2026, 3, 1, 9, 5)
    assert (day(date(26, 3, 1)), moment(when)) == ("01-03-0026", "01-03-2026 09:05")
    assert (time_of(when), day_in_words(when)) == ("01-03-2026 om 09:05", "1 maart 2026")
    assert [listed(x) for x in ("", "a", "ab", "abc")] == ["", "a", "a en b", "a, b en c"]
    assert (choice("abc"), any_of("abc")) == ("a, b of c", "a of b of c")
    assert (commas("abc"), at_most("abc", 3), at_most("abc", 1)) == (
        "a, b, c",
        "a, b, c",
        "a en nog 2",
    )
