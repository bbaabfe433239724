"""A new workbook, empty or with a dossier."""

import os
from datetime import date
from pathlib import Path
from typing import Any

from wijkexcel.errors import FileError
from wijkexcel.example.framework import starter_framework
from wijkexcel.files.save import New, check, put
from wijkexcel.layout.spec import Capacity
from wijkexcel.look.house import house_beside
from wijkexcel.model.dossier import Dossier
from wijkexcel.workbook.building.build import build


def new_workbook(target: Path, dossier: Dossier, capacity: Capacity, *, created: date) -> None:
    """Build a workbook with calculated values and save it.

    Raises:
        FileError: the target exists already, or cannot be written; or the house style beside it
            cannot be used.
    """
    if os.path.lexists(target):
        message = f"{target} bestaat al. Kies een andere naam, of haal het bestand eerst weg."
        raise FileError(message)
    check([New(target, b"", follow=True, free=True)])
    data = build(dossier, capacity, created=created, calculated=True, house=house_beside(target))
    put([New(target, data, follow=True, free=True)])


def starter(**settings: Any) -> Dossier:
    """Return the initial framework of the template, with settings filled in."""
    base = starter_framework()
    given = {key: value for key, value in settings.items() if value is not None}
    return base.model_copy(update={"settings": base.settings.model_copy(update=given)})


def new_from_starter(target: Path, capacity: Capacity, **settings: Any) -> None:
    """Save a new workbook with the framework of the template.

    Raises:
        FileError: the extension is not that of a workbook, the scale is reversed, there is too
            little room for the framework, or the file cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        message = f"Geef een naam die eindigt op .xlsx; u gaf {target.name}."
        raise FileError(message)
    dossier = starter(**settings)
    if dossier.settings.highest <= dossier.settings.lowest:
        message = "De hoogste score moet hoger zijn dan de laagste."
        raise FileError(message)
    needed = len(dossier.criteria), len(dossier.groups)
    if capacity.criteria < needed[0] or capacity.groups < needed[1]:
        message = (
            f"Het werkboek begint met {needed[0]} criteria en {needed[1]} groepen, als voorbeeld. "
            f"Vraag minstens zoveel ruimte (--criteria {needed[0]} --groepen {needed[1]} of meer). "
            "Hebt u er minder nodig, maak dan in het werkboek de rijen leeg die u niet gebruikt."
        )
        raise FileError(message)
    new_workbook(target, dossier, capacity, created=date.today())
