"""Bring the answers of many files together with what the workbook holds. Pure: no files here.

A blank in the workbook takes what came back. The same is the same. Anything else is a conflict,
shown side by side and decided by a person; nothing is ever replaced in silence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wijkexcel.layout.partner import SCALE
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import Scorer
from wijkexcel.model.request import criterion_mark, opgave_mark, scale_mark
from wijkexcel.model.scores import Score
from wijkexcel.post.answer import Answer
from wijkexcel.workbook.convert import dutch
from wijkexcel.workbook.partner import NO_NAME

Cell = tuple[str, str, str]
"""Scorer, opgave, criterion; or ``REMARK`` in place of the criterion."""
REMARK = "opmerking"
Value = Score | str


class Kind(StrEnum):
    """What a line of the report says."""

    TAKEN = "overgenomen"
    SAME = "stond er al"
    TOLD = "overgenomen, let op"
    REFUSED = "geweigerd"
    CONFLICT = "conflict"
    DECIDED = "conflict, gekozen"
    ASIDE = "niet verwerkt"
    MISSING = "ontbreekt nog"


@dataclass(frozen=True)
class Line:
    """One line of the report."""

    kind: Kind
    file: str
    problem: str
    action: str = ""
    scorer: str = ""
    sheet: str = ""
    cell: str = ""
    place: Cell | None = None


@dataclass(frozen=True)
class Returned:
    """One file that came back, as far as it could be read; ``refused`` says why it could not."""

    file: str
    mark: str
    """Short hash of its bytes, for the logbook."""
    answer: Answer | None = None
    refused: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """How conflicts are decided: for all (``new``: True, False) or per cell."""

    new: bool | None = None
    cells: Mapping[Cell, str] = field(default_factory=dict)
    """Cell -> the value to take, as text."""


@dataclass
class Gathered:
    """What comes of it: values to write, by cell, with the file they came from; and the report."""

    values: dict[Cell, tuple[Value, str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    scorers: dict[str, set[str]] = field(default_factory=dict)
    """Files from which each scorer's answers were taken, or were there already."""


def said(value: Value | None) -> str:
    """A value as a person reads it."""
    if value is None:
        return "leeg"
    return dutch(value) if isinstance(value, float) else value


def gather(
    dossier: Dossier,
    files: Iterable[Returned],
    choice: Choice,
    occupied: Mapping[Cell, str] | None = None,
) -> Gathered:
    """Bring everything together.

    Args:
        dossier: what the workbook holds.
        files: what came back, in a fixed order.
        choice: how conflicts are decided.
        occupied: what stands in cells of the workbook that hold no score that can be read.
    """
    result = Gathered()
    offered: dict[Cell, list[tuple[Value, str]]] = {}
    held = {**(occupied or {}), **_held(dossier)}
    answers: list[tuple[Answer, str, str]] = []
    for returned in files:
        for note in returned.notes:
            result.lines.append(Line(Kind.TOLD, returned.file, note))
        if returned.answer is None:
            result.lines.append(Line(Kind.REFUSED, returned.file, returned.refused))
            continue
        answer = returned.answer
        scorer, aside = _who(dossier, answer)
        if scorer is None:
            result.lines.append(Line(Kind.ASIDE, returned.file, *aside))
            continue
        result.lines += _findings(answer, returned.file, scorer.id)
        outdated = dict(_outdated(dossier, answer))
        for why in outdated.values():
            result.lines.append(Line(Kind.REFUSED, returned.file, why,
                                     "Vraag deze scores opnieuw.", scorer.id))  # fmt: skip
        result.scorers.setdefault(scorer.id, set()).add(returned.file)
        answers.append((answer, returned.file, scorer.id))
        for cell, value in _values(answer, scorer.id):
            _, opgave, what = cell
            if SCALE not in outdated and opgave not in outdated and what not in outdated:
                offered.setdefault(cell, []).append((value, returned.file))
    result.lines += _more_than_one(result.scorers)
    counts: dict[tuple[str, str], list[int]] = {}
    for cell, given in offered.items():
        _settle(result, cell, held.get(cell), given, choice, counts)
    for (scorer_id, file), (taken, same) in counts.items():
        for number, kind in ((taken, Kind.TAKEN), (same, Kind.SAME)):
            if number:
                words = "antwoord" if number == 1 else "antwoorden"
                result.lines.append(Line(kind, file, f"{number} {words}.", scorer=scorer_id))
    present = sorted(held.keys() | result.values.keys())
    for answer, file, scorer_id in answers:
        result.lines += _emptied(answer, file, scorer_id, present)
    result.lines += _missing(dossier, result)
    return result


