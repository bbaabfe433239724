"""What the tests of the copy without names share: workbooks with people in every corner."""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.workbook.books import calculated
from wijkexcel.example import example
from wijkexcel.hosts.file import FilePort
from wijkexcel.model.dossier import Dossier
from wijkexcel.privacy.anonymise import Anonymised, Wishes, anonymise

DAY = date(2026, 11, 24)


def port_on(data: bytes) -> FilePort:
    return FilePort(data, path=Path("map/werkboek.xlsx"))


def copied(data: bytes, wishes: Wishes | None = None, name: str = "kopie.xlsx") -> Anonymised:
    return anonymise(port_on(data), DAY, name, wishes or Wishes())


def book(dossier: Dossier) -> bytes:
    """The workbook as a file, with results."""
    return calculated(dossier)


def with_settings(dossier: Dossier, **fields: Any) -> Dossier:
    settings = dossier.settings.model_copy(update=fields)
    return dossier.model_copy(update={"settings": settings})


def with_first(dossier: Dossier, what: str, **fields: Any) -> Dossier:
    """The dossier with other fields in the first record of a kind."""
    first, *rest = getattr(dossier, what)
    return dossier.model_copy(update={what: (first.model_copy(update=fields), *rest)})


@lru_cache
def example_copy() -> Anonymised:
    return copied(book(example()))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rebuilt(
    data: bytes,
    change: Mapping[str, Callable[[bytes], bytes]],
    add: Mapping[str, bytes],
    comment: bytes = b"",
) -> bytes:
    """The package with members changed and added, by zipfile: not by the code under test."""
    found = members(data)
    for name, edit in change.items():
        new = edit(found[name])
        assert new != found[name], name
        found[name] = new
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**found, **add}.items():
            package.writestr(name, content)
        package.comment = comment
    return out.getvalue()


def put(before: str, text: str) -> Callable[[bytes], bytes]:
    """Put text before the first place of a string."""

    def edit(content: bytes) -> bytes:
        head, found, tail = content.partition(before.encode())
        assert found, before
        return head + text.encode() + found + tail

    return edit


def all_of(*edits: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def edit(content: bytes) -> bytes:
        for one in edits:
            content = one(content)
        return content

    return edit


def everything(data: bytes) -> str:
    """All that can be read in a package in any of the usual ways: an oracle of its own."""
    parts = [data, *members(data).values()]
    texts = list(members(data))
    for part in parts:
        texts += [part.decode(code, "ignore") for code in ("utf-8", "utf-16-le", "utf-16-be")]
        texts.append(part[1:].decode("utf-16-le", "ignore"))
    return "\n".join(texts)


def as_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
