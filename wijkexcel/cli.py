"""The command line. Imports stay inside the commands, so that ``--help`` answers at once.

Exit codes: 0 done; 1 done, but there are errors that must be mended (or a document was refused);
2 wrong use, or a file that cannot be read or written.
"""

import io
import json
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from wijkexcel.commands import Result

app = typer.Typer(
    name="wijkexcel",
    help="Kies samen welke opgaven u aan de wijkaanpak verbindt: werkboek, controle en brief.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

MENDED, WRONG_USE = 1, 2

Workbook = Annotated[Path, typer.Argument(metavar="WERKBOEK", help="Het werkboek (.xlsx).")]
Target = Annotated[
    Path | None,
    typer.Option("--uit", metavar="PAD", help="Bewaar het resultaat hier; laat het origineel zo."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Toon het resultaat als JSON.")]
Template = Annotated[
    Path | None,
    typer.Option("--sjabloon", metavar="DOCX", help="Uw eigen Word-sjabloon."),
]


@contextmanager
def _in_words(as_json: bool = False) -> Iterator[None]:
    """Turn every failure on purpose into one sentence and exit code 2."""
    from wijkexcel.errors import WijkexcelError  # noqa: PLC0415

    try:
        yield
    except WijkexcelError as error:
        if as_json:
            _echo_json({"versie": 1, "fout": str(error)})
        typer.echo(f"Dat lukt niet: {error}", err=True)
        raise typer.Exit(WRONG_USE) from error


def _echo_json(content: dict[str, Any]) -> None:
    """Print JSON in signs that every code page has; what reads it sees no difference."""
    typer.echo(json.dumps(content, ensure_ascii=True, indent=2))


def _step(
    step: str, workbook: Path, target: Path | None, as_json: bool, template: Path | None = None
) -> None:
    with _in_words(as_json):
        from wijkexcel import commands  # noqa: PLC0415

        work: Callable[[], Result] = lambda: commands.run_step(  # noqa: E731
            step, workbook, target=target, template=template
        )
        result = work() if as_json else _with_spinner(f"{step} loopt…", work)
        if as_json:
            from wijkexcel.hosts.as_json import as_json as plain  # noqa: PLC0415

            content = plain(result.report)
            content["bestanden"] = [str(path) for path in result.files]
            content["werkboek"] = str(result.saved)
            _echo_json(content)
        elif sys.stdout.isatty():
            _show(result)
        else:
            _brief_lines(result)
    report = result.report
    raise typer.Exit(MENDED if report.errors or report.refused else 0)


def _with_spinner(text: str, work: "Callable[[], Result]") -> "Result":
    from rich.console import Console  # noqa: PLC0415

    console = Console(stderr=True)
    if not console.is_terminal:
        return work()
    with console.status(text):
        return work()


def _show(result: "Result") -> None:
    from rich.console import Console  # noqa: PLC0415

    from wijkexcel.terminal import show  # noqa: PLC0415

    show(Console(), result)


def _brief_lines(result: "Result") -> None:
    """Print plain lines when piped: findings, the result, the files."""
    for finding in result.report.findings:
        typer.echo(f"{finding.severity.value}: {finding.text}")
    typer.echo(f"{result.report.step}: {result.report.message}")
    for line in (*result.report.refused, *(str(path) for path in result.files), *result.words):
        typer.echo(line)


@app.command()
def valideer(workbook: Workbook, uit: Target = None, json_: AsJson = False) -> None:
    """Controleer alles wat is ingevuld."""
    _step("valideer", workbook, uit, json_)


@app.command()
def bereken(workbook: Workbook, uit: Target = None, json_: AsJson = False) -> None:
    """Reken alle totalen na en vergelijk ze met het werkboek."""
    _step("bereken", workbook, uit, json_)


@app.command()
def heroverweeg(workbook: Workbook, uit: Target = None, json_: AsJson = False) -> None:
    """Licht toe welke opgaven een tweede blik verdienen."""
    _step("heroverweeg", workbook, uit, json_)


@app.command()
def besluit(
    workbook: Workbook, uit: Target = None, json_: AsJson = False, sjabloon: Template = None
) -> None:
    """Vul lege besluiten met een voorstel en maak het besluitenblad."""
    _step("besluit", workbook, uit, json_, sjabloon)


@app.command()
def brief(
    workbook: Workbook, uit: Target = None, json_: AsJson = False, sjabloon: Template = None
) -> None:
    """Maak de brief aan bewoners, of zeg wat er nog ontbreekt."""
    _step("brief", workbook, uit, json_, sjabloon)


@app.command()
def nieuw(
    uit: Annotated[Path, typer.Argument(metavar="UIT.xlsx", help="Het nieuwe werkboek.")],
    gemeente: Annotated[str | None, typer.Option(help="Naam van de gemeente.")] = None,
    wijk: Annotated[str | None, typer.Option(help="Naam van de wijk.")] = None,
    opgaven: Annotated[int, typer.Option(min=1, max=500, help="Ruimte voor opgaven.")] = 60,
    criteria: Annotated[int, typer.Option(min=1, max=40, help="Ruimte voor criteria.")] = 12,
    groepen: Annotated[int, typer.Option(min=1, max=20, help="Ruimte voor groepen.")] = 6,
    deelnemers: Annotated[int, typer.Option(min=1, max=99, help="Ruimte voor deelnemers.")] = 24,
    laagste: Annotated[float, typer.Option(help="Laagste score.")] = 1.0,
    hoogste: Annotated[float, typer.Option(help="Hoogste score.")] = 5.0,
) -> None:
    """Maak een nieuw werkboek."""
    with _in_words():
        from wijkexcel import commands  # noqa: PLC0415
        from wijkexcel.errors import FileError  # noqa: PLC0415
        from wijkexcel.layout.spec import Capacity  # noqa: PLC0415

        if uit.suffix.lower() != ".xlsx":
            message = f"Geef een naam die eindigt op .xlsx; u gaf {uit.name}."
            raise FileError(message)
        if not (math.isfinite(laagste) and math.isfinite(hoogste)):
            message = "Geef voor de laagste en de hoogste score een gewoon getal."
            raise FileError(message)
        if hoogste <= laagste:
            message = "De hoogste score moet hoger zijn dan de laagste."
            raise FileError(message)
        dossier = commands.starter(gemeente=gemeente, wijk=wijk, lowest=laagste, highest=hoogste)
        needed = len(dossier.criteria), len(dossier.groups)
        if criteria < needed[0] or groepen < needed[1]:
            message = (
                f"Het werkboek begint met {needed[0]} criteria en {needed[1]} groepen. Vraag "
                "minstens zoveel ruimte; u kunt ze daarna leegmaken."
            )
            raise FileError(message)
        capacity = Capacity(opgaven, criteria, groepen, deelnemers)
        commands.new_workbook(uit, dossier, capacity, created=date.today())
    typer.echo(f"Gemaakt: {uit}")


@app.command()
def voorbeeld(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="Waar het voorbeeld komt.")],
) -> None:
    """Schrijf een compleet voorbeeld: werkboek, besluitenblad en brief."""
    with _in_words():
        from wijkexcel import commands  # noqa: PLC0415

        workbook, results = commands.make_example(map_)
    typer.echo(f"Gemaakt: {workbook}")
    words: dict[str, Any] = {}
    for result in results:
        for path in result.files:
            typer.echo(f"Gemaakt: {path}")
        words |= dict.fromkeys(result.words)
    for word in words:
        typer.echo(word)
    if any(result.report.errors for result in results):
        raise typer.Exit(MENDED)


@app.command()
def sjablonen(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="Waar de sjablonen komen.")],
) -> None:
    """Kopieer de Word-sjablonen, om in uw huisstijl te zetten."""
    with _in_words():
        from wijkexcel.commands import make_folder  # noqa: PLC0415
        from wijkexcel.documents import letter, sheet  # noqa: PLC0415
        from wijkexcel.errors import FileError  # noqa: PLC0415
        from wijkexcel.workbook.save import save_atomic  # noqa: PLC0415

        make_folder(map_)
        templates = {
            map_ / "brief.docx": letter.shipped_template(),
            map_ / "besluitenblad.docx": sheet.shipped_template(),
        }
        for target in templates:
            if target.exists():
                message = f"{target} bestaat al. Haal het eerst weg, of kies een andere map."
                raise FileError(message)
        for target, content in templates.items():
            save_atomic(target, content, keep_previous=False)
            typer.echo(f"Gemaakt: {target}")


def main() -> None:
    """Entry point of the ``wijkexcel`` command."""
    for stream in (sys.stdout, sys.stderr):
        # When piped on Windows the code page cannot write every sign that a name may hold.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app()
