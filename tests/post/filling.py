"""Fills in a returned workbook in a folder."""

import re
from pathlib import Path
from typing import Any

from tests.post.support import Form, changed
from wijkexcel.layout.partner_form import FORM


def fill(folder: Path, scorer: str, mark: Any) -> Path:
    (path,) = folder.glob(f"*-{scorer.lower()}-*.xlsx")

    def typed(workbook: Any) -> None:
        form = Form(workbook[FORM])
        for header in form.headers:
            if re.fullmatch(r"C\d\d", str(header)):
                form["O01", str(header)] = mark

    path.write_bytes(changed(path.read_bytes(), typed))
    return path
