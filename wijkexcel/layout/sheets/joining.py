"""*Meedoen*: who was asked to join, and what people say must come first."""

from wijkexcel.layout.columns import HEADER, id_column
from wijkexcel.layout.formulas import control_column
from wijkexcel.layout.highlights import finding_marks
from wijkexcel.layout.spec import Cell, Column, Kind, Owner, Sheet, Table
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Joins

ROWS = 12
"""Room in each of the two tables."""
BY_NAME = 30
"""Width of a column with names."""


def _asked() -> Table:
    """Build the table of bodies that were asked; its columns decide the widths of the sheet."""
    return Table(
        "tblMeedoen",
        "Meedoen",
        HEADER,
        (
            id_column(),
            Column(
                "body",
                "Organisatie of afdeling",
                help="Bijvoorbeeld: afdeling Beheer, het waterschap, de woningcorporatie.",
                width=BY_NAME,
                added_later=True,
            ),
            Column(
                "contact",
                "Contactpersoon",
                help="Aan wie u het vraagt.",
                width=24,
                internal=True,
                added_later=True,
            ),
            Column(
                "email",
                "E-mail van de contactpersoon",
                Kind.EMAIL,
                help="Hoe u deze persoon bereikt.",
                width=BY_NAME,
                internal=True,
                added_later=True,
            ),
            Column(
                "joins",
                "Doet mee?",
                Kind.CHOICE,
                help="Willen zij meedoen? Leeg: nog geen antwoord.",
                choices=tuple(Joins),
                width=14,
                internal=True,
                added_later=True,
            ),
            Column(
                "consider",
                "Waar rekening mee houden",
                Kind.LONG,
                help="Wat zij plannen of nodig hebben. Dit ziet u bij de keuze terug. Noem "
                "niemand bij naam.",
                width=44,
                internal=True,
                added_later=True,
            ),
            Column(
                "until",
                "Tot wanneer",
                Kind.DATE,
                help="Mag leeg blijven. Tot welke dag u daar rekening mee houdt.",
                width=13,
                internal=True,
                added_later=True,
            ),
            Column(
                "asked_on",
                "Gevraagd op",
                Kind.DATE,
                Owner.SHARED,
                "Wanneer u het vroeg. Het programma vult dit in als het de mails maakt.",
                13,
                internal=True,
                happened=True,
                added_later=True,
            ),
            Column(
                "answer_before",
                "Antwoord voor",
                Kind.DATE,
                Owner.SHARED,
                "De dag waarop u het antwoord wilt.",
                13,
                internal=True,
                added_later=True,
            ),
            Column(
                "opgave",
                "Bij opgave (Nr)",
                Kind.NAMED,
                help="Mag leeg blijven. Kies de opgave waarbij dit telt.",
                list_name="lijst_opgaven",
                width=26,
                internal=True,
                added_later=True,
            ),
            control_column(),
        ),
        tuple(f"M{i:02}" for i in range(1, ROWS + 1)),
        purpose="Wie u vroeg om mee te doen, en waar u rekening mee moet houden.",
    )


def _answers(header_row: int) -> Table:
    """Build the table in which answers are counted, under columns of the same widths."""
    return Table(
        "tblVoorrang",
        "Meedoen",
        header_row,
        (
            id_column(),
            Column(
                "answer",
                "Wat moet voorgaan?",
                Kind.LONG,
                help="Eén antwoord per rij, in een paar woorden.",
                width=BY_NAME,
                internal=True,
                added_later=True,
            ),
            Column(
                "given_by",
                "Wie zeggen dat?",
                help="Bijvoorbeeld: bewoners, de woningcorporatie. Geen namen van personen.",
                width=24,
                internal=True,
                added_later=True,
            ),
            Column(
                "criterion",
                "Wordt criterium (Nr)",
                Kind.REFERENCE,
                help="Bij welk criterium dit hoort. Leeg: nog bij geen.",
                list_name="lijst_criteria",
                width=BY_NAME,
                internal=True,
                added_later=True,
            ),
            Column(
                "times",
                "Hoe vaak genoemd",
                Kind.WHOLE,
                help="Hoeveel mensen dit antwoord gaven.",
                width=14,
                internal=True,
                added_later=True,
            ),
            control_column(),
        ),
        tuple(f"V{i:02}" for i in range(1, ROWS + 1)),
        purpose="Wat bewoners en anderen zeggen dat moet voorgaan, geteld voordat het een "
        "criterium wordt.",
    )


def joining_sheet() -> Sheet:
    """Build the declaration of sheet Meedoen."""
    asked = _asked()
    answers = _answers(asked.last_row + 3)
    return Sheet(
        "Meedoen",
        "Stap 1 - Wie doet mee, en wat moet voorgaan?",
        "Wacht niet tot anderen zich melden. Vraag hun: willen jullie meedoen? Waar moeten wij "
        "rekening mee houden? Tel daaronder wat bewoners en anderen belangrijk vinden.",
        step=1,
        tables=(asked, answers),
        cells=(
            Cell(HEADER - 1, 0, "Wie u vroeg om mee te doen", "heading"),
            Cell(answers.header_row - 1, 0, "Wat moet voorgaan? Tel de antwoorden", "heading"),
        ),
        highlights=(*finding_marks(asked), *finding_marks(answers)),
        paper="A3",
        tab=Tab.AGREE,
    )
