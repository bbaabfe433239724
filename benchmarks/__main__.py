"""``python -m benchmarks``: measure, show one table; ``--markdown`` for RESULTS.md."""

import argparse
import shutil
from collections.abc import Collection, Sequence

from rich.console import Console

from benchmarks.chain import best_of
from benchmarks.growth import GROWTH, Growth, growth
from benchmarks.growth import JOB as GROWING
from benchmarks.jobs import JOBS, Bench, command_line, documents
from benchmarks.live import JOB, blocks
from benchmarks.post import JOB as POST
from benchmarks.post import POST_SIZES, round_trip
from benchmarks.report import (
    machine,
    markdown_growth,
    markdown_results,
    markdown_stages,
    print_growth,
    print_results,
    print_stages,
    wide_console,
)
from benchmarks.results import Result
from benchmarks.sizes import LARGE, SIZES, Size

_EXPLAINED = (
    "Alle kanten van een regel draaien om en om; 'verhouding' is die van de kortste tijden. "
    "'Op rekentijd' is dezelfde verhouding in processortijd: die lijdt minder onder andere "
    "programma's. Vooraf is gecontroleerd dat beide kanten hetzelfde opleveren (bouwen en lezen: "
    "op de typische grootte)."
)


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Meet snelheden.")
    parser.add_argument("--grootte", choices=[*SIZES, "alles"], help="welke omvang (alles)")
    parser.add_argument(
        "--werk",
        choices=[*JOBS, POST, JOB, GROWING],
        nargs="+",
        default=[*JOBS, POST, JOB, GROWING],
        help="wat (alles)",
    )
    parser.add_argument("--keer", type=int, help="hoe vaak elke kant draait (5)")
    parser.add_argument("--markdown", action="store_true", help="schrijf markdown, voor RESULTS.md")
    parser.add_argument(
        "--profiel", action="store_true", help="waar de tijd van bereken blijft (grootte: groot)"
    )
    return parser.parse_args(words)


def _profile(size: Size, runs: int, console: Console, *, markdown: bool) -> None:
    book = Bench(size, runs).book
    title = f"Waar de tijd van bereken blijft ({size.title})"
    stages = best_of(book, runs)
    if markdown:
        print(f"## {title}\n\nGemeten: {machine()}.\n\n{markdown_stages(stages)}")
    else:
        print_stages(console, title, stages)


def _measure(
    sizes: Sequence[Size], jobs: Collection[str], runs: int, console: Console, *, markdown: bool
) -> None:
    where = machine()
    progress = Console(stderr=True)

    def show(text: str) -> None:
        progress.print(text, style="dim", highlight=False)

    results: list[Result] = []
    for size in sizes:
        results += Bench(size, runs, show).results(jobs)
    if POST in jobs:
        results += round_trip(
            [both[1] for both in zip(SIZES.values(), POST_SIZES, strict=True) if both[0] in sizes],
            runs,
            show,
        )
    if "stukken" in jobs:
        results += documents(runs, show)
    if "opstarten" in jobs:
        results += command_line(runs, show)
    if JOB in jobs:
        results += blocks(runs, show)
    grown: list[Growth] = []
    if GROWING in jobs:
        grown = growth(GROWTH, show, shutil.which("soffice"))
    titles = "; ".join(size.title for size in sizes)
    if markdown:
        print(f"## Snelheid\n\nGemeten: {where}. {titles}. {_EXPLAINED}\n")
        print(markdown_results(results))
        print(markdown_growth(grown))
    else:
        print_results(console, results)
        print_growth(console, grown)
        console.print(f"{where}. {titles}. {_EXPLAINED}", highlight=False)


def main(words: Sequence[str] | None = None) -> None:
    """Run the measurements that the command line asks for."""
    asked = _arguments(words)
    console = wide_console()
    if asked.profiel:
        size = SIZES.get(asked.grootte or "", LARGE)
        _profile(size, asked.keer or 3, console, markdown=asked.markdown)
        return
    sizes = [SIZES[asked.grootte]] if asked.grootte in SIZES else list(SIZES.values())
    _measure(sizes, asked.werk, asked.keer or 5, console, markdown=asked.markdown)


if __name__ == "__main__":
    main()
