"""The output of ``bijwerken``."""

from pydantic import Field

from wijkexcel.layout.spec import Capacity
from wijkexcel.renew.leftover import Fate
from wijkexcel.renew.on_file import ROOMS, Renewal
from wijkexcel.steps.as_json import Shape, Versioned


class RoomShape(Shape):
    """The amount of room in a workbook."""

    opgaven: int = Field(description="opgaven")
    criteria: int = Field(description="criteria")
    groepen: int = Field(description="groups")
    deelnemers: int = Field(description="scorers")
    paren: int = Field(description="pairs on *Samenhang*")
    logregels: int = Field(description="lines of *Logboek*")


class LeftoverShape(Shape):
    """An item that was not carried over unchanged."""

    uitkomst: Fate = Field(description="what became of it")
    blad: str = Field(description="sheet")
    plek: str = Field(description="a cell, or the name of an object")
    wat: str = Field(description="what it was")
    doe: str = Field(description="what to do about it")


class RenewalShape(Versioned):
    """The result for the workbook."""

    werkboek: str = Field(description="where the result is, or would be, saved")
    opgeslagen: bool = Field(description="whether a file was written")
    proef: bool = Field(description="whether it was only tried")
    veranderd: bool = Field(description="whether anything had to change")
    doorgerekend: bool = Field(
        description="whether the new totals could be calculated and compared with Python's"
    )
    ruimte_was: RoomShape = Field(description="the room there was")
    ruimte: RoomShape = Field(description="the room there is")
    nieuwe_bladen: list[str] = Field(description="sheets that were missing")
    lijst: list[LeftoverShape] = Field(description="what did not come along unchanged")


def _room(capacity: Capacity) -> RoomShape:
    return RoomShape(**{word: getattr(capacity, name) for name, word in ROOMS.items()})


def renewal_shape(made: Renewal) -> RenewalShape:
    """Convert the result to its model."""
    renewed = made.renewed
    return RenewalShape(
        werkboek=str(made.workbook),
        opgeslagen=made.saved,
        proef=made.trial,
        veranderd=renewed.changed,
        doorgerekend=made.calculated,
        ruimte_was=_room(renewed.before),
        ruimte=_room(renewed.capacity),
        nieuwe_bladen=list(renewed.added),
        lijst=[
            LeftoverShape(uitkomst=x.fate, blad=x.sheet, plek=x.place, wat=x.what, doe=x.action)
            for x in renewed.leftovers
        ],
    )
