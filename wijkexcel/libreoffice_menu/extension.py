"""The extension (.oxt): a menu, and the Basic that starts Python."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from wijkexcel.dutch.commands import as_typed

IDENTIFIER = "nl.wijkexcel.menu"
TITLE = "wijkexcel"
START = Path(__file__).with_name("start.py")
ENTRIES: tuple[tuple[str, str], ...] = (
    ("valideer", "Valideer: controleer wat is ingevuld"),
    ("verdeel", "Verdeel: maak voor iedereen een werkboek en een mail"),
    ("herinner", "Herinner: maak een mail voor wie nog niet klaar is"),
    ("verzamel", "Verzamel: haal de antwoorden binnen"),
    ("bereken", "Bereken: reken alles na"),
    ("heroverweeg", "Heroverweeg: wat verdient een tweede blik"),
    ("besluit", "Besluit: maak het besluitenblad"),
    ("brief", "Brief: maak de brief aan bewoners"),
    ("ambitie", "Ambitie: maak de bladzijde voor de ambitie"),
)
"""Step and label of each entry."""

_MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
<manifest:file-entry manifest:full-path="Addons.xcu"
 manifest:media-type="application/vnd.sun.star.configuration-data"/>
<manifest:file-entry manifest:full-path="Wijkexcel/"
 manifest:media-type="application/vnd.sun.star.basic-library"/>
</manifest:manifest>
"""
_DESCRIPTION = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<identifier value="{IDENTIFIER}"/>
<version value="{{version}}"/>
<display-name><name lang="nl">wijkexcel</name></display-name>
</description>
"""
_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Wijkexcel"
 library:readonly="true" library:passwordprotected="false">{elements}</library:library>
"""
_MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Menu"
 script:language="StarBasic">{code}</script:module>
"""
_BASIC = """\
Option Explicit
Const PYTHON = "{python}"
Const BEGIN = "{start}"

Private Sub Start(opdracht As String)
    Dim mappen As Object, profiel As String
    On Error GoTo Mislukt
    mappen = CreateUnoService("com.sun.star.util.PathSubstitution")
    profiel = mappen.substituteVariables("$(user)", True)
    Shell(PYTHON, 0, Chr(34) & BEGIN & Chr(34) & " " & opdracht & " " & _
        ThisComponent.RuntimeUID & " " & profiel, False)
    Exit Sub
Mislukt:
    MsgBox "Het programma wijkexcel is niet gevonden op de plek waar het stond: " & _
        ConvertFromUrl(PYTHON) & Chr(10) & _
        "Installeer het menu opnieuw met: {again}", 48, "wijkexcel"
End Sub
"""
_TELL = """
Sub Zeg(tekst As String)
    MsgBox tekst, 48, "{title}"
End Sub
"""
_SUB = """
Sub {name}
    Start("{step}")
End Sub
"""
_ADDONS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="Addons" oor:package="org.openoffice.Office">
<node oor:name="AddonUI"><node oor:name="OfficeMenuBar">
<node oor:name="{identifier}" oor:op="replace">
<prop oor:name="Title" oor:type="xs:string"><value>{title}</value></prop>
<prop oor:name="Context" oor:type="xs:string">
<value>com.sun.star.sheet.SpreadsheetDocument</value></prop>
<node oor:name="Submenu">{entries}</node>
</node></node></node>
</oor:component-data>
"""
_ENTRY = """
<node oor:name="M{number}" oor:op="replace">
<prop oor:name="URL" oor:type="xs:string"><value>{url}</value></prop>
<prop oor:name="Title" oor:type="xs:string"><value>{label}</value></prop>
<prop oor:name="Target" oor:type="xs:string"><value>_self</value></prop>
</node>"""


def macro_url(step: str) -> str:
    """Address of the macro of a step, as menus and ``dispatch`` use it."""
    name = f"Wijkexcel.Menu.{step.capitalize()}"
    return f"vnd.sun.star.script:{name}?language=Basic&location=application"


def tell_url(text: str) -> str:
    """The argument that makes LibreOffice show a message by itself."""
    plain = " ".join(text.replace('"', "'").split())
    return f'macro:///Wijkexcel.Menu.Zeg("{plain}")'


def extension(interpreter: Path, version: str) -> bytes:
    """The extension for one Python, as the bytes of an .oxt file."""
    entries = "".join(
        _ENTRY.format(number=number, url=escape(macro_url(step)), label=escape(label))
        for number, (step, label) in enumerate(ENTRIES, 1)
    )
    # As a URL, so that spaces in a path cannot split it.
    code = _BASIC.format(python=interpreter.as_uri(), start=START, again=as_typed("libreoffice"))
    code += _TELL.format(title=TITLE)
    code += "".join(_SUB.format(name=step.capitalize(), step=step) for step, _ in ENTRIES)
    scripts = '<library:element library:name="Menu"/>'
    parts = {
        "META-INF/manifest.xml": _MANIFEST,
        "description.xml": _DESCRIPTION.format(version=escape(version)),
        "Addons.xcu": _ADDONS.format(identifier=IDENTIFIER, title=TITLE, entries=entries),
        "Wijkexcel/script.xlb": _LIBRARY.format(elements=scripts),
        "Wijkexcel/dialog.xlb": _LIBRARY.format(elements=""),
        "Wijkexcel/Menu.xba": _MODULE.format(code=escape(code)),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()
