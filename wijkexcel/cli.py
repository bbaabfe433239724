"""The command line. Imports stay inside the commands, so that ``--help`` answers at once.

Exit codes: 0 done; 1 done, but there are errors that must be mended (or a document was refused);
2 wrong use, or a file that cannot be read or written; 3 a defect in the program itself.
"""

import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijkexcel import __version__
from wijkexcel.arguments import WRONG_USE, Commands, Parser, day, mark, numbers, whole
from wijkexcel.dutch.numbers import number

if TYPE_CHECKING:
    from wijkexcel.commands import Result

TO_MEND, DEFECT = 1, 3

STEPS = {
    "valideer": "Controleer alles wat is ingevuld.",
    "bereken": "Reken alle totalen na en vergelijk ze met het werkboek.",
    "heroverweeg": "Licht toe welke opgaven een tweede blik verdienen.",
    "besluit": "Vul lege besluiten met een voorstel en maak het besluitenblad.",
    "brief": "Maak de brief aan bewoners, of zeg wat er nog ontbreekt.",
}
WITH_TEMPLATE = ("besluit", "brief")
MOST_ROOM = {"opgaven": 500, "criteria": 40, "groepen": 20, "deelnemers": 99}


def parser() -> Commands:
    """Declare all commands with what can be given to them."""
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
    for step, text in STEPS.items():
        added = top.command(step, text, _step)
        added.set_defaults(step=step, template=None)
        _takes_workbook(added)
        option = added.options.add_argument
        option(
            "--uit", dest="target", metavar="PAD", type=Path,
            help="Bewaar het resultaat hier; laat het origineel zo.",
        )  # fmt: skip
        _shows_json(added)
        if step in WITH_TEMPLATE:
            option(
                "--sjabloon", dest="template", metavar="DOCX", type=Path,
                help="Uw eigen Word-sjabloon.",
            )  # fmt: skip
    _takes_workbook(top.command("knoppen", "Laat Excel dit programma vinden.", _buttons))
    _declare_distribute(top)
    _declare_paper(top)
    _declare_collect(top)
    _declare_anonymise(top)
    _declare_renew(top)
    office = top.command("libreoffice", "Zet een menu met de opdrachten in LibreOffice.", _office)
    office.options.add_argument(
        "--weg", dest="remove", action="store_true", help="Haal het menu er weer uit."
    )
    excel = top.command("excel", "Zet in Excel wat een programma daarin kan zetten.", _excel)
    excel.options.add_argument(
        "--weg", dest="remove", action="store_true", help="Haal het er weer uit."
    )
    server = top.command("server", "Geef Excel vijf opdrachten in een taakvenster.", _server)
    server.options.add_argument(
        "--poort", dest="port", metavar="NUMMER", type=whole(1, 65_535),
        help="Een andere poort dan de gewone.",
    )  # fmt: skip
    _declare_new(top)
    for name, text, run, what in (
        ("voorbeeld", "Schrijf een compleet voorbeeld: werkboek, besluitenblad en brief.",
         _example, "Waar het voorbeeld komt."),
        ("sjablonen", "Kopieer de Word-sjablonen, om in uw huisstijl te zetten.",
         _templates, "Waar de sjablonen komen."),
    ):  # fmt: skip
        added = top.command(name, text, run)
        added.given.add_argument("folder", metavar="MAP", type=Path, help=what)
    return top


def _takes_workbook(command: Parser) -> None:
    command.given.add_argument(
        "workbook", metavar="WERKBOEK", type=Path, help="Het werkboek (.xlsx)."
    )


def _shows_json(command: Parser) -> None:
    command.options.add_argument(
        "--json", dest="as_json", action="store_true", help="Toon het resultaat als JSON."
    )


def _declare_distribute(top: Commands) -> None:
    added = top.command(
        "verdeel", "Maak voor elke deelnemer een werkboek en een mail.", _distribute
    )
    _takes_workbook(added)
    added.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Een lege map, voor wat u verstuurt."
    )
    option = added.options.add_argument
    option("--voor", dest="before", metavar="DATUM", type=day, help="Wanneer u de antwoorden wilt.")
    option("--wie", dest="only", metavar="NUMMERS", type=numbers, default=frozenset(),
           help="Alleen deze deelnemers, bijvoorbeeld S01,S04.")  # fmt: skip
    option("--herinnering", dest="reminder", action="store_true",
           help="Alleen wie nog niet alles invulde, met de tekst van een herinnering.")  # fmt: skip
    option("--mailtekst", dest="text", metavar="TXT", type=Path, help="Uw eigen mailtekst.")
    _shows_json(added)


