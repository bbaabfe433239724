"""Fill in a Word template: docxtpl in a sandbox, with typed text always taken literally.

A template may use fields, ``if``, ``for`` and a short list of filters; it cannot call or access
anything else. The value of a field is always treated as plain text.
"""

import difflib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import quote, unquote

import jinja2
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from wijkexcel.documents.columns import fit_columns
from wijkexcel.documents.properties import Properties, set_properties
from wijkexcel.documents.scrub import MAIN, scrub, seen_parts
from wijkexcel.errors import FileError, InnerError, TemplateError
from wijkexcel.files.reading import read_file
from wijkexcel.ooxml.small_package import (
    CONTENT_TYPES,
    Parts,
    parse,
    read_parts,
    serialise,
    write_parts,
)
from wijkexcel.outgoing.wording import clean

Fields = Mapping[str, object]
"""Field names of a template and their values: text, yes/no, or lists of further fields."""

_FILTERS: Final = (
    "capitalize",
    "count",
    "d",
    "default",
    "first",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "reject",
    "rejectattr",
    "select",
    "selectattr",
    "sort",
    "string",
    "trim",
    "unique",
    "upper",
)
_SHOWN: Final = 90


def render(template: bytes | Path, fields: Fields, properties: Properties) -> bytes:
    """Fill in a template and return the .docx; equal input gives equal bytes.

    Raises:
        TemplateError: the template cannot be opened, uses a field that does not exist, or does
            something that is not allowed.
    """
    parts = {**seen_parts(_bytes(template)), "_rels/.rels": _only(MAIN)}
    rendered = _fill_in(parts, MAIN, fields)
    done, main = scrub(read_parts(rendered))
    body = parse(done[main])
    fit_columns(body)
    done[main] = serialise(body)
    set_properties(done, main, properties)
    return write_parts(done)


def _bytes(template: bytes | Path) -> bytes:
    if isinstance(template, bytes):
        return template
    try:
        return read_file(template)
    except FileError:
        msg = f"Het sjabloon {template.name} kan niet worden gelezen. Staat het er nog?"
        raise TemplateError(msg) from None


def _only(main: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/officeDocument" Target="{main}"/></Relationships>'
    ).encode()


class _Sandbox(ImmutableSandboxedEnvironment):
    """No calls, no repetition of text, no powers, and autoescape cannot be switched off."""

    intercepted_binops = frozenset({"*", "**"})

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False

    def call_binop(
        self,
        context: jinja2.runtime.Context,  # noqa: ARG002
        operator: str,
        left: Any,  # noqa: ARG002
        right: Any,  # noqa: ARG002
    ) -> Any:
        raise SecurityError(operator)


class _Unknown(jinja2.StrictUndefined):
    """An unknown field; the text of its error is only the name of the field."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = jinja2.utils.missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint=name or hint, obj=obj, name=name, exc=exc)


class _NoTextError(InnerError):
    """A list or yes/no field was used as text; the message says what to do."""


def _as_text(value: object) -> str:
    """A value for printing: never a list or truth value in programming notation.

    Raises:
        _NoTextError: it is not text.
    """
    if isinstance(value, bool):
        message = "een ja of nee. Zet er een 'if' omheen: {% if veld %}tekst{% endif %}."
        raise _NoTextError(message)
    if isinstance(value, Mapping):
        message = "meer gegevens bij elkaar. Noem er een van, met een punt: {{ veld.naam }}."
        raise _NoTextError(message)
    if isinstance(value, list | tuple):
        message = (
            "een lijst, zoals alinea's. Zet elk op een eigen regel: {%p for een in veld %}, "
            "daaronder {{ een }}, daaronder {%p endfor %}."
        )
        raise _NoTextError(message)
    return "" if value is None else clean(str(value))


def _literal(value: object) -> Markup:
    """Any value as literal text in XML; also for docxtpl's own ``{_{`` escapes."""
    text = _as_text(value)
    return Markup(str(escape(text)).replace("_", "&#95;"))


def _in_address(value: object) -> str:
    """Any value as part of the target address of a link."""
    return quote(_as_text(value), safe="@")


def _environment(finalize: Callable[[object], str] = _literal) -> _Sandbox:
    env = _Sandbox(autoescape=finalize is _literal, undefined=_Unknown, finalize=finalize)
    env.globals.clear()
    plain: dict[str, Callable[..., Any]] = dict.fromkeys(("e", "escape", "safe"), str)
    env.filters = {name: env.filters[name] for name in _FILTERS} | plain
    return env


class _Template(DocxTemplate):  # type: ignore[misc]
    """A docxtpl template that remembers the source it is rendering, for messages.

    It fills in only the main part: docxtpl skips endnotes, styles and links, so all other parts are
    filled in here, each in the same way.
    """

    source = ""

    def build_headers_footers_xml(self, *_: Any) -> Iterable[Any]:
        return ()

    def render_properties(self, *_: Any) -> None:
        """There are none yet."""

    def render_footnotes(self, *_: Any) -> None:
        """They are filled in together with the other parts."""

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        done: str = super().render_xml_part(src_xml, part, context, jinja_env)
        try:
            etree.fromstring(done.encode())
        except etree.XMLSyntaxError:
            raise TemplateError(
                "De codes in het sjabloon staan niet goed. Begin en einde van een 'for' of 'if' "
                "horen bij elkaar: twee alinea's, twee tabelrijen, of binnen één alinea."
            ) from None
        return done

    def fill_in_other(self, xml: bytes, fields: Fields) -> bytes:
        """Fill in a part other than the main one."""
        text = etree.tostring(parse(xml), encoding="unicode")
        return self.render_xml_part(
            self.patch_xml(text), None, dict(fields), _environment()
        ).encode()

    def fill_in_links(self, xml: bytes, fields: Fields) -> bytes:
        """Fill in the addresses of the links of a part; Word writes the braces as %7B and %7D."""
        root = parse(xml)
        for link in root:
            self.source = unquote(link.get("Target", ""))
            if link.get("TargetMode") == "External" and _CODE.search(self.source):
                address = _environment(_in_address).from_string(self.source).render(fields)
                link.set("Target", address)
        return serialise(root)


