"""Real workbooks by the folder: ``python -m tests.post.corpus MAP``.

Each goes the way of a returned file: checked, then read in the sandbox. What is refused must be so
for what lines C1 to C4 and C7 of the catalogue name, found once more here in another way; of the
rest LibreOffice is asked whether it opens the file. More than one in a thousand of those is a
failure. Good folders are the tests of XlsxWriter, Apache POI, ClosedXML and SheetJS.
"""

import argparse
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from wijkexcel.files.kinds import What, what_is
from wijkexcel.post.inspect.inspect import Kind, inspect
from wijkexcel.workbook.reading.headers import readable
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workers.sandbox import Sandbox, SandboxError

ENDINGS = (".xlsx", ".xlsm", ".ods")
MOST = 0.001
"""Share of the genuine files that may be refused."""
READER = "tests.post.corpus:everything"
_OUT = re.compile(rb'<(?:\w+:)?Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")')
_CLAIMS: dict[str, tuple[str, ...]] = {
    "external": ("verwijst naar een ander bestand",),
    "connection": ("een gegevensverbinding",),
    "embedded": ("ander bestand ingesloten", "ander bestand verpakt"),
    "activex": ("ActiveX",),
    "dde": ("DDE",),
    "dtd": ("(een DTD)",),
    "password": ("wachtwoord",),
    "outside": ("buiten het bestand wijst",),
    "twice": ("een onderdeel twee keer",),
    "damaged": ("beschadigd",),
    "large": ("veel groter", "veel meer dan", "veel te veel soorten opmaak", "tekst die langer"),
    "far": ("heel ver naar rechts", "heel veel cellen samengevoegd"),
    "other": ("Dit is ", "zit iets anders in", "leeg (0 bytes)"),
}
"""What a refusal says, by what must then be found here."""


def everything(data: bytes, **_: object) -> dict[str, Any]:
    """All grids of a workbook, as every part of wijkexcel reads it; run in a sandbox."""
    source = FileSource(data)
    cells = 0
    for name, grid in readable(source, source.sheet_names):
        source.specials(name)
        source.additions(name)
        cells += sum(len(row) for row in grid)
    source.table_sheets()
    return {"cells": cells}


def found_in(data: bytes) -> Iterator[str]:
    """Yield what is in a file for which it may be refused, by other means than the check's own."""
    what = what_is(data)
    if what is What.PASSWORD:
        yield "password"
    if what in {What.XLS, What.PASSWORD} or not zipfile.is_zipfile(io.BytesIO(data)):
        yield "other"
        if what in {What.EXCEL, What.ZIP, What.UNKNOWN}:
            yield "damaged"
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _in_zip(archive)
    except Exception:  # whatever stops the standard library, the file is damaged
        yield "damaged"


def _in_zip(archive: zipfile.ZipFile) -> Iterator[str]:
    infos = archive.infolist()
    names = [info.filename.replace("\\", "/") for info in infos]
    lower = [name.lower() for name in names]
    if len(set(lower)) != len(names):
        yield "twice"
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        yield "outside"
    if any(info.flag_bits & 1 for info in infos):
        yield "password"
    sizes = [info.file_size for info in infos]
    if sum(sizes) > 64 << 20 or max(sizes, default=0) > 32 << 20:
        yield "large"
        return
    if any("/embeddings/" in name for name in lower):
        yield "embedded"
    if any("/activex/" in name for name in lower):
        yield "activex"
    if any("/externallinks/" in name for name in lower):
        yield "external"
    if any(re.match(r"xl/(connections|querytables/|model/)", name) for name in lower):
        yield "connection"
    if not {"xl/workbook.xml", "content.xml"} & set(lower) and "[content_types].xml" not in lower:
        yield "other"
    for info in infos:
        yield from _in_part(info.filename, archive.read(info))


