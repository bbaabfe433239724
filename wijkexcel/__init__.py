"""wijkexcel: decide which opgaven join a gas-free wijkaanpak, in a workbook anyone can open.

``__all__`` lists what can be used from Python, and docs/python.md shows it. A name is loaded when
it is used, so that the command line starts quickly and pandas is loaded only for tables.
"""

from importlib import import_module

__version__ = "0.2.0"
__all__ = [
    "Dossier",
    "Finding",
    "Outcome",
    "Reading",
    "WijkexcelError",
    "opgave_frame",
    "opgaven_frame",
    "outcome_of",
    "read",
    "scores_frame",
]

TYPE_CHECKING = False
"""As in ``typing``, whose import would take a tenth of the time of the help text."""
if TYPE_CHECKING:
    from wijkexcel.errors import WijkexcelError
    from wijkexcel.frames import opgave_frame, opgaven_frame, scores_frame
    from wijkexcel.hosts.read import read
    from wijkexcel.model.dossier import Dossier
    from wijkexcel.model.finding import Finding
    from wijkexcel.rules.outcome import Outcome, outcome_of
    from wijkexcel.workbook.reading.read import Reading
else:
    _HOMES = {
        "errors": ("WijkexcelError",),
        "frames": ("opgave_frame", "opgaven_frame", "scores_frame"),
        "hosts.read": ("read",),
        "model.dossier": ("Dossier",),
        "model.finding": ("Finding",),
        "rules.outcome": ("Outcome", "outcome_of"),
        "workbook.reading.read": ("Reading",),
    }

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
