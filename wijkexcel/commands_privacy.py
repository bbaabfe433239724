"""What the command ``anonimiseer`` does: a copy and its list, both whole or neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wijkexcel.dutch.lists import listed
from wijkexcel.errors import FileError
from wijkexcel.files.save import New, check, put
from wijkexcel.hosts.files import FilePort, check_is_workbook
from wijkexcel.privacy.anonymise import Anonymised, Wishes, anonymise
from wijkexcel.privacy.clean import ROLES
from wijkexcel.privacy.residue import Residue
from wijkexcel.privacy.review import DECIDES_NOTHING

LIST = "-nakijken"


@dataclass(frozen=True)
class Copied:
    """What was made; ``copy`` and ``review`` are None when nothing was."""

    made: Anonymised
    copy: Path | None
    review: Path | None
    trial: bool

    @property
    def residue(self) -> tuple[Residue, ...]:
        """What was found in the finished copy, so that it was not saved."""
        return self.made.residue


def wishes_of(keep: Iterable[str], *, own_sheets: bool) -> Wishes:
    """Read ``--houd`` and ``--eigen-bladen``.

    Raises:
        FileError: something cannot be kept.
    """
    words = [part.strip().casefold() for word in keep for part in word.split(",") if part.strip()]
    for word in words:
        if word not in ROLES:
            raise FileError(
                f"--houd {word} bestaat niet. U kunt houden: {listed(ROLES)}. Namen, "
                "e-mailadressen, telefoonnummers en codes gaan er altijd uit."
            )
    return Wishes(frozenset(ROLES[word] for word in words), own_sheets)


def copy_without_names(
    workbook: Path, target: Path, wishes: Wishes, *, trial: bool = False, day: date | None = None
) -> Copied:
    """Make the copy and the list beside it; with ``trial``, or on residue, nothing is saved.

    Raises the errors of reading, calculating and saving; then nothing is made.
    """
    review = target.with_name(f"{target.stem}{LIST}.xlsx")
    _check(workbook, target, review)
    port = FilePort.open(workbook)
    made = anonymise(port, day or date.today(), target.name, wishes)
    saved = not trial and not made.residue
    if saved:
        # The list goes first: a copy that nobody reviewed is worse than none.
        both = (review, made.review), (target, made.copy)
        put([New(path, content, like=workbook, free=True) for path, content in both])
    return Copied(made, target if saved else None, review if saved else None, trial)


def _check(workbook: Path, target: Path, review: Path) -> None:
    """Refuse names that cannot be, and anything that would write over a file that is there."""
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


def copy_as_json(made: Copied) -> dict[str, Any]:
    """Shape of ``anonimiseer --json``; see docs/json.md. It holds no text of the workbook."""
    cleaned = made.made.cleaned
    kinds: dict[str, int] = {}
    for gone in cleaned.gone:
        kinds[gone.kind] = kinds.get(gone.kind, 0) + 1
    return {
        "versie": 1,
        "proef": made.trial,
        "kopie": str(made.copy) if made.copy is not None else None,
        "lijst": str(made.review) if made.review is not None else None,
        "pseudoniemen": list(made.made.cast.finder.known.people),
        "na_te_kijken": len(cleaned.reviews),
        "valt_op": made.made.notable,
        "niet_in_de_kopie": kinds,
        "kleine_groepen": [
            {"groep": name, "deelnemers": count} for name, count in made.made.traceable.small
        ],
        "doorgerekend": made.made.calculated,
        "gevonden": [
            {"onderdeel": r.part, "blad": r.sheet, "cel": r.cell, "woord": r.word}
            for r in made.residue
        ],
        "let_op": DECIDES_NOTHING,
    }
