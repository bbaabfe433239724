"""Two coordinators at once, a hundred times: whoever is told that it was taken, has it (K1)."""

import multiprocessing
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.post.scenes import BOOK, WHEN, collection, remember, tree
from wijkexcel.errors import WorkbookChangedError, WorkbookLockedError
from wijkexcel.post.back import folder as from_folder
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource

ROUNDS = 100
Taken = dict[tuple[str, str, str], Any]


def collector(folder: Path, who: str, barrier: Any, results: Any) -> None:
    """Collect one scorer's answers into each workbook; try again when told that it is in use."""
    remember()
    at_once = from_folder.collect

    def slowly(*given: Any) -> Any:
        """As long as reading real files takes; what is read here is remembered."""
        collected = at_once(*given)
        time.sleep(random.random() * 0.02)
        return collected

    from_folder.collect = slowly
    told, taken = 0, []
    for number in range(ROUNDS):
        barrier.wait()
        while True:
            try:
                made = collect_folder(folder / str(number) / BOOK, folder / who, when=WHEN)
            except (WorkbookLockedError, WorkbookChangedError):
                told += 1
                time.sleep(random.random() * 0.01)
            else:
                break
        taken.append({cell: value for cell, (value, _) in made.collected.gathered.values.items()})
    results.put((told, taken))


@pytest.mark.slow
def test_no_score_that_was_reported_as_taken_is_lost(tmp_path: Path) -> None:
    before = collection().before
    for who, name in (("een", "terug/een.xlsx"), ("twee", "terug/twee.xlsx")):
        (tmp_path / who).mkdir()
        (tmp_path / who / "antwoord.xlsx").write_bytes(before[name])
    for number in range(ROUNDS):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / BOOK).write_bytes(before[BOOK])
    spawn = multiprocessing.get_context("spawn")
    barrier, results = spawn.Barrier(2), spawn.Queue()
    processes = [
        spawn.Process(target=collector, args=(tmp_path, who, barrier, results))
        for who in ("een", "twee")
    ]
    for process in processes:
        process.start()
    reports: list[tuple[int, list[Taken]]] = [results.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    for number in range(ROUNDS):
        dossier = read(FileSource((tmp_path / str(number) / BOOK).read_bytes())).dossier
        there: Taken = {**dossier.scores.cells()}
        there |= {(r.scorer, r.opgave, "opmerking"): r.text for r in dossier.remarks}
        reported = reports[0][1][number] | reports[1][1][number]
        assert len(reported) > 10
        assert {cell[0] for cell in reported} == {"S01", "S02"}
        assert there == reported
        assert len(dossier.log) == 2
        assert set(tree(tmp_path / str(number))) == {BOOK, "wijk noord.vorige.xlsx"}
    assert sum(told for told, _ in reports) > ROUNDS // 10, "they never met"
