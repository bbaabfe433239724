"""The five functions for any port: read, check, calculate, write back, render.

They write only to cells that the program owns, log each run, and stop if a total is in doubt. Each
is loaded when it is used: rendering documents costs a tenth of the start.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TypeVar

from wijkexcel.hosts.port import Port
from wijkexcel.steps.frame import StoredResultsMisledError
from wijkexcel.steps.report import Report, Run

T = TypeVar("T")
_ROOMS = {
    "valideer": "checking",
    "bereken": "checking",
    "heroverweeg": "checking",
    "besluit": "deciding",
    "brief": "publishing",
}
"""Each function by its name, with its module beside this one."""
STEPS = tuple(_ROOMS)
MORE = {"ambitie": "publishing"}
"""Commands that work in the same way; the task pane of the server does not have them."""
PUBLIC = ("brief", "ambitie")
"""Those that make a public document."""


def _function(step: str) -> Callable[[Port, Run], Report]:
    found: Callable[[Port, Run], Report] = getattr(
        import_module(f"{__package__}.{(_ROOMS | MORE)[step]}"), step
    )
    return found


def run_step(step: str, port: Port, run: Run) -> Report:
    """Run one of the five functions on a port, or a command that works in the same way."""
    return run_again_if_misled(_function(step), port, run)


def run_again_if_misled(function: Callable[[Port, Run], T], port: Port, run: Run) -> T:
    """Run a function on a port, and once more if it was misled by what the file holds.

    A workbook is calculated once, after the program's changes. If its formulas then give totals
    that differ from the stored ones (a formula was overwritten in a program that does not
    calculate), the function runs again from freshly calculated results and reports that.
    """
    try:
        return function(port, run)
    except StoredResultsMisledError:
        port.take_back()
        return function(port, replace(run, again=True))
