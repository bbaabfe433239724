"""Spoil workbooks in every way, the same way for the same number."""

import copy
import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import openpyxl
from lxml import etree

from tests.post.makes import Parts, answer, ods_answer, parts_of, zipped

Element = etree._Element

BIG = "9" * 400
HOSTILE = (
    *("", "0", "-1", "1", "2", "3.5", "4.0000001", "1e999", "-1e999", "1e-999", "NaN", "inf", BIG),
    *("4294967296", "18446744073709551616", "1048576", "16384", "2147483647", "-2147483648"),
    *("A1", "A0", "C5", "C5:E10", "XFD1048576", "A1:XFD1048576", "ZZZ99999999", "B2:A1", "c5"),
    *("s", "e", "b", "n", "d", "str", "inlineStr", "true", "2026-03-04", "2026-13-45T99:99:99"),
    *("#N/A", "#N/B", "=1+1", "&", "<", "_x000D_", "_x0000_", " 4 ", "\t4\n", "½", "٣", "é" * 50),
    *("x" * 40_000, "float", "string", "boolean", "date", "error", "percentage", "worksheet"),
)
MAGIC_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


@dataclass(frozen=True)
class Mutant:
    """A spoilt workbook, and how it came to be."""

    number: int
    name: str
    data: bytes
    how: str


@cache
def saved_by_openpyxl() -> bytes:
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(answer())).save(out)
    return _dateless(out.getvalue())


def _dateless(data: bytes) -> bytes:
    """The same every time: openpyxl notes when it saved."""
    parts = parts_of(data)
    parts["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", parts["docProps/core.xml"]
    )
    return zipped(parts)


def _source(name: str) -> bytes:
    if name == "c.ods":
        return ods_answer()
    return answer() if name == "a.xlsx" else saved_by_openpyxl()


def mutant(seed: int, number: int) -> Mutant:
    """Make one; the same for the same seed and number, whichever were made before."""
    dice = random.Random(f"{seed}/{number}")
    name = dice.choices(["a.xlsx", "b.xlsx", "c.ods"], [6, 2, 2])[0]
    level = dice.choices([_of_file, _of_zip, _of_parts, _of_xml], [2, 1, 2, 6])[0]
    data, how = level(dice, _source(name))
    return Mutant(number, name, data, f"{name}: {how}")


# --- bytes ---------------------------------------------------------------------------------------


def _spoilt(dice: random.Random, data: bytes) -> tuple[bytes, str]:
    """Change some bytes."""
    if not data:
        return bytes(dice.randrange(256) for _ in range(dice.randrange(50))), "filled"
    out = bytearray(data)
    at = dice.randrange(len(out))
    size = min(dice.choice([1, 1, 2, 4, 16, 200, 2000]), len(out) - at)
    way = dice.randrange(8)
    if way == 0:
        for _ in range(dice.choice([1, 1, 1, 3, 20])):
            out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    elif way == 1:
        del out[at:]
    elif way == 2:
        del out[at : at + size]
    elif way == 3:
        out[at:at] = out[at : at + size] * dice.choice([1, 2, 50])
    elif way == 4:
        out[at : at + size] = bytes(size)
    elif way == 5:
        out[at : at + size] = bytes(dice.randrange(256) for _ in range(size))
    elif way == 6:
        number = struct.pack("<Q", dice.choice(MAGIC_NUMBERS))[: dice.choice([1, 2, 4, 8])]
        out[at : at + len(number)] = number
    else:
        other = dice.randrange(len(out))
        out[at : at + size] = out[other : other + size]
    return bytes(out), f"bytes way {way} at {at} of {len(data)}, size {size}"


def _of_file(dice: random.Random, data: bytes) -> tuple[bytes, str]:
    return _spoilt(dice, data)


def _of_parts(dice: random.Random, data: bytes) -> tuple[bytes, str]:
    parts = parts_of(data)
    name = _some_part(dice, parts)
    parts[name], how = _spoilt(dice, parts[name])
    return _packed(dice, parts), f"{name}: {how}"


# --- the zip -------------------------------------------------------------------------------------