def _who(dossier: Dossier, answer: Answer) -> tuple[Scorer | None, tuple[str, str]]:
    """Find the scorer to whom an answer belongs; None, and why, when that is in doubt."""
    who = answer.identity
    scorer = next((s for s in dossier.scorers if s.id == who["scorer"]), None)
    wijk = dossier.settings.wijk or NO_NAME
    if who["wijk"] != wijk:
        return None, (
            f"Dit bestand gaat over de wijk '{who['wijk']}', en dit werkboek over '{wijk}'.",
            "Zet het bestand bij het werkboek van die wijk.",
        )
    if scorer is None:
        return None, (
            f"Deelnemer {who['scorer']} staat niet op het blad Deelnemers.",
            "Zet deze deelnemer erbij, of vraag van wie het bestand komt.",
        )
    if not scorer.code:
        return None, (
            f"Aan {scorer.id} is uit dit werkboek nog niets verstuurd.",
            "Gebruik het werkboek waaruit u verstuurde.",
        )
    if who["code"] != scorer.code:
        return None, (
            f"De code in dit bestand hoort niet bij {scorer.id} ({scorer.name}).",
            "Vraag van wie het bestand komt. Is de code veranderd, zet hem dan terug.",
        )
    if who["name"].casefold() != scorer.name.strip().casefold():
        return None, (
            f"Het bestand is voor '{who['name']}', maar {scorer.id} is nu '{scorer.name}'.",
            "Vraag wie het invulde, en pas zo nodig het blad Deelnemers aan.",
        )
    return scorer, ("", "")


def _findings(answer: Answer, file: str, scorer: str) -> Iterator[Line]:
    for finding in answer.findings:
        kind = Kind.REFUSED if finding.severity is Severity.ERROR else Kind.TOLD
        yield Line(kind, file, finding.problem, finding.action, scorer, finding.sheet,
                   finding.cell, _place(finding, scorer))  # fmt: skip


def _place(finding: Finding, scorer: str) -> Cell | None:
    where = finding.where
    return (scorer, where.row, where.column) if where.row and where.column else None


