"""One function for a cell: request from xlwings' client in, its answer out, nothing kept.

Arguments and answer are converted by xlwings' own code. The functions are those of
``wijkexcel.excel.cell_functions``, by their names there.
"""

import asyncio
from importlib import import_module
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from wijkexcel.excel import functions
from wijkexcel.excel.cell_functions import FUNCTIONS
from wijkexcel.server.work import PayloadError

MALFORMED = "De gegevens van deze cel kwamen niet goed over. Sluit Excel en open het opnieuw."


class _Call(BaseModel):
    """The parts of xlwings' request that the answer depends on; the rest is passed on as it is."""

    model_config = ConfigDict(extra="allow")
    client: str
    version: str
    runtime: str
    func_name: str
    args: list[Any]


def call(content: bytes) -> dict[str, Any]:
    """Calculate the result of a function in a cell.

    Raises:
        PayloadError: it is not a request of the add-in, or the function does not exist.
    """
    xlwings_server = import_module("xlwings.server")  # checks the licence when it is loaded
    try:
        asked = _Call.model_validate_json(content, strict=True)
    except ValidationError:
        raise PayloadError(MALFORMED) from None  # its text would contain what was typed
    if asked.func_name not in [function.__name__ for function in FUNCTIONS]:
        raise PayloadError(MALFORMED)
    return {
        "result": asyncio.run(xlwings_server.custom_functions_call(asked.model_dump(), functions))
    }