def _declare_paper(top: Commands) -> None:
    added = top.command("papier", "Maak formulieren op papier, en een werkboek om ze over te "
                        "typen.", _paper)  # fmt: skip
    _takes_workbook(added)
    added.given.add_argument("folder", metavar="MAP", type=Path,
                             help="Een lege map, voor de formulieren.")  # fmt: skip
    option = added.options.add_argument
    option("--voor", dest="before", metavar="DATUM", type=day, help="Wanneer u ze terug wilt.")
    option("--waar", dest="where", metavar="ZIN", default="",
           help="Waar mensen het formulier inleveren, in een hele zin.")  # fmt: skip
    option("--wie", dest="only", metavar="NUMMERS", type=numbers, default=frozenset(),
           help="Alleen deze deelnemers, bijvoorbeeld S01,S04.")  # fmt: skip
    option("--leeg", dest="blank", metavar="GROEP", default="",
           help="Eén leeg formulier voor deze groep, bijvoorbeeld G3, om te kopiëren.")  # fmt: skip
    option("--sjabloon", dest="template", metavar="DOCX", type=Path,
           help="Uw eigen Word-sjabloon.")  # fmt: skip
    _shows_json(added)


def _declare_collect(top: Commands) -> None:
    added = top.command("verzamel", "Haal binnen wat deelnemers terugstuurden.", _collect)
    _takes_workbook(added)
    added.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Waar u de antwoorden en mails bewaarde."
    )
    option = added.options.add_argument
    option("--proef", dest="trial", action="store_true", help="Laat zien, maar verander niets.")
    option("--kies", dest="choices", metavar="KEUZE", action="append", default=[],
           help="Bij een conflict: nieuw, oud, of een plek met de waarde, bijvoorbeeld "
           "S01/O03/C02=4. Mag vaker.")  # fmt: skip
    option("--terug", dest="back", metavar="MAP", type=Path,
           help="Een lege map, voor mails terug over wat nog niet goed is.")  # fmt: skip
    option("--mailtekst", dest="text", metavar="TXT", type=Path,
           help="Uw eigen tekst voor die mails.")  # fmt: skip
    _shows_json(added)


def _declare_anonymise(top: Commands) -> None:
    added = top.command("anonimiseer", "Maak een kopie zonder namen, en een lijst.", _anonymise)
    _takes_workbook(added)
    added.given.add_argument("target", metavar="UIT.xlsx", type=Path, help="De nieuwe kopie.")
    option = added.options.add_argument
    option("--proef", dest="trial", action="store_true", help="Laat zien, maar maak niets.")
    option("--houd", dest="keep", metavar="WAT", action="append", default=[],
           help="Laat staan: organisatie, rol, of allebei met een komma.")  # fmt: skip
    option("--eigen-bladen", dest="own_sheets", action="store_true",
           help="Neem de waarden van uw eigen bladen mee.")  # fmt: skip
    _shows_json(added)


def _declare_renew(top: Commands) -> None:
    added = top.command("bijwerken", "Geef een werkboek meer ruimte, of de nieuwste vorm.", _renew)
    _takes_workbook(added)
    option = added.options.add_argument
    for what, most in MOST_ROOM.items():
        text = f"Ruimte voor zoveel {what}; nooit minder dan er nu is."
        option(f"--{what}", metavar="AANTAL", type=whole(1, most), help=text)
    option("--uit", dest="target", metavar="PAD", type=Path,
           help="Bewaar het resultaat hier; laat het origineel zo.")  # fmt: skip
    option("--proef", dest="trial", action="store_true", help="Laat zien, maar verander niets.")
    _shows_json(added)


