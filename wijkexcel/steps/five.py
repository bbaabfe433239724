"""The five functions on any port: read, check, calculate, write back, render.

They write only what the program owns, log each run, and stop where a total is in doubt. Each is
loaded when it is asked for: what renders documents costs a tenth of the start.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from wijkexcel.hosts.port import Port
from wijkexcel.steps.frame import StoredResultsMisledError
from wijkexcel.steps.report import Report, Run

_ROOMS = {
    "valideer": "checking",
    "bereken": "checking",
    "heroverweeg": "checking",
    "besluit": "deciding",
    "brief": "deciding",
}
"""Each function by its name, and the module beside this one that has it."""
STEPS = tuple(_ROOMS)


def _function(step: str) -> Callable[[Port, Run], Report]:
    found: Callable[[Port, Run], Report] = getattr(
        import_module(f"{__package__}.{_ROOMS[step]}"), step
    )
    return found


def run_step(step: str, port: Port, run: Run) -> Report:
    """Run one of the five functions on a port.

    A workbook is calculated once, after the program wrote to it. Should its formulas then give
    other totals than those that were stored (someone overwrote a formula with a program that
    does not calculate), the step runs again from freshly calculated results and says so.
    """
    function = _function(step)
    try:
        return function(port, run)
    except StoredResultsMisledError:
        port.take_back()
        return function(port, replace(run, again=True))
