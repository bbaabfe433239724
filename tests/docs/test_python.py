"""The declared Python API: its names, what it loads, and the page whose examples run."""

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wijkexcel
from wijkexcel.new import shipped

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "python.md"
EXAMPLE = Path("voorbeeld") / "voorbeeld_lijsterhoek.xlsx"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
FLAGS = doctest.NORMALIZE_WHITESPACE


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def loaded_by(code: str) -> set[str]:
    code = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_examples_on_the_page_are_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    EXAMPLE.parent.mkdir()
    EXAMPLE.write_bytes((ROOT / "workbook_template" / shipped.EXAMPLE).read_bytes())
    # Everything outside the blocks goes, line by line, so that a failure names a line of the page.
    text, kept, inside = [], 0, False
    for line in page().splitlines():
        fence = line.startswith("```")
        inside = (line == "```python") if fence else inside
        text.append(line if inside and not fence else "")
        kept += text[-1].startswith(">>> ")
    test = doctest.DocTestParser().get_doctest("\n".join(text), {}, "python.md", str(PAGE), 0)
    assert len(test.examples) == kept > 20
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append)
    assert result.failed == 0, "".join(said)


def test_from_a_file_to_a_frame_takes_three_lines() -> None:
    first = BLOCK.findall(page())[0].strip().splitlines()
    assert len(first) == 3
    assert all(line.startswith(">>> ") for line in first)


def test_the_names_are_few_sorted_and_on_the_page() -> None:
    names = wijkexcel.__all__
    assert names == sorted(names)
    assert len(names) == len(set(names)) <= 12
    rows = re.findall(r"^\| (`.+?) \|", page(), re.MULTILINE)
    listed = re.findall(r"`(\w+)[(`]", " ".join(rows))
    assert sorted(listed) == names


@pytest.mark.parametrize("name", wijkexcel.__all__)
def test_every_name_is_there_and_explains_itself(name: str) -> None:
    found = getattr(wijkexcel, name)
    assert found.__name__ == name
    assert inspect.getdoc(found)
    assert name in dir(wijkexcel)


@pytest.mark.parametrize("name", [name for name in wijkexcel.__all__ if name.islower()])
def test_every_function_is_on_the_page_as_it_is(name: str) -> None:
    given = ", ".join(inspect.signature(getattr(wijkexcel, name)).parameters)
    assert f"| `{name}({given})` |" in page()


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    source = (ROOT / "wijkexcel" / "__init__.py").read_text(encoding="utf-8")
    seen = re.findall(r"^    from wijkexcel\.(\S+) import (.+)$", source, re.MULTILINE)
    declared = {home: tuple(names.split(", ")) for home, names in seen}
    assert declared == wijkexcel._HOMES  # type: ignore[attr-defined]
    assert sorted(name for names in declared.values() for name in names) == wijkexcel.__all__


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="'wijkexcel' has no attribute 'weg'"):
        _ = wijkexcel.weg  # type: ignore[attr-defined]


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    assert not {"typing", "pydantic", "numpy", "pandas"} & loaded_by("import wijkexcel")
    assert "pandas" not in loaded_by("from wijkexcel import outcome_of, read")
    assert "pandas" in loaded_by("from wijkexcel import opgaven_frame")


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "wijkexcel" / "py.typed").read_bytes() == b""