def _declare_new(top: Commands) -> None:
    new = top.command("nieuw", "Maak een nieuw werkboek.", _new)
    new.given.add_argument("target", metavar="UIT.xlsx", type=Path, help="Het nieuwe werkboek.")
    option = new.options.add_argument
    option("--gemeente", metavar="NAAM", help="Naam van de gemeente.")
    option("--wijk", metavar="NAAM", help="Naam van de wijk.")
    rooms = {"opgaven": 60, "criteria": 12, "groepen": 6, "deelnemers": 24}
    for what, most in MOST_ROOM.items():
        room = rooms[what]
        text = f"Ruimte voor {what}: {room}, tenzij u iets anders geeft."
        option(f"--{what}", metavar="AANTAL", type=whole(1, most), default=room, help=text)
    for what, end in (("laagste", 1.0), ("hoogste", 5.0)):
        text = f"De {what} score: {number(end)}, tenzij u iets anders geeft."
        option(f"--{what}", metavar="SCORE", type=mark, default=end, help=text)


def _step(asked: Namespace) -> int:
    from wijkexcel import commands  # noqa: PLC0415

    def work() -> "Result":
        return commands.run_step(
            asked.step, asked.workbook, target=asked.target, template=asked.template
        )

    if asked.as_json:
        from wijkexcel.hosts.as_json import as_json  # noqa: PLC0415

        result = work()
        content = as_json(result.report)
        content["bestanden"] = [str(path) for path in result.files]
        content["werkboek"] = str(result.saved)
        _print_json(content)
    else:
        from wijkexcel import terminal  # noqa: PLC0415

        result = terminal.with_spinner(f"{asked.step} loopt…", work)
        terminal.show_result(result)
    return TO_MEND if result.report.errors or result.report.refused else 0


def _distribute(asked: Namespace) -> int:
    from wijkexcel import commands_post, terminal_post  # noqa: PLC0415

    sent = commands_post.distribute(
        asked.workbook,
        asked.folder,
        before=asked.before,
        only=asked.only,
        reminder=asked.reminder,
        text=asked.text,
    )
    if asked.as_json:
        _print_json(commands_post.distribution_as_json(sent))
    else:
        terminal_post.show_distribution(sent)
    return TO_MEND if sent.sending.refused else 0


def _paper(asked: Namespace) -> int:
    from wijkexcel import commands_paper, terminal_paper  # noqa: PLC0415

    made = commands_paper.put_on_paper(
        asked.workbook,
        asked.folder,
        before=asked.before,
        where=asked.where,
        only=asked.only,
        blank=asked.blank.strip().upper(),
        template=asked.template,
    )
    if asked.as_json:
        _print_json(commands_paper.paper_as_json(made))
    else:
        terminal_paper.show_paper(made)
    return TO_MEND if made.papers.refused else 0


def _collect(asked: Namespace) -> int:
    from wijkexcel import commands_post, terminal_post  # noqa: PLC0415

    collected = commands_post.collect_folder(
        asked.workbook,
        asked.folder,
        choices=asked.choices,
        trial=asked.trial,
        back=asked.back,
        text=asked.text,
    )
    if asked.as_json:
        _print_json(commands_post.collection_as_json(collected))
    else:
        terminal_post.show_collection(collected)
    return TO_MEND if collected.collected.to_mend else 0


def _anonymise(asked: Namespace) -> int:
    from wijkexcel import commands_privacy, terminal_privacy  # noqa: PLC0415

    wishes = commands_privacy.wishes_of(asked.keep, own_sheets=asked.own_sheets)
    made = commands_privacy.copy_without_names(
        asked.workbook, asked.target, wishes, trial=asked.trial
    )
    if asked.as_json:
        _print_json(commands_privacy.copy_as_json(made))
    else:
        terminal_privacy.show_copy(made)
    return TO_MEND if made.residue else 0


def _renew(asked: Namespace) -> int:
    from wijkexcel import commands_renew, terminal_renew  # noqa: PLC0415
    from wijkexcel.workbook.renew.room import Wish  # noqa: PLC0415

    wish = Wish(asked.opgaven, asked.criteria, asked.groepen, asked.deelnemers)
    made = commands_renew.renew_workbook(
        asked.workbook, wish, target=asked.target, trial=asked.trial
    )
    if asked.as_json:
        _print_json(commands_renew.renewal_as_json(made))
    else:
        terminal_renew.show_renewal(made)
    return TO_MEND if made.to_look_at else 0


def _print_json(content: dict[str, Any]) -> None:
    """Print JSON in signs that every code page has; what reads it sees no difference."""
    import json  # noqa: PLC0415

    print(json.dumps(content, ensure_ascii=True, indent=2))


