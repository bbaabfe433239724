"""A code of a template is filled in wherever it stands: no part goes out with it."""

import re
from urllib.parse import quote

import pytest

from tests.documents.factory import PROPERTIES, everything_in, small_template, with_part
from tests.documents.house import with_picture
from tests.post.makes import answer
from wijkexcel.documents.render import render
from wijkexcel.errors import TemplateError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = f'xmlns:r="{OFFICE}"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELS = "word/_rels/document.xml.rels"
MAIL = "persoon@gemeente.example"
FIELDS = {"wijk": "Kees & Ko's {{ wijk }} <wijk>", "mail": MAIL, "delen": ["een", "twee"]}


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def linked(name: str, kind: str, xml: str, docx: bytes | None = None) -> bytes:
    """A template with a part of its own, that the main part names."""
    link = f'<Relationship Id="rId801" Type="{OFFICE}/{kind}" Target="{name}"/></Relationships>'
    known = f'<Override PartName="/word/{name}" ContentType="{WORD}.{kind}+xml"/></Types>'
    made = with_part(docx or small_template("x"), f"word/{name}", lambda _: xml)
    made = with_part(made, RELS, lambda rels: rels.replace("</Relationships>", link))
    return with_part(made, "[Content_Types].xml", lambda types: types.replace("</Types>", known))


def notes(kind: str, text: str) -> bytes:
    body = f'<w:{kind}s {W}><w:{kind} w:id="2"><w:p>{text}</w:p></w:{kind}></w:{kind}s>'
    asked = in_body(f'<w:p><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>')
    return linked(f"{kind}s.xml", f"{kind}s", body, asked)


def in_body(xml: str) -> bytes:
    return with_part(
        small_template("x"),
        "word/document.xml",
        lambda body: body.replace("<w:sectPr", f"{xml}<w:sectPr", 1),
    )


def in_header(xml: str) -> bytes:
    def change(header: str) -> str:
        return re.sub(r"(</w:p>)", rf"\1<w:p>{xml}</w:p>", header, count=1)

    return with_part(small_template("x"), "word/header1.xml", change)


def in_links(address: str) -> bytes:
    link = (
        f'<Relationship Id="rId802" Type="{OFFICE}/hyperlink" Target="{address}" '
        'TargetMode="External"/></Relationships>'
    )
    shown = in_body(f'<w:p><w:hyperlink r:id="rId802" {REL}>{run("x")}</w:hyperlink></w:p>')
    return with_part(shown, RELS, lambda rels: rels.replace("</Relationships>", link))


PLACES = {
    "endnotes": notes("endnote", run("[{{ wijk }}]")),
    "footnotes": notes("footnote", run("[{{ wijk }}]")),
    "an endnote, in pieces": notes("endnote", run("[{") + run("{ wi") + run("jk }}]")),
    "header": in_header(run("[{{ wijk }}]")),
    "a watermark": in_header(
        f'<w:r><w:pict><v:shape {V}><v:textpath on="t" string="[{{{{ wijk }}}}]"/></v:shape>'
        "</w:pict></w:r>"
    ),
    "a text box": in_body(
        f"<w:p><w:r><w:pict><v:shape {V}><v:textbox><w:txbxContent><w:p>{run('[{{ wijk }}]')}"
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "the text instead of a picture": with_picture(small_template("x"), descr="[{{ wijk }}]"),
    "numbers of a list": linked(
        "numbering.xml",
        "numbering",
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:lvlText w:val="[{{ wijk }}]"/></w:lvl></w:abstractNum><w:num w:numId="3">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>',
        in_body(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
            f"{run('x')}</w:p>"
        ),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_code_is_filled_in_wherever_it_stands(place: str) -> None:
    """And what fills it in is text, also where it looks like a code."""
    told = everything_in(render(PLACES[place], FIELDS, PROPERTIES))
    text = "[Kees &amp; Ko's {{ wijk }} &lt;wijk&gt;]"
    assert text in told or text.replace("'", "&#39;") in told
    assert "[{" not in re.sub(r"<[^>]*>", "", told)


def test_a_loop_in_a_note_is_run() -> None:
    made = notes("endnote", run("{% for d in delen %}[{{ d }}]{% endfor %}"))
    assert "[een][twee]" in everything_in(render(made, FIELDS, PROPERTIES))


@pytest.mark.parametrize(
    "written", ["{{ mail }}", quote("{{ mail }}"), quote("{{ mail }}").lower()]
)
def test_the_address_of_a_link_is_filled_in(written: str) -> None:
    told = everything_in(render(in_links(f"mailto:{written}"), FIELDS, PROPERTIES))
    assert f'Target="mailto:{MAIL}"' in told


def test_what_fills_in_an_address_stays_within_it() -> None:
    fields = {"wijk": 'x"/><y a="javascript:z?a&b'}
    told = everything_in(render(in_links("https://voorbeeld.nl/?w={{ wijk }}"), fields, PROPERTIES))
    assert 'Target="https://voorbeeld.nl/?w=x%22%2F%3E%3Cy%20a%3D%22javascript%3Az%3Fa%26b"' in told


@pytest.mark.parametrize(
    "made", [notes("endnote", run("{{ wijck }}")), in_links("mailto:%7B%7B%20wijck%20%7D%7D")]
)
def test_an_unknown_field_is_named_wherever_it_stands(made: bytes) -> None:
    with pytest.raises(TemplateError, match=r"veld 'wijck'.*Bedoelt u 'wijk'"):
        render(made, FIELDS, PROPERTIES)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (answer(), "geen Word-bestand, maar een werkmap van Excel"),
        (b"%PDF-1.7\n", "geen Word-bestand, maar een pdf"),
        (b"{\\rtf1 Hallo", r"geen Word-bestand, maar een tekstdocument \(rtf\)"),
        (b"Hallo", r"geen Word-bestand \(.docx\)"),
    ],
)
def test_what_is_no_word_file_is_named(data: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=f"^Het sjabloon is {said}"):
        render(data, FIELDS, PROPERTIES)
