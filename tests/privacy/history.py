"""A workbook with a rich history: sent out, collected many times, on paper, every step, renewed.

Whatever the program writes on the way is written by the program itself, so that the tests hold
the copy against what it really says.
"""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from tests.post.support import Form, all_parcels, changed, collected, few, with_identity
from tests.renew.renewing import changed_by_hand
from tests.workbook.books import calculated, edited, layout_for
from wijkexcel.hosts.file import FilePort
from wijkexcel.layout.partner_form import FORM
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.post.back.returns import Choice
from wijkexcel.post.out.mail import REPLY, packaged
from wijkexcel.post.out.paper import PaperAsk, papers
from wijkexcel.post.out.send import Ask, send
from wijkexcel.renew.on_file import renew_workbook
from wijkexcel.renew.room import Wish
from wijkexcel.steps.five import STEPS, run_step
from wijkexcel.steps.report import Run

WHEN = datetime(2026, 12, 13, 9, 30)
STRANGER = "Truus Kanariestra"
"""Somebody whose name stands nowhere but in a workbook that came back."""
BORDER = "Samira Benhaddou"
"""A scorer whose name falls where a long line of Logboek is cut."""
FILES = {
    "ingevuld": "ingevuld door zangvogelaa.xlsx",
    "like a line": "terug (ronde 2) uit zangvogelbb (kenmerk AB12CD34). uit.xlsx",
    "in a mail": "post van zangvogelcc.eml > zangvogeldd, 'mijn' antwoord (2).xlsx",
    "in a folder": "zangvogelee/terug uit zangvogelff.XLSX",
    "with marks": "zangvogelgg; '4' in zangvogelhh.xlsx",
    "with a comma": "zangvogelii, zangvogeljj.xlsx",
    "like two": "zangvogelkk.xlsx, zangvogelll.xlsx",
    "of a lock": "~$zangvogelmm.xlsx",
    "without ending": "zangvogelnn",
    "own ending": "bestand-1.zangvogeloo",
    "of a stranger": "namens zangvogelpp.xlsx",
    "long": "lang van zangvogelqq.xlsx",
    "part of a package": "sheet1.xml",
    "nothing new": "nog eens zangvogelrr.xlsx",
}
"""Files by what is odd about their names; each 'zangvogel…' is a canary."""
CANARIES = tuple(f"zangvogel{c}{c}" for c in "abcdefghijklmnopqr")
OLD_REMARK = "Volgens Marjan moet de roodborst eerst."
MENTIONED = "Zie Terug uit zangvogelff.xlsx, en wat in C:\\Users\\mees\\kopie.docx staat."
"""What somebody typed about files: one that is known, in a folder, and one that is not."""
SHEET = "blad van pimpelmees"
TITLE = "Dit zei de boomklever"


def _dossier() -> Dossier:
    dossier = few()
    scorers = tuple(s.model_copy(update={"code": f"CODE{s.id}X"}) for s in dossier.scorers)
    return dossier.model_copy(update={"scorers": scorers})


def _answer(scorer: str, marks: str, remark: str = "", **who: str) -> bytes:
    """The workbook of a scorer, filled in: the first marks of O01, and a remark with it."""
    data = all_parcels(_dossier())[scorer].workbook

    def type_in(book: object) -> None:
        form = Form(book[FORM])  # type: ignore[index]
        criteria = [h for h in form.headers if str(h).startswith("C") and str(h)[1:].isdigit()]
        for criterion, mark in zip(criteria, marks, strict=False):
            form["O01", criterion] = int(mark)
        if remark:
            form["O01", "remark"] = remark

    data = changed(data, type_in)
    return with_identity(data, **who) if who else data


def _long(scorer: str, texts: list[str]) -> bytes:
    data = all_parcels(_dossier())[scorer].workbook

    def type_in(book: object) -> None:
        form = Form(book[FORM])  # type: ignore[index]
        for opgave, text in zip((o.id for o in few().opgaven), texts, strict=True):
            form[opgave, "remark"] = text

    return changed(data, type_in)


@lru_cache
def history() -> bytes:
    """The workbook at the end of it."""
    port = FilePort(calculated(_dossier(), _room()), path=Path("map/werkboek.xlsx"))

    def then(work: Callable[[FilePort], object]) -> None:
        nonlocal port
        work(port)
        port = FilePort(port.content, path=port.path)

    run = Run(WHEN, "GEMEENTE\\jansenm")
    then(lambda p: send(p, run, Ask(date(2026, 12, 31))))
    then(lambda p: papers(p, run, PaperAsk()))
    then(lambda p: papers(p, run, PaperAsk(blank="G1")))
    then(
        lambda p: collected(
            p,
            {
                FILES["ingevuld"]: _answer("S01", "1111", OLD_REMARK),
                FILES["like a line"]: _answer("S02", "22"),
                FILES["in a mail"]: _answer("S03", "33"),
            },
        )
    )
    then(
        lambda p: collected(
            p,
            {FILES["in a folder"]: _answer("S01", "2211", "Nu weet ik het niet meer.")},
            Choice(new=True),
        )
    )
    # Twice as long as one line: every remark of S03 is replaced, and the old ones are kept.
    first = [f"{i}{'x' * 7_000}" for i in range(len(few().opgaven))]
    # Somewhere in these a line is cut, and wherever that is, a name stands there.
    again = [f"{i} {f'{BORDER} ' * 400}" for i in range(len(few().opgaven))]
    then(lambda p: collected(p, {FILES["long"]: _long("S03", again)}))
    then(lambda p: collected(p, {FILES["long"]: _long("S03", first)}, Choice(new=True)))
    then(lambda p: send(p, run, Ask(date(2026, 12, 31), reminder=True)))
    # What is asked changes, so that what goes back is made anew.
    port = FilePort(
        edited(
            port.content,
            layout_for(_dossier()),
            {
                ("tblOpgaven", "O05", "description"): MENTIONED,
            },
        ),
        path=port.path,
    )
    then(
        lambda p: collected(
            p,
            {
                FILES["with marks"]: _answer("S01", "3344", "Eerst de merel."),
                FILES["with a comma"]: _answer("S01", "4444", "Eerst de mus; 'toch' in maart."),
                FILES["like two"]: _answer("S02", "55"),
                FILES["nothing new"]: _answer("S02", "22"),
                FILES["of a lock"]: b"x",
                FILES["without ending"]: b"x",
                FILES["own ending"]: b"x",
                FILES["part of a package"]: b"x",
                FILES["of a stranger"]: _answer("S03", "1", name=STRANGER),
            },
            reply=packaged(REPLY),
        )
    )
    for step in STEPS:
        then(lambda p, step=step: run_step(step, p, run))  # type: ignore[misc]
    return _renewed(port.content)


def _room() -> Capacity:
    dossier = _dossier()
    return replace(layout_for(dossier).capacity, log=60)


def _renewed(data: bytes) -> bytes:
    """Renewed after someone put a sheet of their own in it and another title."""

    def add(book: object) -> None:
        sheet = book["Opgaven"]  # type: ignore[index]
        sheet["A1"] = TITLE
        book.create_sheet(SHEET)["A1"] = TITLE  # type: ignore[attr-defined]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "werkboek.xlsx"
        path.write_bytes(changed_by_hand(data, add))
        renew_workbook(path, Wish(opgaven=8), when=WHEN, by="Els de Vries")
        return path.read_bytes()