_CODE: Final = re.compile(r"\{[{%#]")
_TAG: Final = re.compile(rb"<[^<>]*>")
_XML: Final = (".xml", ".svg")


def _has_code(xml: bytes) -> bool:
    """Whether a part contains a code, in an attribute or in a text, even if split into runs."""
    return any(_CODE.search(text.decode("utf-8", "replace")) for text in (xml, _TAG.sub(b"", xml)))


def _fill_in(parts: Parts, main: str, fields: Fields) -> bytes:
    template = _Template(io.BytesIO(write_parts(parts)))
    try:
        template.render(dict(fields), _environment(), autoescape=True)
        buffer = io.BytesIO()
        template.save(buffer)
        filled = read_parts(buffer.getvalue())
        for name, xml in parts.items():
            if name.lower().endswith(".rels"):
                if _CODE.search(unquote(xml.decode("utf-8", "replace"))):
                    filled[name] = template.fill_in_links(xml, fields)
            elif (
                name.lower().endswith(_XML) and name not in {main, CONTENT_TYPES} and _has_code(xml)
            ):
                filled[name] = template.fill_in_other(xml, fields)
    except TemplateError:
        raise
    except jinja2.UndefinedError as error:
        place = _place(template.source, error.__traceback__)
        raise TemplateError(_unknown(error.message or "", fields) + place) from None
    except _NoTextError as error:
        place = _place(template.source, error.__traceback__)
        msg = f"Het sjabloon zet een veld neer als tekst, maar dat veld is {error}"
        raise TemplateError(msg + place) from None
    except SecurityError as error:
        place = _place(template.source, error.__traceback__)
        msg = "Het sjabloon vraagt iets wat niet mag: alleen velden, 'if' en 'for' mogen."
        raise TemplateError(msg + place) from None
    except jinja2.TemplateSyntaxError as error:
        said = error.message or ""
        line = _unclosed(template.source) if _INNERMOST.search(said) else error.lineno
        msg = f"Een code tussen accolades in het sjabloon klopt niet{_in_dutch(said)}."
        raise TemplateError(msg + _paragraph(template.source, line)) from None
    except Exception as error:
        place = _place(template.source, error.__traceback__)
        msg = "Het sjabloon kan niet worden ingevuld. Kijk de codes tussen accolades na."
        raise TemplateError(msg + place) from error
    return write_parts(filled)


_INNERMOST: Final = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_SYNTAX: Final = (
    (_INNERMOST, r": bij een '\1' ontbreekt het einde, 'end\1'"),
    (re.compile(r"[Uu]nknown tag '(end\w+|else|elif)'"), r": een '\1' staat er te veel"),
    (re.compile(r"[Uu]nknown tag '(\w+)'"), r": '\1' bestaat niet"),
    (re.compile(r"No filter named '(\w+)'"), r": het filter '\1' bestaat niet"),
)
"""Jinja's messages for mistakes, with Dutch versions; for other mistakes only the place."""


def _in_dutch(said: str) -> str:
    found = ((pattern.search(said), dutch) for pattern, dutch in _SYNTAX)
    return next((match.expand(dutch) for match, dutch in found if match), "")


def _unclosed(source: str) -> int:
    """Find the line of the last 'for' or 'if' that is not closed; 0 when all are."""
    opened: list[int] = []
    for number, line in enumerate(source.splitlines(), 1):
        for tag in re.findall(r"\{%[-+]?\s*(for|if|endfor|endif)\b", re.sub(r"<[^>]+>", "", line)):
            if not tag.startswith("end"):
                opened.append(number)
            elif opened:
                opened.pop()
    return opened[-1] if opened else 0


def _names(fields: object) -> Iterable[str]:
    if isinstance(fields, Mapping):
        for key, value in fields.items():
            yield str(key)
            yield from _names(value)
    elif isinstance(fields, (tuple, list)):
        for item in fields[:1]:
            yield from _names(item)


def _unknown(name: str, fields: Fields) -> str:
    near = difflib.get_close_matches(name, sorted(set(_names(fields))), n=1)
    hint = f" Bedoelt u '{near[0]}'?" if near else ""
    return f"Het sjabloon vraagt om het veld '{name}', maar dat bestaat niet.{hint}"


def _place(source: str, trace: TracebackType | None) -> str:
    """Find the paragraph of the template where rendering stopped, from the traceback."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return _paragraph(source, line)


def _paragraph(source: str, line: int) -> str:
    lines = source.splitlines()
    if not 0 < line <= len(lines):
        return ""
    text = " ".join(re.sub(r"<[^>]+>", "", lines[line - 1]).split())
    if not text:
        return ""
    return f" Het staat in deze alinea: {text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}"
