"""Describe what the commands print with ``--json``: ``python -m docs.maken.describe_json``.

The page ``docs/json.md`` and the schemas in ``docs/json-schema`` both come from the models in
``wijkexcel.cli.json_models``. A test checks that, and compares printed output with the schemas.
"""

import json
import types
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from wijkexcel.cli.json_models.anonimiseer import CopyShape
from wijkexcel.cli.json_models.bijwerken import RenewalShape
from wijkexcel.cli.json_models.failure import FailureShape
from wijkexcel.cli.json_models.papier import PaperShape
from wijkexcel.cli.json_models.step import StepShape
from wijkexcel.cli.json_models.verdeel import DistributionShape
from wijkexcel.cli.json_models.verzamel import CollectionShape
from wijkexcel.hosts.file import FilePort
from wijkexcel.new.shipped import EXAMPLE
from wijkexcel.steps.as_json import VERSION, Shape, Versioned, shape_of
from wijkexcel.steps.five import MORE, STEPS, run_step
from wijkexcel.steps.report import Run

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "json.md"
SCHEMAS: Final = ROOT / "docs" / "json-schema"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

PRINTED: Final[dict[str, tuple[str, type[Versioned]]]] = {
    "stap": ("The result of a step", StepShape),
    "verdeel": ("The result of `verdeel`", DistributionShape),
    "papier": ("The result of `papier`", PaperShape),
    "verzamel": ("The result of `verzamel`", CollectionShape),
    "anonimiseer": ("The result of `anonimiseer`", CopyShape),
    "bijwerken": ("The result of `bijwerken`", RenewalShape),
    "fout": ("When it fails", FailureShape),
}
"""All complete outputs: name of the schema, heading and model."""

_HEAD = f"""# The shape of `--json`

<!-- Made by python -m docs.maken.describe_json (make json); change the models instead. -->

The commands below print one JSON object with `--json`. Keys are Dutch, like the workbook. Signs
outside ASCII stand as `\\u` escapes. Numbers are not rounded. What is unknown is `null`. Each
object has a [JSON schema](json-schema). This page and the schemas are made from the same models,
and tests hold them to what is printed.

The output is **internal**, for who decides: it holds totals and internal criteria.

## What may change

`versie` is {VERSION}. It is one number for all objects on this page. Within one version:

- A key may be added. A reader ignores keys that it does not know.
- Where a table lists the values of a text, one may be added. A reader has an answer to a value that
  it does not know.
- Sentences for people (`melding`, `wat`, `doe`, `probleem`, `actie`, `opmerkingen`, `fout` and the
  like) may be reworded. A reader never compares them; `code` is there for that.

The number goes up when a key goes away or gets another name, type, unit or meaning, when `null` may
stand where it could not, or when a listed value goes away or gets another name. The
[changelog](../CHANGELOG.md) then says what to do.
"""
_TAIL = """Wrong options on the command line give a usage message and no JSON.
"""


def _is_shape(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Shape)


def _parts(kind: Any) -> Sequence[Any]:
    """The members of a union; another type itself."""
    return get_args(kind) if get_origin(kind) in {types.UnionType, Union} else (kind,)


def _one_type(kind: Any) -> str:
    """The type of a value in a few words."""
    if get_origin(kind) is list:
        inner = get_args(kind)[0]
        return "list" if _is_shape(inner) else f"list of {_one_type(inner)}"
    if get_origin(kind) is Literal:
        return _one_type(type(get_args(kind)[0]))
    if _is_shape(kind) or get_origin(kind) is dict:
        return "object"
    if kind is types.NoneType:
        return "null"
    if kind is bool:
        return "true, false"
    if kind in {int, float}:
        return "number"
    if issubclass(kind, str):
        return "text"
    message = f"docs/json.md has no word for {kind}"
    raise TypeError(message)


def type_of(field: FieldInfo) -> str:
    """The type of a field as shown on the page."""
    return ", ".join(_one_type(kind) for kind in _parts(field.annotation))


