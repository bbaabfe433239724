"""The house style of a municipality: its colour and logo, from one small file beside a workbook.

::

    kleur = "#00557F"
    logo = "logo.png"
    logo_tekst = "Logo van de gemeente Oudervliet"

Each line may be left out. A Word template of one's own wins over it.
"""

import struct
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from wijkexcel.errors import FileError
from wijkexcel.look.colour import READABLE, WHITE, Colour, contrast
from wijkexcel.look.palette import PETROL

FILE = "huisstijl.toml"
"""Its name; it stands in the folder of the workbook."""
KEYS = ("kleur", "logo", "logo_tekst")
MOST_BYTES = 1 << 20
"""A logo goes with every workbook by mail: so large may it be."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in a document or workbook."""

    data: bytes
    """The file: PNG or JPEG."""
    text: str
    """What someone hears who does not see it."""
    width: int
    height: int
    """In pixels."""

    @property
    def extension(self) -> str:
        """``png`` or ``jpeg``."""
        return "png" if self.data.startswith(_PNG) else "jpeg"


@dataclass(frozen=True, slots=True)
class House:
    """Colour and logo of whoever sends it."""

    colour: Colour = PETROL
    logo: Logo | None = None


PLAIN = House()
"""The look when a municipality gives none."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    kleur: str | None = None
    logo: str | None = None
    logo_tekst: str = ""


def house_beside(workbook: Path) -> House:
    """The house style in the folder of a workbook, or the plain one.

    Raises:
        FileError: there is one, but it cannot be used.
    """
    path = workbook.parent / FILE
    return read_house(path) if path.exists() else PLAIN


def read_house(path: Path) -> House:
    """Read a house style.

    Raises:
        FileError: it cannot be read, has a line that means nothing, a colour on which white text
            cannot be read (contrast under 4.5), or a logo that is no PNG or JPEG.
    """
    try:
        written = _Written.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise _wrong(path, "Het bestand kan niet worden gelezen. Staat het er nog?") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, 'Schrijf elke regel zo: kleur = "#00557F".') from error
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        if key in KEYS:
            raise _wrong(
                path, f'Zet achter {key} een tekst tussen aanhalingstekens (").'
            ) from error
        known = "kleur, logo en logo_tekst"
        raise _wrong(path, f"De regel '{key}' is niet bekend. Gebruik {known}.") from error
    colour = PETROL if written.kleur is None else _colour(path, written.kleur)
    return House(colour, None if written.logo is None else _logo(path, written))


def _colour(path: Path, text: str) -> Colour:
    try:
        colour = Colour.of(text)
    except ValueError as error:
        message = f"De kleur '{text}' is geen kleur. Schrijf er een als #00557F."
        raise _wrong(path, message) from error
    if contrast(colour, WHITE) < READABLE:
        raise _wrong(
            path,
            f"De kleur {colour} is te licht: witte letters zijn er niet goed op te lezen. Kies een "
            "donkerder kleur.",
        )
    return colour


def _logo(path: Path, written: _Written) -> Logo:
    name = written.logo or ""
    place = path.parent / name
    if place.parent.resolve() != path.parent.resolve():
        raise _wrong(path, f"Zet het logo in dezelfde map, en geef alleen de naam: '{place.name}'.")
    try:
        data = place.read_bytes()
    except OSError as error:
        message = f"Het logo '{name}' kan niet worden gelezen. Staat het in dezelfde map?"
        raise _wrong(path, message) from error
    if len(data) > MOST_BYTES:
        raise _wrong(path, f"Het logo '{name}' is te groot. Maak het kleiner dan 1 MB.")
    size = _size(data)
    if size is None:
        raise _wrong(path, f"Het logo '{name}' is geen PNG of JPEG. Sla het zo op.")
    if not written.logo_tekst.strip():
        message = (
            "Zeg wat er op het logo staat, voor wie het niet ziet: "
            'logo_tekst = "Logo van de gemeente ...".'
        )
        raise _wrong(path, message)
    return Logo(data, written.logo_tekst.strip(), *size)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if it is no whole PNG or JPEG."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 33:
        width, height = struct.unpack(">II", data[16:24])
    else:
        found = _jpeg_size(data)
        if found is None:
            return None
        width, height = found
    return (width, height) if width and height else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        # Start of frame, in one of its ways; the four others in this range are tables.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _wrong(path: Path, message: str) -> FileError:
    return FileError(f"De huisstijl {path.name} is niet te gebruiken. {message}")
