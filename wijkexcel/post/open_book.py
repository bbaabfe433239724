"""Verdelen and verzamelen from the open workbook: the same as on a file, in folders beside it.

Each step returns its result as a sentence; returned files are reported on the sheet Ontvangst.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import count, pick
from wijkexcel.errors import FileError, StructureError
from wijkexcel.files.folders import free_folder, make_folder
from wijkexcel.files.kinds import What, what_is
from wijkexcel.files.leftovers import Keep
from wijkexcel.files.reading import read_file
from wijkexcel.files.save import previous_of, put
from wijkexcel.hosts.live import result_line, title_of
from wijkexcel.hosts.live_file import LiveFile
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.post.back.collect import Collected
from wijkexcel.post.back.folder import collect_from
from wijkexcel.post.back.line import Kind
from wijkexcel.post.back.returns import Choice
from wijkexcel.post.out import folder as files
from wijkexcel.post.out.send import Ask, Sending, send
from wijkexcel.sentences import received
from wijkexcel.steps.report import Run

ANSWERS = "antwoorden"
"""Folder beside the workbook in which the user keeps returned files."""
FOLDERS = {"verdeel": "uitvraag", "herinner": "herinnering"}
"""Names of folders beside the workbook begin with these, by step, and end with the day."""
NO_REPORT = (
    "Het blad Ontvangst ontbreekt. Daar hoort te staan wat er van elk bestand werd. Zet het blad "
    "terug uit een eerdere versie van het werkboek. Er is niets veranderd."
)
LOCKED = (
    "Dit werkboek is opgeslagen met een wachtwoord, en dan kan het programma niet nagaan of alles "
    "goed in het bestand komt. Sla het op zonder wachtwoord (Bestand > Opslaan als) en kies de "
    "opdracht opnieuw. Er is niets veranderd."
)
NO_XLSX = (
    "Deze opdracht werkt met een Excel-werkmap (.xlsx), en dit bestand is {}. Sla het werkboek op "
    "als .xlsx (Bestand > Opslaan als) en kies de opdracht opnieuw. Er is niets veranderd."
)
_MOST_TOLD = 3
_WAITING = (
    (Kind.CONFLICT, "conflict", "conflicten"),
    (Kind.REFUSED, "keer geweigerd", "keer geweigerd"),
    (Kind.ASIDE, "bestand niet verwerkt", "bestanden niet verwerkt"),
)


def verdeel(book: Any, run: Run) -> str:
    """Make the files for every scorer.

    Raises:
        FileError: the workbook or an outgoing file cannot be read or saved; then nothing is made.
        StructureError: the workbook is not a wijkexcel workbook.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that its reader may not see.
    """
    return _hand_out(_file(book, "verdeel"), run, "verdeel", Ask())


def herinner(book: Any, run: Run) -> str:
    """Make the files for scorers who have not answered everything yet.

    Raises:
        FileError: the workbook or an outgoing file cannot be read or saved; then nothing is made.
        StructureError: the workbook is not a wijkexcel workbook.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that its reader may not see.
    """
    return _hand_out(_file(book, "herinner"), run, "herinner", Ask(reminder=True))


def _file(book: Any, step: str) -> LiveFile:
    """The port for an open workbook whose file can be read again after saving.

    Raises:
        FileError: it has no file in a folder on this machine, or that cannot be read.
        Exception: the program's own, where the cell rejects the entry.
    """
    port = LiveFile.of(book, title_of(step))
    what = what_is(read_file(port.path), port.path.name)
    if what is What.PASSWORD:
        raise FileError(LOCKED)
    if what not in {What.EXCEL, What.ODS}:
        raise FileError(NO_XLSX.format(what.called))
    return port


def _hand_out(port: LiveFile, run: Run, step: str, ask: Ask) -> str:
    sending = send(port, run, ask)
    if sending.refused:
        return _refusal(sending)
    if not sending.parcels:
        return " ".join(sending.notes)
    folder = free_folder(port.folder, f"{FOLDERS[step]}-{run.when.date().isoformat()}")
    new = files.outgoing(files.contents(sending.parcels), folder, port.path)
    said = _handed_out(sending, folder)
    # The workbook is saved before anything is put in place: no code may be sent out that it does
    # not record.
    put(new, between=lambda: _save(port, step, said))
    return said


def _save(port: LiveFile, step: str, said: str, keep: Keep = Keep.LATEST) -> None:
    """Save the pending changes with the sentence that reports them, or it would not be saved."""
    if port.result_place is not None:
        port.write([CellEdit(*port.result_place, result_line(step, said))])
    port.save(keep)


def _refusal(sending: Sending) -> str:
    number = len(sending.refused)
    first = pick(number, "deze fout", f"deze {number} fouten")
    told = _listed([finding.text for finding in sending.refused], "fouten")
    return f"Er is niets gemaakt: los eerst {first} op, anders krijgt iedereen ze. {told}"


def _handed_out(sending: Sending, folder: Path) -> str:
    number = len(sending.parcels)
    mails = sum(parcel.mail is not None for parcel in sending.parcels)
    what = count(number, "werkboek", "werkboeken")
    also = f" en {count(mails, 'mail', 'mails')}"
    todo = " Open elke mail (.eml), lees hem na en verstuur hem zelf."
    return (
        f"{what}{also if mails else ''} gemaakt in de map {folder}.{todo if mails else ''} Dit "
        f"werkboek is opgeslagen. {_listed(sending.notes, 'opmerkingen')}"
    ).strip()


def _listed(texts: list[str] | tuple[str, ...], what: str) -> str:
    """As many sentences as fit in a cell, and the number of further ones."""
    more = len(texts) - _MOST_TOLD
    rest = f" En nog {more} {what}." if more > 0 else ""
    return " ".join(texts[:_MOST_TOLD]) + rest


def verzamel(book: Any, run: Run) -> str:
    """Collect the answers in the folder beside the workbook, without asking any questions.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed.
        StructureError: the workbook is not a wijkexcel workbook.
    """
    port = _file(book, "verzamel")
    folder = port.folder / ANSWERS
    if not folder.exists():
        make_folder(folder, port.path)
        return (
            f"Er was nog geen map voor antwoorden. Die is nu gemaakt: {folder}. Bewaar daarin de "
            "bestanden en mails die u terugkrijgt. Kies daarna de opdracht opnieuw."
        )
    collected = collect_from(port, run, folder, Choice())
    if not collected.in_workbook:
        raise StructureError(NO_REPORT)
    if not port.changed:
        return _collected(collected, folder, "Er is niets veranderd.")
    kept = f"; de versie van hiervoor heet {previous_of(port.path).name}"
    saved = f"Dit werkboek is opgeslagen{kept if collected.keep is Keep.LATEST else ''}."
    said = _collected(collected, folder, saved)
    _save(port, "verzamel", said, collected.keep)
    return said


def _collected(collected: Collected, folder: Path, saved: str) -> str:
    if not collected.files:
        found = f"In de map {folder} staan nog geen antwoorden."
    else:
        values, looked = collected.gathered.values, collected.files
        taken = received.answers(what for _, _, what in values) if values else "niets nieuws"
        found = f"{count(looked, 'bestand', 'bestanden')} bekeken en {taken} overgenomen."
    counts = Counter(line.kind for line in collected.gathered.lines)
    waiting = [
        f"{counts[kind]} {one if counts[kind] == 1 else more}"
        for kind, one, more in _WAITING
        if counts[kind]
    ]
    todo = (
        f" U moet nog iets doen: {commas(waiting)}. Kijk op het blad Ontvangst." if waiting else ""
    )
    return f"{found}{todo} {saved}"
