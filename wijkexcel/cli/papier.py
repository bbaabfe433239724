"""``wijkexcel papier``: paper forms and a workbook for entering them; papers to hand out."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.papier import handout_shape, paper_shape
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.options import TO_MEND, for_some_only, takes_template, takes_workbook
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.cli.values import day
from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import FileError
from wijkexcel.post.out.handout import Paper
from wijkexcel.post.out.handout_on_file import HandedOut, hand_out
from wijkexcel.post.out.paper_on_file import OnPaper, put_on_paper

_PAPERS = {
    Paper.TABLE: "Geen formulieren, maar een papier voor wie een tafel leidt.",
    Paper.SLIP: "Geen formulieren, maar strookjes: wat moet voor u voorgaan?",
}
_NEXT = {
    Paper.TABLE: "Druk het af voor elke tafel. Formulieren om op te scoren maakt u met "
    f"'{as_typed('papier')}' zonder --tafel.",
    Paper.SLIP: "Druk het af, knip het doormidden en deel het uit. Tel de antwoorden voordat u er "
    "een criterium van maakt.",
}


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
    for paper, text in _PAPERS.items():
        option(
            f"--{paper}", dest="papers", action="append_const", const=paper, default=[], help=text
        )
    takes_template(command)
    shows_json(command)


def run(asked: Namespace) -> int:
    """Make the forms or another paper, and report what was made."""
    return _hand_out(asked) if asked.papers else _forms(asked)


def _hand_out(asked: Namespace) -> int:
    """Make one paper that is not for one participant.

    Raises:
        FileError: it is asked together with what is only for forms.
    """
    paper, *more = dict.fromkeys(asked.papers)
    if more or asked.only or asked.blank:
        message = (
            f"--{paper} maakt één papier, niet voor een bepaalde deelnemer of groep. Geef --tafel, "
            "--vraag, --leeg en --wie elk in een eigen opdracht."
        )
        raise FileError(message)
    made = with_spinner(
        "Het papier wordt gemaakt…",
        partial(
            hand_out,
            asked.workbook,
            asked.folder,
            paper,
            before=asked.before,
            where=asked.where,
            template=asked.template,
        ),
    )
    if asked.as_json:
        print_json(handout_shape(made))
    else:
        show_handed_out(made, paper)
    return TO_MEND if made.made.refused else 0


def show_handed_out(made: HandedOut, paper: Paper) -> None:
    """Print what was made, what to do next, and what prevented it."""
    for finding in made.made.refused:
        print(f"{finding.severity.value}: {finding.text}")
    if made.made.refused:
        print("Er is niets gemaakt: los eerst deze fouten op, anders leest iedereen ze.")
        return
    for note in (*made.made.notes, *made.words):
        print(note)
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.files:
        print(_NEXT[paper])


def _forms(asked: Namespace) -> int:
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
