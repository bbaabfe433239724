"""Commands to be stopped half-way: each on a small workbook, and each time the same to the byte.

After ``remember`` what has nothing to do with files is done once for each workbook.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from tests.post.support import all_parcels, filled, unanswered
from tests.workbook.books import book_of
from wijkexcel.files import lock
from wijkexcel.hosts import file as files
from wijkexcel.hosts.file import FilePort
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ScoreTable
from wijkexcel.post.back import folder
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.post.back.returned import parsed
from wijkexcel.post.out import on_file as commands_post
from wijkexcel.post.out import ready, send
from wijkexcel.steps import five as steps
from wijkexcel.steps import on_file as commands
from wijkexcel.steps import output
from wijkexcel.workbook import recalculate

Tree = dict[str, bytes]
"""Path below the folder -> content; a folder without files ends in a slash."""
BOOK = "wijk noord.xlsx"
WHEN = datetime(2026, 12, 13, 9, 30)


@dataclass(frozen=True)
class Scene:
    """What lies there before, and what is done with it."""

    name: str
    before: Tree
    run: Callable[[Path], None]
    whole: tuple[str, ...] = ()
    """Beginnings of names of which all new files must be there, or none."""
    book: str = BOOK


def tree(folder: Path) -> Tree:
    """All that lies in a folder."""
    return {
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else ""): (
            b"" if path.is_dir() else path.read_bytes()
        )
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def _remembered(work: Callable[..., Any]) -> Callable[..., Any]:
    """Work on a port, done once for each workbook; what it does to the port is done each time."""
    known: dict[bytes, tuple[Any, Any, Any]] = {}

    def call(*given: Any) -> Any:
        (port,) = (g for g in given if isinstance(g, FilePort))
        if port.data not in known:
            result = work(*given)
            known[port.data] = result, port._edited, port._results
        result, port._edited, port.__dict__["_results"] = known[port.data]
        return result

    return call


def _once(work: Callable[..., bytes]) -> Callable[..., bytes]:
    """The same for the results of formulas, which follow from the workbook."""
    known: dict[bytes, bytes] = {}

    def call(data: bytes, *more: Any) -> bytes:
        if data not in known:
            known[data] = work(data, *more)
        return known[data]

    return call


def remember() -> None:
    """Do once what has nothing to do with files; this process is then fit for nothing else."""
    steps.run_step = _remembered(steps.run_step)
    commands_post.send = _remembered(send.send)
    folder.collect = _remembered(folder.collect)
    files.with_results = _once(files.with_results)
    lock._PATIENCE = 0.2
    lock._LOOKS = 1
    output.to_pdfs = lambda *_: None
    folder.Sandbox = NoSandbox  # type: ignore[assignment, misc]


class NoSandbox(contextlib.nullcontext["NoSandbox"]):
    """In place of the sandbox: reads in this process."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__(self)

    def run(self, data: bytes, **options: Any) -> dict[str, Any]:
        return parsed(data, **options)


@lru_cache
def few() -> Dossier:
    """The example with three opgaven and three scorers, and no answers yet."""
    whole = unanswered()
    opgaven, scorers = whole.opgaven[:3], whole.scorers[:3]
    ids = tuple(o.id for o in opgaven), tuple(s.id for s in scorers), whole.scores.criteria
    return whole.model_copy(
        update={
            "opgaven": opgaven,
            "scorers": scorers,
            "scores": ScoreTable.of(*ids, {}),
            "pairs": (),
        }
    )


def _book(dossier: Dossier) -> bytes:
    return recalculate.recalculate(book_of(dossier)).data


def _uncoded() -> Dossier:
    return few().model_copy(
        update={
            "scorers": tuple(
                s.model_copy(update={"code": "", "sent_on": None, "version": ""})
                for s in few().scorers
            )
        }
    )


def _step(folder: Path) -> None:
    commands.run_step("besluit", folder / BOOK, when=WHEN, by="tester")


def _distribute(folder: Path) -> None:
    numbers = count()
    ready.new_code = lambda: f"CODE{next(numbers)}"
    commands_post.distribute(folder / BOOK, folder / "uit", when=WHEN)


def _collect(folder: Path) -> None:
    collect_folder(folder / BOOK, folder / "terug", when=WHEN)


def _returned() -> Tree:
    """What two of the three sent back; one of them in full."""
    parcels = all_parcels(few())
    asked = {
        scorer: [(o.id, c.id) for o in parcel.request.opgaven for c in parcel.request.criteria]
        for scorer, parcel in parcels.items()
    }
    return {
        "terug/een.xlsx": filled(parcels["S01"].workbook, dict.fromkeys(asked["S01"], 4)),
        "terug/twee.xlsx": filled(
            parcels["S02"].workbook, {asked["S02"][0]: 2, ("O01", "remark"): "Graag in de zomer."}
        ),
    }


@lru_cache
def step() -> Scene:
    return Scene("step", {BOOK: _book(few())}, _step)


@lru_cache
def distribution() -> Scene:
    return Scene("verdeel", {BOOK: _book(_uncoded())}, _distribute, whole=("uit/",))


@lru_cache
def distribution_beside() -> Scene:
    """Into a folder in which something lies already."""
    return Scene("verdeel-erbij", {BOOK: _book(_uncoded()), "uit/lees.txt": b"x"}, _distribute)


@lru_cache
def collection() -> Scene:
    return Scene("verzamel", {BOOK: _book(few()), **_returned()}, _collect)


SCENES = {
    "stap": step,
    "verdeel": distribution,
    "verdeel-erbij": distribution_beside,
    "verzamel": collection,
}
