"""``wijkexcel vertel``: a mail with the outcome for every scorer."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import TO_MEND, for_some_only, takes_workbook
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.cli.stap import worst_first
from wijkexcel.model.finding import Severity
from wijkexcel.post.out.tell_on_file import Told, tell_everyone


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    command.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Een lege map, voor de mails."
    )
    for_some_only(command)
    command.options.add_argument(
        "--mailtekst", dest="text", metavar="TXT", type=Path, help="Uw eigen mailtekst."
    )


def run(asked: Namespace) -> int:
    """Make the mails, and report what was made."""
    told = with_spinner(
        "De mails worden gemaakt…",
        partial(tell_everyone, asked.workbook, asked.folder, only=asked.only, text=asked.text),
    )
    show_told(told)
    return TO_MEND if told.telling.report.refused else 0


def show_told(told: Told) -> None:
    """Print what was made, what to do next, and what prevented it."""
    report = told.telling.report
    if report.refused:
        for finding in worst_first(report.findings):
            if finding.severity is Severity.ERROR:
                print(f"{finding.severity.value}: {finding.text}")
    print(f"{report.step}: {report.message}")
    for note in told.telling.notes:
        print(note)
    for path in told.files:
        print(f"Gemaakt: {path}")
    if any(path.suffix == ".eml" for path in told.files):
        print("Open elke .eml: dat is een mail die klaarstaat. Lees hem na en verstuur hem zelf.")