def _new(asked: Namespace) -> int:
    from wijkexcel import commands, terminal  # noqa: PLC0415
    from wijkexcel.layout.spec import Capacity  # noqa: PLC0415

    def work() -> None:
        commands.new_from_starter(
            asked.target,
            Capacity(asked.opgaven, asked.criteria, asked.groepen, asked.deelnemers),
            gemeente=asked.gemeente,
            wijk=asked.wijk,
            lowest=asked.laagste,
            highest=asked.hoogste,
        )

    terminal.with_spinner("Het werkboek wordt gemaakt en doorgerekend…", work)
    print(f"Gemaakt: {asked.target}")
    print(
        "Hierna: open het werkboek en vul de gele cellen in op Start, Criteria, Schaal, Opgaven en "
        f"Deelnemers. Controleer het daarna met: wijkexcel valideer {asked.target}"
    )
    return 0


def _example(asked: Namespace) -> int:
    from wijkexcel import commands  # noqa: PLC0415

    workbook, results = commands.make_example(asked.folder)
    made = [workbook, *(path for result in results for path in result.files)]
    words = dict.fromkeys(word for result in results for word in result.words)
    for line in (*(f"Gemaakt: {path}" for path in made), *words):
        print(line)
    return TO_MEND if any(result.report.errors for result in results) else 0


def _templates(asked: Namespace) -> int:
    from wijkexcel import commands  # noqa: PLC0415

    for path in commands.copy_templates(asked.folder):
        print(f"Gemaakt: {path}")
    return 0


def _office(asked: Namespace) -> int:
    from wijkexcel import libreoffice_menu  # noqa: PLC0415

    print(libreoffice_menu.remove() if asked.remove else libreoffice_menu.install())
    return 0


def _excel(asked: Namespace) -> int:
    from wijkexcel.hosts import excel_setup  # noqa: PLC0415
    from wijkexcel.hosts.excel_place import Place  # noqa: PLC0415

    place = Place.here()
    place.check()
    if asked.remove:
        told = excel_setup.remove(place)
    else:
        from wijkexcel.template import template_workbook  # noqa: PLC0415

        told = excel_setup.install(place, template_workbook())
    for line in told.lines:
        print(line)
    return 0 if told.complete else TO_MEND


def _server(asked: Namespace) -> int:
    from wijkexcel.hosts.server.serve import serve  # noqa: PLC0415

    serve(port=asked.port)
    return 0


def _buttons(asked: Namespace) -> int:
    from wijkexcel.hosts import buttons  # noqa: PLC0415

    for path in buttons.write_buttons(asked.workbook):
        print(f"Staat klaar: {path}")
    print(
        "Open het werkboek in Excel en klik op het tabblad xlwings op Run main. Is dat tabblad er "
        "niet? Geef dan eerst de opdracht 'wijkexcel excel'. Wilt u een knop per opdracht? "
        "Importeer dan wijkexcel.bas in uw persoonlijke macrowerkmap; zie docs/excel.md."
    )
    return 0


def run(words: Sequence[str]) -> int:
    """Run a command; every failure on purpose becomes one sentence and exit code 2."""
    asked = parser().parsed(["--help"] if list(words) == ["help"] else words)
    from wijkexcel.errors import WijkexcelError  # noqa: PLC0415

    try:
        code: int = asked.run(asked)
    except WijkexcelError as error:
        if getattr(asked, "as_json", False):
            _print_json({"versie": 1, "fout": str(error)})
        print(f"Dat lukt niet: {error}", file=sys.stderr)
        return WRONG_USE
    return code


def main() -> int:
    """Entry point of the ``wijkexcel`` command: nobody is shown a traceback.

    A developer is: ``python -X dev -m wijkexcel …``.
    """
    # What a command makes stays until it ends: to look for waste as often as usual costs 2 %.
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # When piped on Windows the code page cannot write every sign that a name may hold.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # Whoever read the output has enough; Python must not try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USE
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _confess(error)
        return DEFECT
    return code


def _confess(error: Exception) -> None:
    """Say that the program itself is at fault, with what its makers need to find it."""
    from traceback import extract_tb  # noqa: PLC0415

    *_, last = extract_tb(error.__traceback__)
    print(
        "Dat lukt niet, door een fout in het programma zelf. Controleer uw werkboek voordat u "
        "verder werkt, en meld deze regel bij de makers:\n"
        f"{type(error).__name__}, {Path(last.filename).name}, regel {last.lineno}, "
        f"wijkexcel {__version__}",
        file=sys.stderr,
    )
