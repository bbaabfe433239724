"""The lines C of the catalogue: the file itself. ``test_inspect`` tries every variation of it."""

from collections.abc import Callable
from pathlib import Path

from tests.post.catalogue import (
    CONFLICT,
    PLACE,
    REFUSED,
    SKIPPED,
    TOLD,
    Case,
    row_of,
    sent,
    whole_file,
)
from tests.post.catalogue_value import FORM_PART
from tests.post.makes import (
    LAUGHS,
    OLE2,
    SHEET_HEAD,
    SHEET_TAIL,
    added,
    answer,
    changed,
    lying_about_size,
    old_office,
    parts_of,
    streamed,
    with_bad_checksum,
    with_member_twice,
    zip_encrypted,
    zipped,
)
from tests.support import engines
from wijkexcel.layout.partner_form import FORM

Make = Callable[[], bytes]
WRAP = (
    b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
STRINGS = "xl/sharedStrings.xml"
DAMAGED = "beschadigd of niet helemaal aangekomen"
FAR = "heel ver naar rechts of naar beneden"


def good() -> bytes:
    return sent().filled()


def part(name: str, content: object) -> Make:
    """The good answer with another part in it."""
    return lambda: added({name: content}, good())  # type: ignore[dict-item]


def swapped(old: bytes, new: bytes, name: str = FORM_PART) -> Make:
    return lambda: changed(name, old, new, good())


def sheet(cells: bytes) -> Make:
    """The tab with nothing but these rows."""
    return part(FORM_PART, SHEET_HEAD + cells + SHEET_TAIL)


def huge_text() -> bytes:
    head = SHEET_HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    whole = streamed(head, b"x", 100 << 20, b"</t></is></c></row>" + SHEET_TAIL)
    return added({FORM_PART: whole}, good())


def many_styles() -> bytes:
    styles = parts_of(good())["xl/styles.xml"]
    more = b'<xf numFmtId="0"/>' * 100_000 + b"</cellXfs>"
    return added({"xl/styles.xml": styles.replace(b"</cellXfs>", more)}, good())


def with_dtd(name: str, encoding: str = "utf-8") -> bytes:
    text = parts_of(good())[name].decode()
    body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    whole = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}{body}'
    return added({name: whole.encode(encoding)}, good())