def _outdated(dossier: Dossier, answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield what was asked differently then than it stands in the workbook now, and why."""
    now = {
        SCALE: scale_mark(dossier.settings),
        **{c.id: criterion_mark(dossier, c) for c in dossier.criteria},
        **{o.id: opgave_mark(o) for o in dossier.opgaven},
    }
    names = {
        **{c.id: f"Criterium {c.id} ({c.name})" for c in dossier.criteria},
        **{o.id: f"Opgave {o.id} ({o.name})" for o in dossier.opgaven},
        SCALE: "De schaal",
    }
    for key in dict.fromkeys((SCALE, *answer.versions)):
        if key not in now:
            kind = "Opgave" if key.startswith("O") else "Criterium"
            yield key, f"{kind} {key} bestaat niet meer. Wat hierbij stond, is niet overgenomen."
        elif answer.versions.get(key) != now[key]:
            yield (
                key,
                (
                    f"{names[key]} is veranderd nadat dit bestand is verstuurd. Wat hierbij "
                    "stond, is niet overgenomen."
                ),
            )


def _values(answer: Answer, scorer: str) -> Iterator[tuple[Cell, Value]]:
    for (opgave, criterion), score in answer.scores.items():
        yield (scorer, opgave, criterion), score
    for opgave, text in answer.remarks.items():
        yield (scorer, opgave, REMARK), text


def _emptied(answer: Answer, file: str, scorer: str, present: Sequence[Cell]) -> Iterator[Line]:
    """Tell what is blank here and filled in elsewhere: that stays."""
    if not (answer.scores or answer.remarks):
        yield Line(Kind.TOLD, file, "In dit bestand is niets ingevuld.", "", scorer)
        return
    gone = [
        cell
        for cell in present
        if cell[0] == scorer
        and cell[1] in answer.versions
        and cell[2] in answer.versions
        and cell[1:] not in answer.scores
    ]
    if gone:
        where = ", ".join(f"{opgave} {what}" for _, opgave, what in gone[:10])
        more = f" en nog {len(gone) - 10}" if len(gone) > 10 else ""
        yield Line(
            Kind.TOLD, file,
            f"Hier is leeg wat in het werkboek wel is ingevuld: {where}{more}. Dat blijft staan.",
            "Vraag het na als u het niet verwacht.", scorer,
        )  # fmt: skip


def _more_than_one(scorers: Mapping[str, set[str]]) -> Iterator[Line]:
    for scorer, files in scorers.items():
        if len(files) > 1:
            first, *rest = sorted(files)
            yield Line(
                Kind.TOLD, first, f"Van {scorer} zijn er meer bestanden: ook {', '.join(rest)}.",
                "Zeggen ze hetzelfde, dan is er niets aan de hand.", scorer,
            )  # fmt: skip


def _held(dossier: Dossier) -> dict[Cell, Value]:
    held: dict[Cell, Value] = dict(dossier.scores.cells())
    held |= {(r.scorer, r.opgave, REMARK): r.text.strip() for r in dossier.remarks}
    return held


def _settle(
    result: Gathered,
    cell: Cell,
    ours: Value | None,
    given: Sequence[tuple[Value, str]],
    choice: Choice,
    counts: dict[tuple[str, str], list[int]],
) -> None:
    """Decide what happens with one cell."""
    different = list(dict.fromkeys(value for value, _ in given))
    value, file = given[0]
    count = counts.setdefault((cell[0], file), [0, 0])
    if len(different) == 1 and ours is None:
        result.values[cell] = value, file
        count[0] += 1
    elif len(different) == 1 and ours == value:
        count[1] += 1
    else:
        _conflict(result, cell, ours, given, choice)


def _conflict(
    result: Gathered,
    cell: Cell,
    ours: Value | None,
    given: Sequence[tuple[Value, str]],
    choice: Choice,
) -> None:
    scorer, opgave, what = cell
    options = {said(value): (value, file) for value, file in reversed(given)}
    there = "; ".join(f"'{text}' in {file}" for text, (_, file) in reversed(options.items()))
    problem = f"{opgave}, {what}: in het werkboek staat '{said(ours)}', en {there}."
    wanted = choice.cells.get(cell)
    if wanted is None and choice.new is False:
        wanted = said(ours)
    others = [text for text in options if text != said(ours)]
    if wanted is None and choice.new is True and len(others) == 1:
        wanted = others[0]
    files = given[0][1]
    if wanted is not None and wanted == said(ours):
        result.lines.append(Line(Kind.DECIDED, files, problem, f"Gekozen: '{wanted}' blijft staan.",
                                 scorer, place=cell))  # fmt: skip
    elif wanted is not None and wanted in options:
        result.values[cell] = options[wanted]
        result.lines.append(Line(Kind.DECIDED, options[wanted][1], problem,
                                 f"Gekozen: '{wanted}'.", scorer, place=cell))  # fmt: skip
    else:
        key = "/".join(cell)
        result.lines.append(Line(
            Kind.CONFLICT, files, problem,
            f"Kies met --kies {key}=WAARDE, of voor alles: --kies nieuw of --kies oud.",
            scorer, place=cell,
        ))  # fmt: skip


def _missing(dossier: Dossier, result: Gathered) -> Iterator[Line]:
    """Yield what is still to come, per scorer who was sent something."""
    held = dossier.scores.cells()
    for scorer in dossier.scorers:
        asked = [c.id for c in dossier.asked_of(scorer.group)]
        cells = [(scorer.id, o.id, c) for o in dossier.opgaven for c in asked]
        left = sum(cell not in held and cell not in result.values for cell in cells)
        if left and scorer.code:
            files = ", ".join(sorted(result.scorers.get(scorer.id, ())))
            yield Line(
                Kind.MISSING, files,
                f"Van {scorer.name} ({scorer.id}) ontbreken nog {left} van de {len(cells)} scores.",
                "Stuur een herinnering met 'wijkexcel verdeel --herinnering'.", scorer.id,
            )  # fmt: skip