def _inner(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is list else kind


def values_of(field: FieldInfo) -> list[str]:
    """The possible values of a text; empty when it can have any."""
    kinds = [_inner(kind) for kind in _parts(field.annotation)]
    return [
        str(value.value)
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, StrEnum)
        for value in kind
    ]


def shapes_in(field: FieldInfo) -> list[type[Shape]]:
    """The models in a field."""
    return [_inner(kind) for kind in _parts(field.annotation) if _is_shape(_inner(kind))]


def _means(field: FieldInfo) -> str:
    text = field.description or ""
    if get_origin(field.annotation) is Literal:
        return f"{text}: {get_args(field.annotation)[0]}"
    values = [f"`{value}`" for value in values_of(field)]
    if not values:
        return text
    return f"{text}: {', '.join(values[:-1])} or {values[-1]}"


def _table(model: type[Shape]) -> Iterator[str]:
    yield "| Key | Type | Means |"
    yield "| --- | --- | --- |"
    for name, field in model.model_fields.items():
        yield f"| `{name}` | {type_of(field)} | {_means(field)} |"


def _said(model: type[Shape]) -> str:
    """The docstring of a model, with each paragraph on one line."""
    paragraphs = (model.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _below(model: type[Shape]) -> Iterator[str]:
    """A table for each model within a model; one under several keys only once."""
    keys: dict[type[Shape], list[str]] = {}
    for name, field in model.model_fields.items():
        for inner in shapes_in(field):
            keys.setdefault(inner, []).append(f"`{name}`")
    for inner, names in keys.items():
        yield f"### In {' and '.join(names)}"
        yield ""
        yield _said(inner)
        yield ""
        yield from _table(inner)
        yield ""
        yield from _below(inner)


def _section(name: str, title: str, model: type[Versioned]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield _said(model)
    yield ""
    yield f"Schema: [{name}.json](json-schema/{name}.json)."
    yield ""
    yield from _table(model)
    yield ""
    yield from _below(model)


def sample() -> str:
    """The output of ``bereken`` on the example, with one finding and one opgave."""
    book = FilePort.open(ROOT / "workbook_template" / EXAMPLE)
    report = run_step("bereken", book, Run(datetime(2026, 9, 21, 12), "voorbeeld"))
    whole = shape_of(report)
    shown = StepShape(**dict(whole), bestanden=[], werkboek=EXAMPLE).model_copy(
        update={
            "bevindingen": whole.bevindingen[:1],
            "opgaven": [o for o in whole.opgaven if o.onder_ondergrens][:1],
        }
    )
    return json.dumps(shown.model_dump(mode="json"), ensure_ascii=True, indent=2)


def text() -> str:
    """Text of ``docs/json.md``."""
    steps = ", ".join(f"`{step}`" for step in (*STEPS, *MORE))
    lines: list[str] = [_HEAD]
    for name, (title, model) in PRINTED.items():
        lines += _section(name, title, model)
    lines += [_TAIL, "## Example", ""]
    lines.append(f"A step ({steps}) prints, with more findings and opgaven:")
    lines += ["", "```json", sample(), "```"]
    return "\n".join(lines) + "\n"


def schema(name: str) -> dict[str, Any]:
    """The schema of an output; it allows unknown keys: these may be added within a version."""
    _, model = PRINTED[name]
    found = model.model_json_schema(mode="serialization")
    for part in found.get("$defs", {}).values():
        if "enum" in part:  # the type of a list in the program does not concern readers
            part.pop("description", None)
    return {"$schema": DIALECT, **found}


def schema_text(name: str) -> str:
    """Text of a file in ``docs/json-schema``."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write page and schemas; run it from the top of the repository."""
    PAGE.write_text(text(), encoding="utf-8", newline="\n")
    SCHEMAS.mkdir(exist_ok=True)
    for name in PRINTED:
        path = SCHEMAS / f"{name}.json"
        path.write_text(schema_text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