def as_macro_workbook() -> bytes:
    types = parts_of(good())["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    more = {"[Content_Types].xml": types, "xl/vbaProject.bin": OLE2 + bytes(600)}
    return added(more, good())


def linked(kind: str) -> Make:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="x.bin"/></Relationships>'
    return swapped(b"</Relationships>", link.encode(), "xl/worksheets/_rels/sheet1.xml.rels")


def link_to_outside(folder: Path) -> None:
    outside = folder.parent / "buiten.xlsx"
    outside.write_bytes(good())
    (folder / "antwoord.xlsx").symlink_to(outside)


def bomb(name: str, said: str, make: Make, file: str = "antwoord.xlsx") -> Case:
    return whole_file(name, REFUSED, said, make, file)


def at(name: str, said: str, make: Make, cell: str) -> Case:
    """A refusal that names sheet and cell."""
    return whole_file(name, REFUSED, said, make, sheet=FORM, cell=cell)


def other(name: str, said: str, file: str, make: Make) -> Case:
    return whole_file(name, REFUSED, said, make, file)


FARTHEST = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

CASES = (
    bomb("C1-text-cell", "na uitpakken veel groter", huge_text),
    bomb(
        "C1-rows",
        "staat veel meer dan",
        part(FORM_PART, streamed(SHEET_HEAD, b"<row/>", 3_200_000, SHEET_TAIL)),
    ),
    bomb(
        "C1-shared-strings",
        "staat veel meer dan",
        part(STRINGS, streamed(WRAP, b"<si><t>x</t></si>", 1_000_000, b"</sst>")),
    ),
    bomb(
        "C1-part-nobody-reads",
        "na uitpakken veel groter",
        part("xl/media/image1.png", streamed(b"", b"\0", 40 << 20, b"")),
    ),
    bomb(
        "C1-lie-about-size",
        "na uitpakken veel groter",
        lambda: lying_about_size(
            added({"xl/media/x.png": streamed(b"", b"\0", 40 << 20, b"")}, good()),
            "xl/media/x.png",
            9,
        ),
    ),
    bomb(
        "C1-zip-in-zip",
        "een ander bestand verpakt",
        lambda: added({"xl/media/image1.png": answer()}, good()),
    ),
    bomb("C1-styles", "te veel soorten opmaak", many_styles),
    at(
        "C1-text-longer-than-a-cell",
        "een tekst die langer is",
        sheet(
            b'<row r="3"><c r="B3" t="inlineStr"><is><t>' + b"x" * 400_000 + b"</t></is></c></row>"
        ),
        "B3",
    ),
    whole_file(
        "C2-entities",
        REFUSED,
        "eigen XML-regels (een DTD)",
        lambda: with_dtd(FORM_PART),
        sheet=FORM,
    ),
    bomb("C2-properties", "eigen XML-regels (een DTD)", lambda: with_dtd("docProps/core.xml")),
    whole_file(
        "C2-utf-16",
        REFUSED,
        "eigen XML-regels (een DTD)",
        lambda: with_dtd(FORM_PART, "utf-16"),
        sheet=FORM,
    ),
    bomb(
        "C2-external",
        "eigen XML-regels (een DTD)",
        part("xl/x.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    ),
    at("C3-far-cell", FAR, sheet(FARTHEST), "XFD1048576"),
    at(
        "C3-merge",
        "heel veel cellen samengevoegd",
        swapped(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "A1",
    ),
    at(
        "C3-cell-that-cannot-be",
        "een adres dat niet bestaat",
        sheet(b'<row r="7"><c r="B7"/><c r="$C$7"/></row>'),
        "",
    ),
    at(
        "C3-cell-of-no-kind",
        "een cel van een soort die niet bestaat",
        sheet(b'<row r="7"><c r="B7"/><c r="C7" t="x"><v>1</v></c></row>'),
        "C7",
    ),
    whole_file(
        "C3-wrong-dimension",
        TOLD,
        "zegt zelf een andere omvang te hebben",
        lambda: with_dimension(b"A1:XFD1048576"),
    ),
    other(
        "C4-encrypted",
        "haal het wachtwoord eraf",
        "antwoord.xlsx",
        lambda: old_office("EncryptionInfo", "EncryptedPackage"),
    ),
    other(
        "C4-encrypted-in-the-zip",
        "haal het wachtwoord eraf",
        "antwoord.xlsx",
        lambda: zip_encrypted(good()),
    ),
    other("C4-xls", "oude formaat .xls", "antwoord.xls", lambda: old_office("Workbook")),
    other(
        "C4-xls-named-xlsx", "oude formaat .xls", "antwoord.xlsx", lambda: old_office("Workbook")
    ),
    other("C4-zero-bytes", "leeg (0 bytes)", "antwoord.xlsx", lambda: b""),
    other("C4-truncated", DAMAGED, "antwoord.xlsx", lambda: good()[:-1000]),
    other("C4-bad-crc", DAMAGED, "antwoord.xlsx", lambda: with_bad_checksum(good(), FORM_PART)),
    other("C4-pdf-named-xlsx", "Dit is een pdf", "antwoord.xlsx", lambda: b"%PDF-1.7\n"),
    other("C4-photo", "Dit is een foto", "formulier.jpg", lambda: b"\xff\xd8\xff\xe0"),
    other("C4-zip", "Pak het uit", "alles.zip", lambda: zipped({"antwoord.txt": b"x"})),
    other("C4-msg", "Outlook (.msg)", "mail.msg", lambda: old_office("__substg1.0_0037001F")),
    other(
        "C4-duplicate-members",
        "een onderdeel twee keer",
        "antwoord.xlsx",
        lambda: with_member_twice(FORM_PART, good()),
    ),
    other(
        "C4-member-outside",
        "buiten het bestand wijst",
        "antwoord.xlsx",
        part("../kwaad.xml", b"<x/>"),
    ),
    other(
        "C4-mail-without-a-workbook",
        "geen ingevuld werkboek",
        "mail.eml",
        lambda: b"From: a@example.nl\r\nSubject: Scores\r\n\r\nKomt nog.",
    ),
    Case(
        "C5-ods",
        TOLD,
        "Dit is een .ods-bestand van LibreOffice",
        oracle="libreoffice",
        files=lambda: {"antwoord.ods": engines.LIBREOFFICE.fill_in(good(), {}, ".ods")},
    ),
    whole_file("C5-xlsm", TOLD, "macro's", as_macro_workbook, "antwoord.xlsm"),
    Case(
        "C6-lock-file",
        SKIPPED,
        "Overgeslagen",
        lambda: {"antwoord.xlsx": good(), "~$antwoord.xlsx": b"\5Karin"},
    ),
    Case(
        "C6-lock-file-of-libreoffice",
        SKIPPED,
        "Overgeslagen",
        lambda: {"antwoord.xlsx": good(), ".~lock.antwoord.xlsx#": b"Karin"},
    ),
    Case(
        "C6-copy-with-the-same",
        TOLD,
        "ook antwoord.xlsx. Ze zeggen hetzelfde.",
        lambda: {"antwoord (1).xlsx": good(), "antwoord.xlsx": good()},
    ),
    Case(
        "C6-copy-with-something-else",
        CONFLICT,
        "'1' in antwoord (1).xlsx",
        lambda: {"antwoord (1).xlsx": sent().filled(cells={PLACE: 1}), "antwoord.xlsx": good()},
        lost=frozenset({PLACE}),
    ),
    Case(
        "C6-conflicted-copy",
        TOLD,
        "Ze zeggen niet hetzelfde",
        lambda: {
            "antwoord.xlsx": good(),
            "antwoord (conflicted copy 2026-12-01).xlsx": sent().filled(
                cells=dict.fromkeys(row_of("O05"))
            ),
        },
    ),
    Case(
        "C6-symbolic-link",
        REFUSED,
        "een verwijzing naar een bestand ergens anders",
        lost=None,
        lay=link_to_outside,
    ),
    Case(
        "C6-folder",
        REFUSED,
        "een map met de naam van een bestand",
        lost=None,
        lay=lambda folder: (folder / "antwoord.xlsx").mkdir(),
    ),
    other(
        "C7-embedded",
        "een ander bestand ingesloten",
        "antwoord.xlsx",
        part("xl/embeddings/oleObject1.bin", b"x"),
    ),
    other("C7-activex", "ActiveX", "antwoord.xlsx", part("xl/activeX/activeX1.xml", b"<x/>")),
    other(
        "C7-external-link",
        "verwijst naar een ander bestand",
        "antwoord.xlsx",
        linked("externalLink"),
    ),
    other(
        "C7-connection",
        "een gegevensverbinding",
        "antwoord.xlsx",
        part("xl/connections.xml", b"<connections/>"),
    ),
    at(
        "C7-dde",
        "een ander programma aansturen (DDE)",
        sheet(b'<row r="2"><c r="B2"><f>cmd|\'/c calc\'!A1</f><v>1</v></c></row>'),
        "B2",
    ),
)


def with_dimension(ref: bytes) -> bytes:
    xml = parts_of(good())[FORM_PART]
    start = xml.index(b'<dimension ref="') + len(b'<dimension ref="')
    end = xml.index(b'"', start)
    return added({FORM_PART: xml[:start] + ref + xml[end:]}, good())
