"""What travels with a template in silence does not reach the letter."""

import contextlib
import io
import zipfile

import pytest

from tests.documents.factory import PROPERTIES, parts_of, small_template, text_of, with_part
from wijkexcel.documents.properties import set_properties
from wijkexcel.documents.render import render
from wijkexcel.errors import TemplateError
from wijkexcel.ooxml.small_package import write_parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRET = "geheimvogel"


def rendered(template: bytes) -> bytes:
    return render(template, {}, PROPERTIES)


def in_body(xml: str) -> bytes:
    return with_part(
        small_template("Zichtbaar."), "word/document.xml", lambda t: t.replace("<w:body>", xml)
    )


def body(xml: str) -> bytes:
    return in_body(f"<w:body>{xml}")


def related(name: str, kind: str, data: str, extra: str = "") -> bytes:
    """A template with one more part, related to the main part."""
    template = with_part(small_template("Zichtbaar."), f"word/{name}", lambda _: data)
    link = f'<Relationship Id="rId90" Type="{kind}" Target="{name}"/>{extra}</Relationships>'
    return with_part(
        template, "word/_rels/document.xml.rels", lambda t: t.replace("</Relationships>", link)
    )


def assert_gone(docx: bytes) -> None:
    parts = parts_of(docx)
    held = [n for n, d in parts.items() if SECRET in n or SECRET.encode() in d]
    assert held == []
    assert "Zichtbaar." in text_of(docx)


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p><w:del w:author='{SECRET}'><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>",
        f"<w:p><w:moveFrom><w:r><w:t>{SECRET}</w:t></w:r></w:moveFrom></w:p>",
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>",
        f"<w:p w:rsidR='{SECRET}'><w:r w:rsidRPr='{SECRET}'/></w:p>",
        f"<w:p><w:pPr><w:pPrChange w:author='{SECRET}'><w:pPr/></w:pPrChange></w:pPr></w:p>",
        f"<w:p><w:r><w:rPr><w:rPrChange w:author='{SECRET}'><w:rPr/></w:rPrChange></w:rPr></w:r>"
        "</w:p>",
        f"<!-- {SECRET} --><?vogel {SECRET}?>",
        "<w:p><w:commentRangeStart w:id='0'/><w:commentRangeEnd w:id='0'/>"
        f"<w:r><w:commentReference w:id='{SECRET}'/></w:r></w:p>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del w:author='x'/></w:trPr><w:tc><w:p><w:r>"
        f"<w:t>{SECRET}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_what_is_not_seen_in_the_body_goes(xml: str) -> None:
    assert_gone(rendered(body(xml)))


def test_inserted_text_is_accepted_without_its_author() -> None:
    xml = f"<w:p><w:ins w:author='{SECRET}'><w:r><w:t>Nieuw</w:t></w:r></w:ins></w:p>"
    done = rendered(body(xml))
    assert_gone(done)
    assert "Nieuw" in text_of(done)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("comments.xml", f"{R}/comments"),
        ("customXml/item1.xml", f"{R}/customXml"),
        ("glossary/document.xml", f"{R}/glossaryDocument"),
        ("people.xml", "http://schemas.microsoft.com/office/2011/relationships/people"),
        ("webSettings.xml", f"{R}/webSettings"),
    ],
)
def test_parts_beside_the_text_go(name: str, kind: str) -> None:
    assert_gone(rendered(related(name, kind, f"<x>{SECRET}</x>")))


def test_properties_and_thumbnail_of_the_template_go() -> None:
    parts = parts_of(small_template("Zichtbaar."))
    for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        parts[name] = f"<x>{SECRET}</x>".encode()
    parts["docProps/thumbnail.jpeg"] = SECRET.encode()
    parts["docMetadata/LabelInfo.xml"] = SECRET.encode()
    link = f'<Relationship Id="rId9" Type="{R}/custom-properties" Target="docProps/custom.xml"/>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>", f"{link}</Relationships>".encode()
    )
    done = rendered(write_parts(parts))
    assert_gone(done)
    assert sorted(n for n in parts_of(done) if n.startswith("docProps")) == [
        "docProps/app.xml",
        "docProps/core.xml",
    ]
    core = parts_of(done)["docProps/core.xml"].decode()
    assert "<dc:title>Titel</dc:title><dc:creator>Gemeente Testdam</dc:creator>" in core
    assert "lastModifiedBy" not in core
    assert "keywords" not in core


