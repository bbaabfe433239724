"""The command line. A command is loaded when it is used, so that ``--help`` is immediate.

Exit codes: 0 done; 1 done, but there are errors that must be fixed (or a document was refused);
2 wrong use, or a file that cannot be read or written; 3 a defect in the program itself.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence

from wijkexcel import __version__
from wijkexcel.cli.arguments import DEFECT, WRONG_USE, Commands
from wijkexcel.errors import WijkexcelError

STEPS = {
    "valideer": "Controleer alles wat is ingevuld.",
    "bereken": "Reken alle totalen na en vergelijk ze met het werkboek.",
    "heroverweeg": "Licht toe welke opgaven een tweede blik verdienen.",
    "besluit": "Vul lege besluiten met een voorstel en maak het besluitenblad.",
    "brief": "Maak de brief aan bewoners of partners, of zeg wat er nog ontbreekt.",
}
OTHERS = {
    "ambitie": "Maak de bladzijde voor de gezamenlijke ambitie, of zeg wat er nog ontbreekt.",
    "knoppen": "Laat Excel dit programma vinden.",
    "meedoen": "Maak mails die vragen wie er meedoet en waar u rekening mee houdt.",
    "verdeel": "Maak voor elke deelnemer een werkboek en een mail.",
    "papier": "Maak formulieren op papier, en een werkboek om ze over te typen.",
    "vertel": "Maak voor elke deelnemer een mail met de uitkomst.",
    "verzamel": "Haal binnen wat deelnemers terugstuurden.",
    "anonimiseer": "Maak een kopie zonder namen, en een lijst.",
    "bijwerken": "Geef een werkboek meer ruimte, of de nieuwste vorm.",
    "libreoffice": "Zet een menu met de opdrachten in LibreOffice.",
    "excel": "Zet in Excel wat een programma daarin kan zetten.",
    "server": "Geef Excel vijf opdrachten in een taakvenster.",
    "nieuw": "Maak een nieuw werkboek.",
    "voorbeeld": "Schrijf een compleet voorbeeld: werkboek, besluitenblad en brief.",
    "sjablonen": "Kopieer de Word-sjablonen, om in uw huisstijl te zetten.",
}
"""Each has a module with its name in this package."""


def parser() -> Commands:
    """Declare all commands; each declares its arguments when it is used."""
    top = Commands(
        prog="wijkexcel",
        description="Kies samen welke opgaven u aan de wijkaanpak verbindt: werkboek, controle "
        "en brief.",
    )
    top.options.add_argument(
        "--versie",
        "--version",
        action="version",
        version=f"wijkexcel {__version__}",
        help="Toon de versie.",
    )
    for name, text in STEPS.items():
        top.command(name, text, f"{__package__}.stap")
    for name, text in OTHERS.items():
        top.command(name, text, f"{__package__}.{name}")
    return top


def run(words: Sequence[str]) -> int:
    """Run a command; every expected failure becomes one sentence and exit code 2."""
    asked = parser().parsed(["--help"] if list(words) == ["help"] else words)
    try:
        code: int = asked.run(asked)
    except WijkexcelError as error:
        if getattr(asked, "as_json", False):
            asked.show_failure(error)
        print(f"Dat lukt niet: {error}", file=sys.stderr)
        return WRONG_USE
    return code


def main() -> int:
    """Entry point of the ``wijkexcel`` command: users never see a traceback.

    Developers do with ``python -X dev -m wijkexcel …``.
    """
    # Objects of a command live until it ends: the usual frequency of garbage collection costs 2 %.
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # When piped on Windows the code page cannot encode every character that a name may contain.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # The reader of the output has stopped; Python must not try to write the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USE
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _confess(error)
        return DEFECT
    return code


def _confess(error: Exception) -> None:
    """Report a defect in the program itself, with the information for finding it."""
    at = error.__traceback__
    assert at is not None  # it was raised
    while at.tb_next is not None:
        at = at.tb_next
    print(
        "Dat lukt niet, door een fout in het programma zelf. Controleer uw werkboek voordat u "
        "verder werkt, en meld deze regel bij de makers:\n"
        f"{type(error).__name__}, {at.tb_frame.f_code.co_filename.rpartition(os.sep)[2]}, "
        f"regel {at.tb_lineno}, wijkexcel {__version__}",
        file=sys.stderr,
    )
