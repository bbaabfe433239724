"""Why a returned file is refused, within the check before parsing."""

from wijkexcel.errors import InnerError

RESAVE = "Open het in Excel of LibreOffice, sla het opnieuw op als .xlsx en probeer het nog eens."
ASK_AGAIN = (
    "Vraag de afzender om een nieuw bestand: opgeslagen als .xlsx, zonder die onderdelen erin."
)
DAMAGED = (
    f"Dit bestand is beschadigd of niet helemaal aangekomen. {RESAVE} Lukt dat niet, vraag dan de "
    "afzender om het opnieuw te sturen."
)
DISORDER = f"Er klopt {{waar}} iets niet aan de opbouw. {DAMAGED}"
PASSWORD = (
    "Dit bestand is versleuteld: er zit een wachtwoord of een beveiligingslabel op. Open het in "
    "Excel, haal het wachtwoord eraf (Bestand > Info > Werkmap beveiligen), sla het op als .xlsx "
    "en probeer het nog eens."
)


class RefusedError(InnerError):
    """A file that must not be parsed; the text is plain Dutch and ends with what to do.

    ``{waar}`` in it becomes the sheet, where there is one.
    """

    def __init__(self, text: str, part: str = "", cell: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.part = part
        """The zip member concerned; for an .ods file, the sheet."""
        self.cell = cell
