"""docs/json.md and the schemas are made from the models, and hold what the commands print."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docs.maken.describe_json import PAGE, PRINTED, SCHEMAS, schema, schema_text, text
from tests.docs.json_schema import breaks, misfits
from wijkexcel.cli import main as cli
from wijkexcel.layout.spec import Capacity
from wijkexcel.new.shipped import EXAMPLE
from wijkexcel.new.workbook import new_workbook, starter
from wijkexcel.steps.as_json import VERSION
from wijkexcel.steps.five import MORE

RELEASED = Path(__file__).with_name(f"json_versie_{VERSION}.json")
"""The schemas with which this version came out: only to be added to, by who adds a key."""


def released() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RELEASED.read_text(encoding="utf-8"))
    return found


@pytest.mark.slow
def test_the_page_is_made_from_the_models() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(), "give: make json"


@pytest.mark.parametrize("name", PRINTED)
def test_the_schemas_are_made_from_the_models(name: str) -> None:
    path = SCHEMAS / f"{name}.json"
    assert path.read_text(encoding="utf-8") == schema_text(name), "give: make json"


def test_there_is_no_other_schema() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == set(PRINTED)


def test_every_command_that_prints_json_has_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    printing = set()
    for name in cli.parser().names:
        with pytest.raises(SystemExit):
            cli.run([name, "--help"])
        if "--json" in capsys.readouterr().out:
            printing.add("stap" if name in (*cli.STEPS, *MORE) else name)
    assert printing | {"fout"} == set(PRINTED)


def test_every_key_says_what_it_means() -> None:
    for name in PRINTED:
        found = schema(name)
        for part in (found, *found.get("$defs", {}).values()):
            for key, field in part.get("properties", {}).items():
                assert field.get("description"), f"{name}: {key}"


# --- what is printed ----------------------------------------------------------------------------


def printed(
    words: list[object], schema_name: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, Any]]:
    """What a command prints, which fits its schema, in the order of its keys."""
    code = cli.run([*map(str, words), "--json"])
    content = json.loads(capsys.readouterr().out)
    rules = schema(schema_name)
    assert misfits(content, rules) == []
    assert list(content) == list(rules["properties"])
    return code, content


@pytest.mark.slow
def test_what_is_printed_fits_the_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("boek.xlsx").write_bytes((PAGE.parents[1] / "workbook_template" / EXAMPLE).read_bytes())
    _, made = printed(["bereken", "boek.xlsx"], "stap", capsys)
    assert made["bevindingen"]
    assert made["opgaven"]
    _, made = printed(["verdeel", "boek.xlsx", "uit"], "verdeel", capsys)
    assert made["verstuurd"]
    _, made = printed(["papier", "boek.xlsx", "op_papier", "--leeg", "G3"], "papier", capsys)
    assert made["formulieren"]
    words = ["verzamel", "boek.xlsx", "uit", "--terug", "terug"]
    _, made = printed([*words], "verzamel", capsys)
    assert made["regels"]
    _, made = printed(["anonimiseer", "boek.xlsx", "kopie.xlsx"], "anonimiseer", capsys)
    assert made["niet_in_de_kopie"]
    _, made = printed(["bijwerken", "boek.xlsx", "--opgaven", 40], "bijwerken", capsys)
    assert made["ruimte"]["opgaven"] == 40


@pytest.mark.slow
@pytest.mark.parametrize("step", ["valideer", "brief"])
def test_a_step_with_errors_fits_the_schema(
    step: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "werkboek.xlsx"
    new_workbook(book, starter(), Capacity(2, 7, 4, 2, 1), created=date(2026, 1, 1))
    code, content = printed([step, book], "stap", capsys)
    assert content["stap"] == step
    assert code == (1 if content["fouten"] or content["geweigerd"] else 0)


@pytest.mark.parametrize("command", [name for name in PRINTED if name not in {"stap", "fout"}])
def test_a_failure_fits_the_schema(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [tmp_path / "weg.xlsx", *([] if command == "bijwerken" else [tmp_path / "uit.xlsx"])]
    code = cli.run([command, *map(str, given), "--json"])
    assert code == cli.WRONG_USE
    shown = capsys.readouterr()
    content = json.loads(shown.out)
    assert misfits(content, schema("fout")) == []
    assert content["fout"] in shown.err


def test_the_example_on_the_page_fits_the_schema() -> None:
    (sample,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert misfits(json.loads(sample), schema("stap")) == []


# --- the rule for ``versie`` --------------------------------------------------------------------


def test_within_a_version_shapes_only_grow() -> None:
    now = {name: schema(name) for name in PRINTED}
    assert set(released()) <= set(now)
    assert {name: breaks(old, now[name]) for name, old in released().items()} == {
        name: [] for name in released()
    }


def without(found: dict[str, Any], key: str) -> None:
    del found["properties"][key]
    found["required"].remove(key)


def renamed(found: dict[str, Any], key: str) -> None:
    found["properties"]["nieuw"] = found["properties"].pop(key)


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "weg": lambda found: without(found, "fouten"),
    "andere naam": lambda found: renamed(found, "fouten"),
    "ander soort": lambda found: found["properties"]["fouten"].update(type="string"),
    "mag leeg": lambda found: found["properties"].update(
        fouten={"anyOf": [{"type": "integer"}, {"type": "null"}]}
    ),
    "niet altijd": lambda found: found["required"].remove("fouten"),
    "waarde weg": lambda found: found["$defs"]["Status"]["enum"].pop(),
    "binnenin weg": lambda found: without(found["$defs"]["OpgaveShape"], "totaal"),
    "in een lijst": lambda found: found["properties"]["geweigerd"]["items"].update(type="integer"),
    "ander getal": lambda found: found["properties"]["versie"].update(const=2),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_needs_another_version_is_found(change: str) -> None:
    old = schema("stap")
    new_one = copy.deepcopy(old)
    CHANGES[change](new_one)
    assert breaks(old, new_one) != []


def grown() -> Iterator[dict[str, Any]]:
    more = schema("stap")
    more["properties"]["nieuw"] = {"type": "string"}
    more["required"].append("nieuw")
    yield more
    value = schema("stap")
    value["$defs"]["Status"]["enum"].append("iets nieuws")
    yield value
    sentence = schema("stap")
    sentence["properties"]["fouten"]["description"] = "otherwise"
    yield sentence


def test_growing_is_allowed() -> None:
    assert [breaks(schema("stap"), new_one) for new_one in grown()] == [[], [], []]
