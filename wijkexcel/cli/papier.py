"""``wijkexcel papier``: paper forms, and a workbook for entering them."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.papier import paper_shape
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.options import TO_MEND, for_some_only, takes_template, takes_workbook
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.cli.values import day
from wijkexcel.dutch.commands import as_typed
from wijkexcel.post.out.paper_on_file import OnPaper, put_on_paper


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    command.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Een lege map, voor de formulieren."
    )
    option = command.options.add_argument
    option("--voor", dest="before", metavar="DATUM", type=day, help="Wanneer u ze terug wilt.")
    option(
        "--waar",
        dest="where",
        metavar="ZIN",
        default="",
        help="Waar mensen het formulier inleveren, in een hele zin.",
    )
    for_some_only(command)
    option(
        "--leeg",
        dest="blank",
        metavar="GROEP",
        default="",
        help="Eén leeg formulier voor deze groep, bijvoorbeeld G3, om te kopiëren.",
    )
    takes_template(command)
    shows_json(command)


def run(asked: Namespace) -> int:
    """Make the forms, and report what was made."""
    made = with_spinner(
        "De formulieren worden gemaakt…",
        partial(
            put_on_paper,
            asked.workbook,
            asked.folder,
            before=asked.before,
            where=asked.where,
            only=asked.only,
            blank=asked.blank.strip().upper(),
            template=asked.template,
        ),
    )
    if asked.as_json:
        print_json(paper_shape(made))
    else:
        show_paper(made)
    return TO_MEND if made.papers.refused else 0


def show_paper(made: OnPaper) -> None:
    """Print what was made, what to do next, and what prevented it."""
    for finding in made.papers.refused:
        print(f"{finding.severity.value}: {finding.text}")
    if made.papers.refused:
        print("Er is niets gemaakt: los eerst deze fouten op, anders krijgt iedereen ze.")
        return
    for note in (*made.papers.notes, *made.words):
        print(note)
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.entry is not None:
        print(f"Gemaakt: {made.entry}")
        print(
            f"De nummers en codes staan nu op het blad Deelnemers van {made.workbook.name}. Typ de "
            "ingevulde formulieren over in het invoerbestand. Haal ze daarna binnen met: "
            f"{as_typed('verzamel', str(made.workbook), str(made.entry.parent))}"
        )
