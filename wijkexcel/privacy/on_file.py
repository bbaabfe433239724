"""The command ``anonimiseer``: a copy and its list, both complete or neither."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.save import New, check, put
from wijkexcel.hosts.file import FilePort, check_is_workbook
from wijkexcel.privacy.anonymise import Anonymised, Wishes, anonymise
from wijkexcel.privacy.residue import Residue

LIST = "-nakijken"


@dataclass(frozen=True)
class Copied:
    """The result; ``copy`` and ``review`` are None when nothing was made."""

    made: Anonymised
    copy: Path | None
    review: Path | None
    trial: bool

    @property
    def residue(self) -> tuple[Residue, ...]:
        """Residue in the finished copy, because of which it was not saved."""
        return self.made.residue


def copy_without_names(
    workbook: Path, target: Path, wishes: Wishes, *, trial: bool = False, day: date | None = None
) -> Copied:
    """Make the copy and the list beside it; with ``trial``, or with residue, nothing is saved.

    Raises:
        FileError: the workbook cannot be read, or the copy cannot be saved; then nothing is made.
        StructureError: it is not a wijkexcel workbook.
        EngineError: the copy cannot be calculated, or has a different outcome.
    """
    review = target.with_name(f"{target.stem}{LIST}.xlsx")
    _check(workbook, target, review)
    port = FilePort.open(workbook)
    made = anonymise(port, day or date.today(), target.name, wishes)
    saved = not trial and not made.residue
    if saved:
        # The list goes first: a copy that cannot be reviewed is worse than none.
        both = (review, made.review), (target, made.copy)
        put([New(path, content, like=workbook, free=True) for path, content in both])
    return Copied(made, target if saved else None, review if saved else None, trial)


def _check(workbook: Path, target: Path, review: Path) -> None:
    """Refuse impossible names, and anything that would overwrite an existing file."""
    check_is_workbook(workbook)
    if target.suffix.lower() != ".xlsx":
        raise FileError(f"Geef de kopie een naam die eindigt op .xlsx; u gaf {target.name}.")
    for path in (target, review):
        if path.exists() or path.is_symlink():
            raise FileError(
                f"{path} bestaat al en wordt niet overschreven. Kies een andere naam, of haal het "
                "bestand eerst weg."
            )
    check([New(path, b"", free=True) for path in (target, review)])
