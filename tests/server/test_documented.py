"""docs/server.md says what is there: settings, files, sentences, limits."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from wijkexcel.server.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/server.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_documented_with_its_default(field: object) -> None:
    name, default = field.name, field.default  # type: ignore[attr-defined]
    found = re.search(rf"^\| `{PREFIX}{name.upper()}` \|(.*)\|(.*)\|$", TEXT, re.MULTILINE)
    assert found, name
    if isinstance(default, int | float) and not isinstance(default, bool):
        assert f"{default:g}" in found[2]


def test_no_setting_is_documented_that_does_not_exist() -> None:
    files = [*(ROOT / "docs/server").iterdir(), ROOT / "docs/server.md"]
    for path in files:
        named = set(re.findall(rf"{PREFIX}([A-Z_]+)", path.read_text(encoding="utf-8")))
        assert named <= {field.name.upper() for field in fields(Settings)}, path


def test_what_the_user_sees_is_explained() -> None:
    package = ROOT / "wijkexcel/server"
    code = "".join((package / name).read_text("utf-8") for name in ("routes.py", "serve.py"))
    code += (package / "project/static/js/wijkexcel/server.js").read_text(encoding="utf-8")
    shown = re.findall(r"^\| \*([^*]+)\* \|", TEXT, re.MULTILINE)
    assert len(shown) == 6
    assert not [words for words in shown if words not in code]


def test_the_files_named_exist() -> None:
    for name in re.findall(r"\]\((server/[^)]*)\)", TEXT):
        assert (ROOT / "docs" / name).exists(), name


def test_the_examples_name_no_registry() -> None:
    images = re.findall(
        r"^(?:FROM|\s+image:)\s*(\S+)",
        "\n".join(p.read_text() for p in (ROOT / "docs/server").iterdir()),
        re.MULTILINE,
    )
    assert images
    assert not [image for image in images if "/" in image]
