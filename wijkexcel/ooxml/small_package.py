"""A .docx as parts: read safely, written so that equal parts give equal bytes."""

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import TemplateError
from wijkexcel.files.kinds import What, what_is

LARGEST_PART: Final = 32 * 2**20
LARGEST_TOTAL: Final = 64 * 2**20
CONTENT_TYPES: Final = "[Content_Types].xml"
_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)

_MAY_BE_WORD: Final = frozenset({What.WORD, What.ZIP, What.UNKNOWN, What.TEXT})
"""Includes files that are too damaged to tell."""

Parts = dict[str, bytes]


def read_parts(data: bytes) -> Parts:
    """Unzip a .docx in memory; refuse damaged, far too large and ambiguous files."""
    what = what_is(data)
    if what not in _MAY_BE_WORD:
        raise _other(what)
    parts: Parts = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in files) > LARGEST_TOTAL:
                raise TemplateError("Het sjabloon is te groot. Gebruik kleinere plaatjes.")
            for info in files:
                if info.filename in parts or ".." in info.filename.split("/"):
                    raise TemplateError("Het sjabloon is beschadigd. Sla het in Word opnieuw op.")
                with archive.open(info) as part:
                    parts[info.filename] = part.read(LARGEST_PART + 1)
                if len(parts[info.filename]) > LARGEST_PART:
                    raise TemplateError("Het sjabloon is te groot. Gebruik kleinere plaatjes.")
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
    ):
        raise _not_word() from None
    if CONTENT_TYPES not in parts:
        raise _not_word()
    return parts


def write_parts(parts: Parts) -> bytes:
    """Zip parts: content types first, the rest by name, all with one fixed time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda n: (n != CONTENT_TYPES, n)):
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def parse(data: bytes) -> etree._Element:
    """Parse one XML part; no DTD, no entities, no network; comments are left out."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise _not_word() from None
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise _not_word()
    return root


def serialise(root: etree._Element) -> bytes:
    """Write one XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _other(what: What) -> TemplateError:
    """Say what kind of file was given as a template."""
    if what is What.PASSWORD:
        return TemplateError(
            "Op het sjabloon zit een wachtwoord of een beveiligingslabel. Haal dat er in Word af, "
            "sla het op als .docx en geef dat bestand."
        )
    if what is What.OLD_WORD:
        return TemplateError(
            "Het sjabloon is een Word-bestand in het oude formaat .doc. Sla het in Word op als "
            "'Word-document (.docx)' en geef dat bestand."
        )
    return TemplateError(
        f"Het sjabloon is geen Word-bestand, maar {what.called}. Geef een bestand dat in Word is "
        f"gemaakt (.docx). De sjablonen om mee te beginnen krijgt u met '{as_typed('sjablonen')}'."
    )


def _not_word() -> TemplateError:
    return TemplateError(
        "Het sjabloon is geen Word-bestand (.docx) dat veilig kan worden geopend. "
        "Sla het in Word opnieuw op als .docx, zonder wachtwoord."
    )