def _in_part(name: str, data: bytes) -> Iterator[str]:
    if data[:4] in {b"PK\3\4", b"\xd0\xcf\x11\xe0"} and "vba" not in name.lower():
        yield "embedded"
    if not name.lower().endswith((".xml", ".rels")):
        return
    plain = data.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        yield "dtd"
    if _OUT.search(data) or b"externalReference" in data:
        yield "external"
    if b"ddeLink" in data:
        yield "dde"
    if b"oleObject " in data or b"<oleObject" in data:
        yield "embedded"
    if b"encryption-data" in data:
        yield "password"
    if max(map(len, re.split(rb"[<>]", data))) > 300_000 or data.count(b"<") > 3_000_000:
        yield "large"
    if data.count(b"<xf ") > 65_490 or data.count(b"<si>") > 1_000_000:
        yield "large"
    rows = [int(row) for row in re.findall(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"', data)]
    if max(rows, default=0) > 120_000 or b"table:number-rows-repeated" in data:
        yield "far"
    try:
        etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        if data:
            yield "damaged"


def opened_by_libreoffice(path: Path) -> bool:
    """Whether LibreOffice makes anything of a file."""
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        asked = [
            *("soffice", "--headless", "--norestore", "--nologo", "--nolockcheck"),
            *(f"-env:UserInstallation={profile}", "--convert-to", "csv"),
            *("--outdir", folder, str(path)),
        ]
        nothing = subprocess.DEVNULL
        process = subprocess.Popen(asked, stdout=nothing, stderr=nothing, start_new_session=True)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # soffice leaves the work to another process
            process.wait()
            return False
        return any(Path(folder).glob("*.csv"))


@dataclass
class Corpus:
    """What came of a folder."""

    opens: Callable[[Path], bool] = opened_by_libreoffice
    counts: Counter[str] = field(default_factory=Counter)
    untrue: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    """Refused for what is not in it, and opened elsewhere; by what was said."""

    def run(self, paths: Iterator[Path]) -> None:
        """Try all."""
        with Sandbox(READER) as sandbox:
            for path in paths:
                said = self._refusal(sandbox, path)
                if not said:
                    self.counts["read"] += 1
                elif self._is_true(said, path):
                    self.counts[f"refused: {said.partition('.')[0]}"] += 1
                elif self.opens(path):
                    self.untrue[said].append(path)
                else:
                    self.counts["refused, and LibreOffice does not open it either"] += 1

    @staticmethod
    def _refusal(sandbox: Sandbox, path: Path) -> str:
        data = path.read_bytes()
        found = inspect(path.name, data)
        if found.refused is not None or found.kind is Kind.SKIP:
            return found.refused or "Dit is geen antwoord"
        try:
            sandbox.run(data)
        except SandboxError as error:
            return f"read: {error} {error.detail}"
        return ""

    @staticmethod
    def _is_true(said: str, path: Path) -> bool:
        if said.startswith("read: "):
            return False
        claims = {claim for claim, words in _CLAIMS.items() if any(word in said for word in words)}
        return bool(claims & set(found_in(path.read_bytes())))

    @property
    def share(self) -> float:
        """Which part of the files that can be opened, and may be, is refused."""
        wrong = sum(map(len, self.untrue.values()))
        return wrong / max(wrong + self.counts["read"], 1)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.post.corpus", description=__doc__)
    parser.add_argument("map", type=Path, nargs="+", help="map met werkboeken")
    asked = parser.parse_args()
    if shutil.which("soffice") is None:
        parser.error("LibreOffice (soffice) is needed to tell what can be opened")
    corpus = Corpus()
    corpus.run(
        path
        for folder in asked.map
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in ENDINGS and path.is_file()
    )
    for what, count in corpus.counts.most_common():
        print(f"{count:6} {what}")
    for said, paths in corpus.untrue.items():
        print(f"{len(paths):6} refused, but it can be opened: {said}")
        for path in paths:
            print(f"         {path}")
    print(f"{corpus.share:.3%} of the files that can be opened, and may be, is refused")
    return 1 if corpus.share > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
