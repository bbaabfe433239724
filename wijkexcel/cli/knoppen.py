"""``wijkexcel knoppen``: let Excel find this program."""

from argparse import Namespace

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import takes_workbook
from wijkexcel.dutch.commands import as_typed
from wijkexcel.excel import buttons


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)


def run(asked: Namespace) -> int:
    """Write the files that Excel needs beside the workbook."""
    for path in buttons.write_buttons(asked.workbook):
        print(f"Staat klaar: {path}")
    print(
        "Open het werkboek in Excel en klik op het tabblad xlwings op Run main. Is dat tabblad er "
        f"niet? Geef dan eerst de opdracht '{as_typed('excel')}'. Wilt u een knop per opdracht? "
        "Importeer dan wijkexcel.bas in uw persoonlijke macrowerkmap; zie docs/excel.md."
    )
    return 0