def _packed(dice: random.Random, parts: Parts, again: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    out = io.BytesIO()
    method = dice.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (*parts.items(), *again):
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            # Not through writestr: that warns of the duplicates that are meant here.
            archive.NameToInfo.pop(name, None)
            archive.writestr(info, data)
    return out.getvalue()


def _of_zip(dice: random.Random, data: bytes) -> tuple[bytes, str]:
    parts = parts_of(data)
    first, second = dice.sample(sorted(parts), 2)
    way = dice.randrange(8)
    again: tuple[tuple[str, bytes], ...] = ()
    if way == 0:
        again = ((first, parts[second]),)
    elif way == 1:
        again = ((first.upper(), parts[first]),)
    elif way == 2:
        del parts[first]
    elif way == 3:
        parts[first], parts[second] = parts[second], parts[first]
    elif way == 4:
        target = dice.choice(["../x.xml", "xl/sheet9.xml", second + "x", "content.xml", first[:-1]])
        parts[target] = parts.pop(first)
    elif way == 5:
        parts = dict(dice.sample(sorted(parts.items()), len(parts)))
    elif way == 6:
        out = bytearray(_packed(dice, parts))
        spot = out.rfind(b"PK\1\2", 0, dice.randrange(len(out) // 2, len(out)))
        field = dice.choice([8, 10, 16, 20, 24, 28, 30, 32, 42])
        struct.pack_into("<L", out, max(spot, 0) + field, dice.choice(MAGIC_NUMBERS))
        return bytes(out), f"zip directory field {field}"
    else:
        parts[f"xl/{dice.randrange(99)}.bin"] = dice.choice([b"", b"<x/>", data, b"PK\3\4"])
    return _packed(dice, parts, again), f"zip way {way}: {first}, {second}"


# --- the XML -------------------------------------------------------------------------------------


def _some_part(dice: random.Random, parts: Parts) -> str:
    """Mostly what holds the scores."""
    names = sorted(parts)
    weights = [
        8 if name.endswith(("sheet2.xml", "content.xml")) else 4 if "sharedStr" in name else 1
        for name in names
    ]
    return dice.choices(names, weights)[0]


def _of_xml(dice: random.Random, data: bytes) -> tuple[bytes, str]:
    parts = parts_of(data)
    told = []
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        name = _some_part(dice, parts)
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:
            continue
        way = dice.choice(_WAYS)
        told.append(f"{name}: {way.__name__}{way(dice, root)}")
        xml = etree.tostring(root, xml_declaration=dice.random() < 0.8, encoding="UTF-8")
        parts[name] = _spelled(dice, xml, told)
    return _packed(dice, parts), "; ".join(told)


def _spelled(dice: random.Random, xml: bytes, told: list[str]) -> bytes:
    """Sometimes write the same in another way, or add what changes no value."""
    way = dice.randrange(24)
    if way < 8:
        told.append(f"spelled {way}")
    if way == 0:
        return xml.replace(b'"', b"'")
    if way == 1:
        return xml.replace(b'" ', b'"\n ').replace(b"/>", b" />")
    if way == 2:
        return xml.replace(b"><", b"><!-- <c r='A1'> --><")
    if way == 3:
        return xml.replace(b"</sheetData>", b"</sheetData >")
    if way == 4:
        return xml.replace(b"?>", b"?><!DOCTYPE x>", 1)
    if way == 5:
        return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    if way == 6:
        at = dice.randrange(len(xml))
        return xml[:at] + xml[at:].replace(b'"', b"'", 2)
    if way == 7:
        return xml.replace(b"><", b">\n  <")
    return xml


def _some(dice: random.Random, root: Element) -> Element:
    found = [element for element in root.iter() if isinstance(element.tag, str)]
    cells = [e for e in found if etree.QName(e).localname in {"c", "v", "table-cell", "p", "si"}]
    return dice.choice(cells if cells and dice.random() < 0.6 else found)


def _attribute(dice: random.Random, root: Element) -> str:
    element = _some(dice, root)
    key = dice.choice([*element.attrib, "r", "t", "s"])
    element.set(key, dice.choice(HOSTILE))
    return f" {element.tag} {key!r}"


def _swapped_attributes(dice: random.Random, root: Element) -> str:
    first, second = _some(dice, root), _some(dice, root)
    one, two = dict(first.items()), dict(second.items())
    for element, given in ((first, two), (second, one)):
        element.attrib.clear()
        element.attrib.update(given)
    return f" {first.tag} {second.tag}"


def _text(dice: random.Random, root: Element) -> str:
    element = _some(dice, root)
    element.text = dice.choice(HOSTILE)
    return f" {element.tag} {element.text[:20]!r}"


def _removed(dice: random.Random, root: Element) -> str:
    element = _some(dice, root)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
    return f" {element.tag}"


def _doubled(dice: random.Random, root: Element) -> str:
    element = _some(dice, root)
    parent = element.getparent()
    if parent is not None:
        for _ in range(dice.choice([1, 1, 5, 300])):
            parent.insert(parent.index(element), copy.deepcopy(element))
    return f" {element.tag}"


def _moved(dice: random.Random, root: Element) -> str:
    element, target = _some(dice, root), _some(dice, root)
    if element is not root and element not in target.iterancestors() and element is not target:
        target.insert(dice.randrange(len(target) + 1), element)
    return f" {element.tag} into {target.tag}"


def _nested(dice: random.Random, root: Element) -> str:
    element = _some(dice, root)
    inside = [copy.deepcopy(child) for child in element]
    depth = dice.choice([1, 5, 100, 250, 2000])
    at = element
    for _ in range(depth):
        at = etree.SubElement(at, element.tag)
    at.extend(inside)
    return f" {element.tag} {depth} deep"


def _renamed(dice: random.Random, root: Element) -> str:
    element, other = _some(dice, root), _some(dice, root)
    told = f" {element.tag}"
    element.tag = dice.choice([other.tag, "{urn:x}" + etree.QName(element).localname, "x"])
    return f"{told} as {element.tag}"


def _formula(dice: random.Random, root: Element) -> str:
    cells = [e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname == "c"]
    if not cells:
        return _attribute(dice, root)
    cell = dice.choice(cells)
    space = dice.choice([etree.QName(cell).namespace, "urn:x"])
    formula = etree.Element(f"{{{space}}}f", attrib=dice.choice([{}, {"t": "shared", "si": "0"}]))
    formula.text = dice.choice(["1+1", "", "A1", "cmd|'/c calc'!A1", "SUM(C5:E10)"])
    cell.insert(dice.randrange(len(cell) + 1), formula)
    return f" in {cell.get('r')}"


def _error(dice: random.Random, root: Element) -> str:
    cells = [e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname == "c"]
    if not cells:
        return _text(dice, root)
    cell = dice.choice(cells)
    cell.set("t", "e")
    for value in cell:
        value.text = dice.choice(["#N/A", "#N/B", "#REF!", "", "3", "#ONBEKEND!"])
    return f" in {cell.get('r')}"


_WAYS: tuple[Callable[[random.Random, Element], str], ...] = (
    *(_attribute, _attribute, _swapped_attributes, _text, _text, _removed, _doubled),
    *(_moved, _nested, _renamed, _formula, _error),
)
