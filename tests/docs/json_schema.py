"""As much of JSON schema as docs/json-schema uses: what does not fit, and what breaks a reader."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
KNOWN = {
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "items",
    "properties",
    "required",
    "title",
    "type",
}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def resolved(rule: Schema, root: Schema) -> Schema:
    assert set(rule) <= KNOWN, f"this checker does not know {set(rule) - KNOWN}"
    if "$ref" not in rule:
        return rule
    found: Schema = root["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    return found


def is_a(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def misfits(value: Any, rule: Schema, root: Schema | None = None, at: str = "$") -> list[str]:
    """Where a value does not fit; a key without a rule is a misfit too."""
    root = rule if root is None else root
    return list(_misfits(value, resolved(rule, root), root, at))


def _misfits(value: Any, rule: Schema, root: Schema, at: str) -> Iterator[str]:
    if "anyOf" in rule:
        if all(misfits(value, one, root, at) for one in rule["anyOf"]):
            yield f"{at}: {value!r} is none of those that may be"
        return
    if not is_a(value, rule["type"]):
        yield f"{at}: {value!r} is no {rule['type']}"
    elif "enum" in rule and value not in rule["enum"]:
        yield f"{at}: {value!r} is not among {rule['enum']}"
    elif "const" in rule and value != rule["const"]:
        yield f"{at}: {value!r} is not {rule['const']}"
    elif rule["type"] == "array":
        for i, one in enumerate(value):
            yield from misfits(one, rule["items"], root, f"{at}[{i}]")
    elif rule["type"] == "object":
        known = rule.get("properties", {})
        yield from (
            f"{at}: {key} is missing" for key in rule.get("required", []) if key not in value
        )
        for key, one in value.items():
            inner = known.get(key, rule.get("additionalProperties"))
            if inner is None:
                yield f"{at}: {key} has no rule"
            else:
                yield from misfits(one, inner, root, f"{at}.{key}")


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a reader of the old shape would trip over in the new one."""
    return list(_breaks(old, new, old, new, "$"))


def _breaks(old: Schema, new: Schema, roots: Schema, root: Schema, at: str) -> Iterator[str]:
    old, new = resolved(old, roots), resolved(new, root)
    if "anyOf" in old or "anyOf" in new:
        olds, news = old.get("anyOf", [old]), new.get("anyOf", [new])
        for one in news:
            if all(list(_breaks(kind, one, roots, root, at)) for kind in olds):
                yield f"{at}: may be something that it could not be"
        return
    if old["type"] != new["type"] or old.get("const") != new.get("const"):
        yield f"{at}: is of another kind"
        return
    gone = [value for value in old.get("enum", []) if value not in new.get("enum", [])]
    if gone or ("enum" in new) != ("enum" in old):
        yield f"{at}: values are gone: {gone}"
    if old["type"] == "array":
        yield from _breaks(old["items"], new["items"], roots, root, f"{at}[]")
    for key, inner in old.get("properties", {}).items():
        if key not in new.get("properties", {}):
            yield f"{at}: {key} is gone"
        elif key in old.get("required", []) and key not in new.get("required", []):
            yield f"{at}: {key} need not be there"
        else:
            yield from _breaks(inner, new["properties"][key], roots, root, f"{at}.{key}")
    if isinstance(old.get("additionalProperties"), dict):
        yield from _breaks(
            old["additionalProperties"], new["additionalProperties"], roots, root, f"{at}.*"
        )
