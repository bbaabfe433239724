"""Fill in a Word template with docxtpl alone: no sandbox, no literal text, no clean properties."""

import io
from typing import Any

from docxtpl import DocxTemplate

from wijkexcel.documents.render import Fields


def render_plain(template: bytes, fields: Fields) -> bytes:
    """Render as docxtpl's documentation shows it."""
    document: Any = DocxTemplate(io.BytesIO(template))
    document.render(dict(fields), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
