"""What something is by its content, whatever it is called; each kind with advice of its own."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from wijkexcel.files.kinds import ENDINGS, What, is_mail, what_is


def zipped(*names: str, first: bytes = b"", **stored: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr(zipfile.ZipInfo("mimetype"), first)
        for name in names:
            made.writestr(name, b"<x/>" * 9)
        for name, data in stored.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        made.addfile(tarfile.TarInfo("scores.xlsx"))
    return out.getvalue()


def ole2(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") for name in names
    )


ODF = "application/vnd.oasis.opendocument."
MAIL = b"From: a@example.nl\r\nSubject: Scores\r\n\r\nHierbij.\r\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), What.EXCEL),
        (zipped("./xl/workbook.xml", "./[Content_Types].xml"), What.EXCEL),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), What.XLSB),
        (zipped("[Content_Types].xml", "word/document.xml"), What.WORD),
        (zipped("[Content_Types].xml", "word/document.xml", "word/embeddings/a.xlsx"), What.WORD),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), What.POWERPOINT),
        (zipped("content.xml", first=f"{ODF}spreadsheet".encode()), What.ODS),
        (zipped("content.xml", first=f"{ODF}text".encode()), What.ODT),
        (zipped("content.xml", first=f"{ODF}presentation".encode()), What.ODF),
        (zipped("Index/Document.iwa", "Data/a.jpg"), What.NUMBERS),
        (zipped("scores.xlsx"), What.ZIP),
        (zipped(**{"scores.xlsx": zipped("xl/workbook.xml")}), What.ZIP),
        (zipped("xl/workbook.xml")[:-40], What.EXCEL),  # cut off: still a workbook, a damaged one
        (ole2("Root Entry", "Workbook"), What.XLS),
        (ole2("Root Entry", "WordDocument"), What.OLD_WORD),
        (ole2("Root Entry", "PowerPoint Document"), What.OLD_POWERPOINT),
        (ole2("Root Entry", "EncryptionInfo", "EncryptedPackage"), What.PASSWORD),
        (ole2("Root Entry", "__substg1.0_0037001F"), What.MSG),
        (ole2("Root Entry"), What.OLD_OFFICE),
        (tarred(), What.TAR),
        (gzip.compress(b"x"), What.GZIP),
        (bz2.compress(b"x"), What.PACKED),
        (lzma.compress(b"x"), What.PACKED),
        (b"7z\xbc\xaf\x27\x1c\0\4", What.SEVEN_ZIP),
        (b"Rar!\x1a\7\1\0", What.RAR),
        (b"\n%PDF-1.7\n", What.PDF),
        (b"\0\0\0\x18ftypheic\0\0", What.PHOTO),
        (b"\0\0\0\x18ftypmp42\0\0", What.MEDIA),
        (b"RIFF\0\0\0\0WEBPVP8 ", What.IMAGE),
        (b"BM\x36\0\0\0\0\0\0\0", What.IMAGE),
        (b"BMW is een auto.", What.TEXT),
        (b"MZ\x90\0\3\0", What.PROGRAM),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQ", What.PGP),
        (bytes.fromhex("30800609 2a864886f70d010702 a080".replace(" ", "")), What.SIGNED),
        (bytes.fromhex("3082013006092a864886f70d010703a082"), What.SMIME),
        (bytes.fromhex("30820130060b2a864886f70d0109100117a082"), What.SMIME),
        (b"\x78\x9f\x3e\x22\1\0", What.TNEF),
        (b"\x76\xe8\x04\x60\xc4\x11\xe3\x86\0", What.PROTECTED),
        (
            b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook "
            b"xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            What.XML_BOOK,
        ),
        (b"<?xml version='1.0'?><svg/>", What.IMAGE),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", What.HTML),
        (b"[InternetShortcut]\r\nURL=https://example.nl/", What.LINK),
        (b"MIJN SCORES\n" + b"MIjn scores staan hier onder" * 9, What.TEXT),
        (b"MI" + b"a" * 61, What.TEXT),
        (b"Goede morgen: hier mijn scores.\nGroet", What.TEXT),
        (b"", What.EMPTY),
        (b"\1\2\3\0\xff", What.UNKNOWN),
    ],
)
def test_content_tells_what_it_is_whatever_its_name(data: bytes, what: What) -> None:
    for name in ("", "scores.xlsx", "scores", "mail.eml"):
        assert what_is(data, name) is what


@pytest.mark.parametrize(
    "data",
    [
        MAIL,
        b"\xef\xbb\xbf" + MAIL,
        b"\r\n \r\n" + MAIL,
        b"From a@example.nl Mon Nov 23 10:00:00 2026\n" + MAIL,
        b"1234\n" + MAIL,  # as Apple Mail keeps it
        MAIL.replace(b"\r\n", b"\n"),
        MAIL.replace(b"\r\n", b"\r"),
        MAIL.decode().encode("utf-16"),
        b"Received: from a\r\n\tby b\r\nDATE : gisteren\r\n\r\n",
    ],
)
def test_a_mail_is_known_by_its_headers(data: bytes) -> None:
    assert is_mail(data)
    assert what_is(data, "mail.txt") is What.MAIL


@pytest.mark.parametrize(
    "data",
    [
        b"Vraag: hoe laat?\nAntwoord: om 5 uur",
        b"Subject: een",
        b"Van: ik\nAan: jou",
        b"\n\nDag",
        b"",
    ],
)
def test_a_note_is_no_mail(data: bytes) -> None:
    assert not is_mail(data)


def test_a_mail_that_a_program_saved_as_text_is_called_so() -> None:
    text = (
        "Van: \tMarjan <m@example.nl>\r\nVerzonden: \tmaandag\r\nAan: \twijk@example.nl\r\n"
        "Onderwerp: \tScores\r\nBijlagen: \tscores.xlsx\r\n\r\nHierbij."
    )
    assert what_is(text.encode(), "Scores.txt") is What.PRINTED
    assert "de bijlage zit er niet meer bij" in What.PRINTED.refusal


def test_only_where_content_cannot_tell_does_the_name() -> None:
    assert what_is(b"O01;4;3\n", "scores.csv") is What.CSV
    assert what_is(b"O01;4;3\n", "scores.txt") is What.TEXT


def test_what_cannot_be_read_says_what_it_is_and_what_to_do() -> None:
    for what in What:
        if what in {What.SIGNED, What.TNEF, *ENDINGS}:
            assert what.refusal == ""
        else:
            assert what.refusal.startswith(f"Dit is {what.called}")
            assert what.refusal.endswith(f" {what.advice}")
            assert what.advice.endswith(".")
    assert What.WORD.refusal.startswith("Dit is een Word-bestand, geen werkboek. Neem de scores")
    assert What.ZIP.refusal.startswith("Dit is een ingepakt bestand (.zip). Pak het uit")
