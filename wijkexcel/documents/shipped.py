"""The Word templates that are shipped with the program, and which one a document is made from."""

from importlib.resources import files
from pathlib import Path

from wijkexcel.documents.house_style import in_house
from wijkexcel.look.house import House


def shipped(name: str) -> bytes:
    """A template that is shipped, by its file name."""
    return (files("wijkexcel.documents") / "templates" / name).read_bytes()


def source(own: bytes | Path | None, name: str, house: House) -> bytes | Path:
    """The user's own template, or else the shipped one of this name in the house style."""
    return in_house(shipped(name), house) if own is None else own
