"""Inspect a returned file before anything parses it: what it is, and whether it may be read.

A pure function over a name and bytes; nothing is opened, written or run. It reads the zip itself
and runs every XML part through expat once, without building a tree, so that time and memory stay
bounded for any input. Accepted files are still parsed elsewhere, in a subprocess
(``wijkexcel.workers.sandbox``).
"""

from pathlib import PurePath

from wijkexcel.files.kinds import BY_HAND, what_is
from wijkexcel.post.inspect.kind import (
    Inspection,
    Kind,
    kind_of,
    mail,
    no_workbook,
    skipped,
)
from wijkexcel.post.inspect.refused import RefusedError
from wijkexcel.post.inspect.xml import Scan
from wijkexcel.post.inspect.zip import MOST_IN_ALL, unpack

__all__ = ["Inspection", "Kind", "inspect"]


def inspect(name: str, data: bytes) -> Inspection:
    """Determine what a returned file is and whether it may be parsed.

    Args:
        name: its name, with or without folders.
        data: its contents.
    """
    base = PurePath(name.replace("\\", "/")).name
    reason = skipped(base, data)
    if reason is not None:
        return Inspection(Kind.SKIP, notes=(reason,))
    if not data:
        return Inspection(
            Kind.OTHER,
            "Dit bestand is leeg (0 bytes). Misschien is het nog niet binnengehaald of niet goed "
            "opgeslagen. Wacht tot het er is, of vraag de afzender om het opnieuw te sturen.",
        )
    ending = PurePath(base).suffix.lower()
    if ending == ".eml":
        return mail(data)
    refused = no_workbook(ending, what_is(data, base), data)
    return Inspection(Kind.OTHER, refused) if refused else _workbook(ending, data)


def _workbook(ending: str, data: bytes) -> Inspection:
    kind = Kind.OTHER
    scan = Scan()
    try:
        if len(data) > MOST_IN_ALL:
            raise RefusedError(
                "Dit bestand is groter dan 64 MB; zo groot is een ingevuld werkboek nooit. "
                + BY_HAND
            )
        parts = unpack(data)
        kind = kind_of(ending, parts)
        scan.parts(parts, is_ods=kind is Kind.ODS)
    except RefusedError as refused:
        where = scan.sheet_of(refused.part)
        on = f"op het blad {where}" if where else "op een blad"
        cell = refused.cell if where else ""
        return Inspection(kind, refused.text.replace("{waar}", on), sheet=where, cell=cell)
    notes = list(scan.notes)
    if kind is Kind.ODS:
        notes.insert(0, "Dit is een .ods-bestand van LibreOffice. De waarden zijn gelezen.")
    elif kind is Kind.XLSM:
        notes.insert(
            0,
            "Dit is een werkmap waarin macro's kunnen zitten (.xlsm). Alleen de waarden zijn "
            "gelezen; er is niets uitgevoerd.",
        )
    return Inspection(kind, notes=tuple(notes))
