"""Drop-downs, limits and prompts on input cells, derived from the declaration."""

from datetime import date
from typing import Any

from wijkexcel.dutch.lists import commas
from wijkexcel.layout.spec import Column, Kind, Setting
from wijkexcel.model.numbers import FIRST_YEAR, LARGEST, LAST_YEAR

MAX_TITLE, MAX_TEXT, MAX_LIST = 32, 255, 255

NO_MARK = (
    "Hier hoort een opmerking. Een score typt u in de cel van het criterium. Is dit wel een "
    "opmerking? Schrijf er dan bij wat u bedoelt."
)


def _prompt(title: str, text: str) -> dict[str, Any]:
    return {"input_title": title[:MAX_TITLE], "input_message": text[:MAX_TEXT]}


def _stop(text: str, kind: str = "stop") -> dict[str, Any]:
    return {"error_title": "Dat past hier niet", "error_message": text, "error_type": kind}


def rule_for(kind: Kind, choices: tuple[str, ...], list_name: str) -> dict[str, Any]:
    """Validation of a cell by its type; the message says what to do."""
    if kind is Kind.SCORE:
        # LibreOffice has moved on by then: what is typed next would land in the next cell.
        message = (
            "Dit is geen score op de schaal. Typ een score zoals die bovenaan staan, of ? voor "
            "'weet niet'. Let op: wat u typte, staat er niet. Ga eerst terug naar deze cel."
        )
        return {"validate": "list", "source": f"={list_name}", **_stop(message)}
    if list_name:
        message = "Kies een nummer uit de lijst."
        return {"validate": "list", "source": f"={list_name}", **_stop(message)}
    if choices:
        message = f"Kies uit de lijst: {commas(choices)}."
        return {"validate": "list", "source": list(choices), **_stop(message)}
    if kind in {Kind.NUMBER, Kind.MONEY, Kind.SHARE}:
        message = "Vul een getal in, zonder letters. Een komma mag."
        most = 1_000_000_000_000 if kind is Kind.MONEY else LARGEST
        limits = {"criteria": "between", "minimum": -most, "maximum": most}
        return {"validate": "decimal", **limits, **_stop(message)}
    if kind is Kind.WHOLE:
        message = "Vul een heel getal in van 0 of hoger."
        limits = {"criteria": "between", "minimum": 0, "maximum": LARGEST}
        return {"validate": "integer", **limits, **_stop(message)}
    if kind is Kind.YEAR:
        message = "Vul alleen het jaar in, met vier cijfers. Bijvoorbeeld 2028."
        limits = {"criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        return {"validate": "integer", **limits, **_stop(message)}
    if kind is Kind.DATE:
        message = "Vul een datum in, bijvoorbeeld 31-12-2026."
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2199, 12, 31),
            **_stop(message),
        }
    return {"validate": "any"}


def _suggested(list_name: str) -> dict[str, Any]:
    """A list to choose from that refuses nothing."""
    return {"validate": "list", "source": f"={list_name}", "show_error": False}


def column_validation(column: Column, first: str) -> dict[str, Any]:
    """Validation and prompt of a typed column, of which ``first`` is the first cell.

    A score cell has no prompt: it would cover the cells below and beside it.
    """
    if column.kind is Kind.SCORE:
        return rule_for(column.kind, column.choices, column.list_name)
    rule = rule_for(column.kind, column.choices, column.list_name)
    if column.no_mark:
        rule = {"validate": "custom", "value": f"=NOT(ISNUMBER({first}))", **_stop(NO_MARK)}
    elif column.suggests:
        rule = _suggested(column.list_name)
    return {**rule, **_prompt(column.header, column.help)}


def setting_validation(setting: Setting) -> dict[str, Any]:
    """Validation and prompt of a setting."""
    return {
        **rule_for(setting.kind, setting.choices, ""),
        **_prompt(setting.label, setting.help),
    }
