"""Show results as a table in the terminal, or as markdown."""

import os
import platform
from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.growth import HEAD, Growth
from benchmarks.results import Result, Stage
from benchmarks.timing import Times

_HEAD = (
    "grootte",
    "werk",
    "wij: kortst (mediaan)",
    "tegen",
    "kortst (mediaan)",
    "verhouding",
    "op rekentijd",
    "doel",
    "gehaald",
)
_WIDE = 160
_STAGE_HEAD = ("stap", "seconden", "deel")


def _seconds(value: float) -> str:
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    if value < 1:
        return f"{value * 1000:.3g} ms".replace(".", ",")
    return f"{value:.3g} s".replace(".", ",")


def _times(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:.0f}×" if ratio >= 100 else f"{ratio:.3g}×".replace(".", ",")


def _rows(results: Sequence[Result], notes: Sequence[str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for result in results:
        other = result.other
        held = ("", "")
        if other is not None:
            mark = f" [{notes.index(result.note) + 1}]" if result.note else ""
            held = f"{other.name}{mark}", _pair(other)
        rows.append(
            (
                result.size,
                result.job,
                _pair(result.ours),
                *held,
                _times(result.ratio),
                _times(result.processor_ratio),
                "" if result.aim is None else str(result.aim),
                {None: "", True: "ja", False: "nee"}[result.reached],
            )
        )
    return rows


def _pair(times: Times) -> str:
    if len(times.clock) == 1:
        return f"{_seconds(times.best)} (één keer)"
    return f"{_seconds(times.best)} ({_seconds(times.middle)})"


def notes_of(results: Sequence[Result]) -> list[str]:
    """All notes, each once, in order; the tables refer to them by number."""
    return list(dict.fromkeys(result.note for result in results if result.note))


def _stage_rows(stages: Sequence[Stage]) -> list[tuple[str, ...]]:
    whole = sum(stage.seconds for stage in stages if not stage.detail)
    rows = [
        (
            f"  waarvan {stage.name}" if stage.detail else stage.name,
            f"{stage.seconds:.3f}".replace(".", ","),
            f"{100 * stage.seconds / whole:.0f} %",
        )
        for stage in stages
    ]
    return [*rows, ("samen", f"{whole:.3f}".replace(".", ","), "100 %")]


def machine() -> str:
    """State the machine of the measurement, and its load."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{date.today():%d-%m-%Y}, Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} kernen, belasting bij het begin {load:.1f}"
    )


def wide_console() -> Console:
    """A terminal of its actual width, or wide enough for the tables when piped."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDE)


def print_results(console: Console, results: Sequence[Result]) -> None:
    """Print the results as one table."""
    notes = notes_of(results)
    _print(console, "Snelheid", _HEAD, _rows(results, notes))
    for number, note in enumerate(notes, 1):
        console.print(f"[{number}] {note}", markup=False, highlight=False)


def print_stages(console: Console, title: str, stages: Sequence[Stage]) -> None:
    """Print the stages of a chain as a table."""
    _print(console, title, _STAGE_HEAD, _stage_rows(stages))


def _print(
    console: Console, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    table = Table(title=title, title_justify="left")
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def markdown_results(results: Sequence[Result]) -> str:
    """The results as a markdown table, with the notes below it."""
    notes = notes_of(results)
    table = _markdown(_HEAD, _rows(results, notes))
    return "\n".join([table, "", *(f"{i}. {note}" for i, note in enumerate(notes, 1))])


def markdown_stages(stages: Sequence[Stage]) -> str:
    """The stages of a chain as a markdown table."""
    return _markdown(_STAGE_HEAD, _stage_rows(stages))


def print_growth(console: Console, grown: Sequence[Growth]) -> None:
    """Print how a workbook grows with its size; nothing where that was not measured."""
    if grown:
        _print(console, "Groei", HEAD, [row for one in grown for row in one.rows])


def markdown_growth(grown: Sequence[Growth]) -> str:
    """The same as a markdown table; empty where it was not measured."""
    rows = [row for one in grown for row in one.rows]
    return f"\n## Groei\n\n{_markdown(HEAD, rows)}" if grown else ""