def test_settings_lose_variables_template_path_and_revision_ids() -> None:
    extra = (
        f'<w:rsids><w:rsid w:val="{SECRET}"/></w:rsids><w:docVars><w:docVar w:name="x" '
        f'w:val="{SECRET}"/></w:docVars><w:attachedTemplate r:id="rId1" xmlns:r="{R}"/>'
        "</w:settings>"
    )
    template = with_part(
        small_template("Zichtbaar."),
        "word/settings.xml",
        lambda t: t.replace("</w:settings>", extra),
    )
    template = with_part(
        template,
        "word/_rels/settings.xml.rels",
        lambda _: (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="rId1" Type="{R}/attachedTemplate" '
            f'Target="file:///C:/Users/{SECRET}/x.dotx" TargetMode="External"/></Relationships>'
        ),
    )
    assert_gone(rendered(template))


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (f'<w:p><w:r><w:object r:id="rId77" xmlns:r="{R}"/></w:r></w:p>', "een ingesloten object"),
        (f'<w:altChunk r:id="rId78" xmlns:r="{R}"/>', "een ander document"),
        (
            f'<w:p><w:hyperlink r:id="rId90" xmlns:r="{R}"><w:r><w:t>Kijk hier</w:t></w:r>'
            "</w:hyperlink></w:p>",
            "een koppeling naar een ander bestand, in de tekst, bij 'Kijk hier'",
        ),
    ],
)
def test_embedded_objects_and_links_to_files_are_refused(xml: str, said: str) -> None:
    links = (
        f'<Relationship Id="rId90" Type="{R}/hyperlink" Target="file://server/map" '
        'TargetMode="External"/></Relationships>'
    )
    template = with_part(
        body(xml), "word/_rels/document.xml.rels", lambda t: t.replace("</Relationships>", links)
    )
    with pytest.raises(TemplateError, match=f"^Het sjabloon bevat {said}"):
        rendered(template)


def test_a_link_to_a_website_stays() -> None:
    link = (
        f'<Relationship Id="rId90" Type="{R}/hyperlink" Target="https://example.nl" '
        'TargetMode="External"/></Relationships>'
    )
    xml = (
        f'<w:p><w:hyperlink r:id="rId90" xmlns:r="{R}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    )
    template = with_part(
        body(xml), "word/_rels/document.xml.rels", lambda t: t.replace("</Relationships>", link)
    )
    rels = parts_of(rendered(template))["word/_rels/document.xml.rels"]
    assert b"https://example.nl" in rels


def test_macros_are_refused() -> None:
    template = with_part(
        small_template("x"),
        "[Content_Types].xml",
        lambda t: t.replace(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )
    with pytest.raises(TemplateError, match=r"^Het sjabloon bevat macro's"):
        rendered(template)


def test_a_dotx_gives_a_docx() -> None:
    template = with_part(
        small_template("Zichtbaar."),
        "[Content_Types].xml",
        lambda t: t.replace("document.main+xml", "template.main+xml"),
    )
    done = rendered(template)
    assert b"document.main+xml" in parts_of(done)["[Content_Types].xml"]
    assert text_of(done) == "Zichtbaar."


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _doubled() -> bytes:
    buffer = io.BytesIO(small_template("x"))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    return buffer.getvalue()


BAD_FILES = {
    "empty": b"",
    "no zip": b"Dit is tekst.",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "cut off": small_template("x")[:900],
    "other zip": _zip(**{"a.txt": b"x"}),
    "a bomb": _zip(**{"[Content_Types].xml": b"<x/>", "bom.xml": bytes(70 * 2**20)}),
    "outside": _zip(**{"[Content_Types].xml": b"<x/>", "../x": b"x"}),
    "a DTD": with_part(
        small_template("x"),
        "word/styles.xml",
        lambda t: t.replace("<w:styles", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles', 1),
    ),
    "broken XML": with_part(small_template("x"), "word/document.xml", lambda t: t[:-9]),
    "no main part": with_part(small_template("x"), "_rels/.rels", lambda _: "<x/>"),
}


@pytest.mark.parametrize("data", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_is_no_template_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(TemplateError, match=r"^Het sjabloon is "):
        rendered(data)


def test_a_doubled_part_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"^Het sjabloon is beschadigd"):
        rendered(_doubled())


def test_any_changed_byte_gives_a_document_or_a_template_error() -> None:
    whole = small_template("Zichtbaar.")
    for at in range(0, len(whole), 41):
        changed = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        with contextlib.suppress(TemplateError):
            rendered(changed)


def test_properties_are_set_once() -> None:
    parts = parts_of(small_template("x"))
    set_properties(parts, "word/document.xml", PROPERTIES)
    set_properties(parts, "word/document.xml", PROPERTIES)
    assert parts["[Content_Types].xml"].count(b"/docProps/core.xml") == 1
