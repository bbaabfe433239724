"""Bring the answers of many files together with what the workbook holds. Pure: no files here.

A blank in the workbook takes what came back. The same is the same. Anything else is a conflict,
shown side by side and decided by a person; nothing is ever replaced in silence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wijkexcel.dutch import received
from wijkexcel.dutch.lists import at_most, commas
from wijkexcel.dutch.numbers import count
from wijkexcel.dutch.numbers import number as in_words
from wijkexcel.layout.partner import SCALE
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import Scorer
from wijkexcel.post.answer import Answer
from wijkexcel.post.line import REMARK, Cell, Kind, Line
from wijkexcel.post.newest import Given, Value, newest
from wijkexcel.post.sender import scorer_of, shared
from wijkexcel.post.settled import settled_before
from wijkexcel.post.versions import Outdated, added, outdated
from wijkexcel.workbook.scores import COUNTS_AS_BLANK

NEW, OLD = "nieuw", "oud"
"""Choices in a conflict: what came back, or what stands in the workbook."""


@dataclass(frozen=True)
class Returned:
    """One file that came back, as far as it could be read; ``refused`` says why it could not."""

    file: str
    mark: str
    """Short hash of its bytes, for the logbook."""
    answers: tuple[Answer, ...] = ()
    """One; or, where forms on paper were typed over, one of each form."""
    refused: str = ""
    notes: tuple[str, ...] = ()
    skipped: str = ""
    """Why it is no answer and nothing is lost by passing it by."""
    sheet: str = ""
    cell: str = ""
    """Where that is why it is refused, as far as that is on a sheet or in a cell."""
    sender: str = ""
    """E-mail address that it came from, if it came in a mail and holds one person's answers."""
    dated: float | None = None
    """When it was sent, or a loose file was saved: seconds since 1970; None when not known."""
    findings: tuple[Finding, ...] = ()
    """About the file as a whole, where it holds the answers of several scorers."""

    @property
    def answer(self) -> Answer | None:
        """The answer of a file that holds one."""
        return self.answers[0] if len(self.answers) == 1 else None


@dataclass(frozen=True)
class Choice:
    """How conflicts are decided: for all (``new``: True, False) or per cell."""

    new: bool | None = None
    cells: Mapping[Cell, str] = field(default_factory=dict)
    """Cell -> the value to take, as text."""

    def says(self, cell: Cell) -> bool:
        """Whether it decides about a cell."""
        return self.new is not None or cell in self.cells


@dataclass
class Gathered:
    """What comes of it: values to write, by cell, with the file they came from; and the report."""

    values: dict[Cell, tuple[Value, str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    scorers: dict[str, set[str]] = field(default_factory=dict)
    """Files from which each scorer's answers were taken, or were there already."""
    answers: list[tuple[Answer, str, str]] = field(default_factory=list)
    """Each answer that was settled, its file and its scorer."""
    current: set[str] = field(default_factory=set)
    """Scorers of whom an answer is to all that they are asked now, as it is asked now."""
    before: dict[Cell, Value] = field(default_factory=dict)
    """What stood in cells of ``values`` that were not blank."""
    decided: dict[Cell, frozenset[str]] = field(default_factory=dict)
    """Marks of the files between which a person chose now, by cell."""
    settled: Mapping[Cell, frozenset[str]] = field(default_factory=dict)
    """The same of what a person chose before."""
    outdated: dict[str, dict[str, Outdated]] = field(default_factory=dict)
    """By scorer, what was asked otherwise; not what another file of the scorer answered since."""

    def stale(self, dossier: Dossier) -> set[str]:
        """Scorers of whom scores on a question that changed still stand in the workbook."""
        return {
            cell[0]
            for cell in dossier.scores.cells()
            for key, why in self.outdated.get(cell[0], {}).items()
            if why.asked and concerns(key, cell)
        }


def said(value: Value | None) -> str:
    """A value as a person reads it."""
    if value is None:
        return received.EMPTY
    return in_words(value) if isinstance(value, float) else value


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
    result = Gathered(settled=settled_before(dossier))
    offered: dict[Cell, list[Given]] = {}
    held = {**(occupied or {}), **_held(dossier)}
    known = list(_known(result, dossier, files))
    aside = shared(dossier, ((returned.sender, scorer) for returned, _, scorer in known))
    olds = [outdated(dossier, scorer, answer) for _, answer, scorer in known]
    current: dict[str, set[str]] = {}  # what a file that is not set aside asked as it is asked now
    for (returned, answer, scorer), old in zip(known, olds, strict=True):
        if (returned.sender, scorer.id) not in aside:
            current.setdefault(scorer.id, set()).update(answer.versions.keys() - old.keys())
    for (returned, answer, scorer), old in zip(known, olds, strict=True):
        why = aside.get((returned.sender, scorer.id))
        if why is not None:
            result.lines.append(Line(Kind.ASIDE, returned.file, *why))
            continue
        result.lines += _findings(answer.findings, returned.file, scorer.id)
        result.lines += _versions(dossier, answer, returned.file, scorer, old)
        left = {key: why for key, why in old.items() if key not in current[scorer.id]}
        result.lines += _to_ask_again(dossier, left, old, returned.file, scorer)
        result.outdated.setdefault(scorer.id, {}).update(left)
        result.scorers.setdefault(scorer.id, set()).add(returned.file)
        result.answers.append((answer, returned.file, scorer.id))
        if not old and not any(added(dossier, scorer, answer)):
            result.current.add(scorer.id)
        for cell, value in _values(answer, scorer.id):
            if _still_valid(cell, old):
                one = Given(value, returned.file, returned.dated, returned.mark)
                offered.setdefault(cell, []).append(one)
    result.lines += _more_than_one(result)
    counts: dict[tuple[str, str], list[int]] = {}
    again: Counter[tuple[str, str]] = Counter()
    for cell, given in offered.items():
        ours, seen = held.get(cell), result.settled.get(cell, frozenset())
        if ours is not None and seen and not choice.says(cell):
            old_news = [g for g in given if g.mark in seen and g.value != ours]
            again.update((cell[0], g.file) for g in old_news)
            given = [g for g in given if g not in old_news]  # noqa: PLW2901
        if given:
            _settle(result, cell, ours, given, choice, counts)
    result.lines += [
        Line(Kind.DECIDED, file, f"Verschillen waarover eerder is beslist: {number}.",
             "U hoeft niets te doen. Toch anders? Kies dan opnieuw, met --kies.", scorer)
        for (scorer, file), number in again.items()
    ]  # fmt: skip
    result.before = {cell: held[cell] for cell in result.values if cell in held}
    there = held | {cell: value for cell, (value, _) in result.values.items()}
    result.lines = [_with_what_stays(line, there) for line in result.lines]
    for (scorer_id, file), (taken, same) in counts.items():
        for number, kind in ((taken, Kind.TAKEN), (same, Kind.SAME)):
            if number:
                words = count(number, "antwoord", "antwoorden")
                result.lines.append(Line(kind, file, f"{words}.", scorer=scorer_id, answers=number))
    present = sorted(there)
    for answer, file, scorer_id in result.answers:
        result.lines += _emptied(answer, file, scorer_id, present)
    result.lines += _missing(dossier, result)
    result.lines += _unused(dossier, result, choice)
    return result


def _known(
    result: Gathered, dossier: Dossier, files: Iterable[Returned]
) -> Iterator[tuple[Returned, Answer, Scorer]]:
    """Yield what could be read and belongs to somebody; report the rest."""
    for returned in files:
        if returned.skipped:
            result.lines.append(Line(Kind.SKIPPED, returned.file, returned.skipped))
            continue
        for note in returned.notes:
            result.lines.append(Line(Kind.TOLD, returned.file, note))
        if returned.refused:
            result.lines.append(Line(Kind.REFUSED, returned.file, returned.refused,
                                     sheet=returned.sheet, cell=returned.cell))  # fmt: skip
            continue
        result.lines += _findings(returned.findings, returned.file, "")
        for answer in returned.answers:
            scorer, aside = scorer_of(dossier, answer)
            if scorer is None:
                result.lines.append(Line(Kind.ASIDE, returned.file, *aside))
            else:
                yield returned, answer, scorer


def _findings(findings: Iterable[Finding], file: str, scorer: str) -> Iterator[Line]:
    for finding in findings:
        kind = Kind.REFUSED if finding.severity is Severity.ERROR else Kind.TOLD
        yield Line(kind, file, finding.problem, finding.action, scorer, finding.sheet,
                   finding.cell, _place(finding, scorer))  # fmt: skip


def _with_what_stays(line: Line, there: Mapping[Cell, Value]) -> Line:
    """Tell of a refused score what counts instead: the workbook may hold an earlier one."""
    value = None if line.place is None else there.get(line.place)
    if line.kind is not Kind.REFUSED or value is None:
        return line
    stays = f"In het werkboek blijft '{said(value)}' staan."
    return replace(line, action=f"{line.action.removesuffix(COUNTS_AS_BLANK).rstrip()} {stays}")


def _place(finding: Finding, scorer: str) -> Cell | None:
    where = finding.where
    return (scorer, where.row, where.column) if where.row and where.column else None


def _versions(
    dossier: Dossier, answer: Answer, file: str, scorer: Scorer, old: Mapping[str, Outdated]
) -> Iterator[Line]:
    """Tell what was not asked yet, and what still counts."""
    if old:
        valid = sum(_still_valid((scorer.id, *cell), old) for cell in answer.scores)
        yield Line(
            Kind.TOLD, file,
            f"Van de {len(answer.scores)} scores in dit bestand gelden er nog {valid}: daarvan "
            "zijn vraag, betekenis en opgave hetzelfde gebleven.", "", scorer.id,
        )  # fmt: skip
    for what in added(dossier, scorer, answer):
        yield Line(
            Kind.TOLD, file, f"{what} kwam erbij nadat dit bestand is verstuurd.",
            received.ASK.write(when="nog"), scorer.id,
        )  # fmt: skip


def _to_ask_again(
    dossier: Dossier,
    left: Mapping[str, Outdated],
    old: Mapping[str, Outdated],
    file: str,
    scorer: Scorer,
) -> Iterator[Line]:
    """Tell what was asked otherwise, and whether scores from before that still count."""
    counting = [cell for cell in dossier.scores.cells() if cell[0] == scorer.id] if old else []
    for key, why in old.items():
        there = sum(concerns(key, cell) for cell in counting)
        if not why.asked:
            action = received.NOTHING.write()
        elif key not in left:
            action = received.OTHER_FILE.write()
        elif there:
            action = received.STILL_COUNTS.write(scores=there, scorer=scorer.id)
        else:
            action = received.ASK.write(when="opnieuw")
        yield Line(Kind.REFUSED, file, why.text, action, scorer.id)


def concerns(key: str, cell: Cell) -> bool:
    """Whether what changed (a criterion, an opgave or ``SCALE``) has to do with a cell."""
    return key in (SCALE, *cell[1:])


def _still_valid(cell: Cell, old: Mapping[str, Outdated]) -> bool:
    return not any(concerns(key, cell) for key in old)


def _values(answer: Answer, scorer: str) -> Iterator[tuple[Cell, Value]]:
    for (opgave, criterion), score in answer.scores.items():
        yield (scorer, opgave, criterion), score
    for opgave, text in answer.remarks.items():
        yield (scorer, opgave, REMARK), text


def _emptied(answer: Answer, file: str, scorer: str, present: Sequence[Cell]) -> Iterator[Line]:
    """Tell what is blank here and filled in elsewhere: that stays."""
    refused = {
        (f.where.row, f.where.column) for f in answer.findings if f.where.row and f.where.column
    }
    if not (answer.scores or answer.remarks):
        if not refused:
            yield Line(Kind.TOLD, file, received.BLANK.write(), "", scorer)
        return
    gone = [
        cell
        for cell in present
        if cell[0] == scorer
        and cell[1] in answer.versions
        and cell[2] in answer.versions
        and cell[1:] not in answer.scores
        and cell[1:] not in refused
    ]
    if gone:
        where = at_most([f"{opgave} {what}" for _, opgave, what in gone], 10)
        yield Line(
            Kind.TOLD, file,
            f"Hier is leeg wat in het werkboek wel is ingevuld: {where}. Dat blijft staan.",
            "Vraag het na als u het niet verwacht.", scorer,
        )  # fmt: skip


def _more_than_one(result: Gathered) -> Iterator[Line]:
    for scorer, files in result.scorers.items():
        if len(files) > 1:
            first, *rest = sorted(files)
            contents = [a for a, _, who in result.answers if who == scorer]
            same = all((a.scores, a.remarks) == (contents[0].scores, contents[0].remarks)
                       for a in contents)  # fmt: skip
            yield Line(
                Kind.TOLD, first,
                received.MORE_FILES.write(
                    scorer=scorer, files=rest, same="hetzelfde" if same else "niet hetzelfde",
                ),
                received.NOTHING.write() if same else received.CHOOSE.write(), scorer,
            )  # fmt: skip


def _held(dossier: Dossier) -> dict[Cell, Value]:
    held: dict[Cell, Value] = dict(dossier.scores.cells())
    held |= {(r.scorer, r.opgave, REMARK): r.text.strip() for r in dossier.remarks}
    return held


def _settle(
    result: Gathered,
    cell: Cell,
    ours: Value | None,
    given: Sequence[Given],
    choice: Choice,
    counts: dict[tuple[str, str], list[int]],
) -> None:
    """Decide what happens with one cell."""
    different = list(dict.fromkeys(each.value for each in given))
    value, file = given[0].value, given[0].file
    count = counts.setdefault((cell[0], file), [0, 0])
    if len(different) == 1 and ours is None:
        result.values[cell] = value, file
        count[0] += 1
    elif len(different) == 1 and ours == value:
        count[1] += 1
    else:
        _conflict(result, cell, ours, given, choice)


def _conflict(
    result: Gathered, cell: Cell, ours: Value | None, given: Sequence[Given], choice: Choice
) -> None:
    scorer, opgave, what = cell
    options = {said(each.value): each for each in reversed(given)}
    problem = received.CONFLICT.write(
        opgave=opgave, what=what,
        held="niets" if ours is None else received.HELD.write(value=said(ours)),
        given=[{"value": text, "file": one.file} for text, one in reversed(options.items())],
    )  # fmt: skip
    others = [text for text in options if text != said(ours)]
    marks = frozenset(each.mark for each in given)
    last = newest(given)
    wanted = _wanted(cell, said(ours), others, last, choice)
    files = given[0].file
    if wanted is not None and wanted == said(ours):
        result.decided[cell] = marks
        stays = "De cel blijft leeg." if ours is None else f"'{wanted}' blijft staan."
        result.lines.append(Line(Kind.DECIDED, files, problem, f"Gekozen: {stays}", scorer,
                                 place=cell))  # fmt: skip
    elif wanted is not None and wanted in options:
        result.decided[cell] = marks
        result.values[cell] = options[wanted].value, options[wanted].file
        result.lines.append(Line(Kind.DECIDED, options[wanted].file, problem,
                                 f"Gekozen: '{wanted}'.", scorer, place=cell))  # fmt: skip
    else:
        result.lines.append(Line(
            Kind.CONFLICT, files, problem, _how_to_choose(cell, others, last, choice), scorer,
            place=cell,
        ))  # fmt: skip


def _wanted(
    cell: Cell, ours: str, others: Sequence[str], last: Given | None, choice: Choice
) -> str | None:
    """The value that was chosen, as text; None when nothing was, or what cannot be told."""
    wanted = choice.cells.get(cell)
    if wanted is None:
        wanted = {True: NEW, False: OLD, None: None}[choice.new]
    if wanted is None or wanted in others or wanted == ours:
        return wanted
    if wanted.casefold() == OLD:
        return ours
    return said(last.value) if wanted.casefold() == NEW and last is not None else None


def _how_to_choose(cell: Cell, others: Sequence[str], last: Given | None, choice: Choice) -> str:
    key, wanted = "/".join(cell), choice.cells.get(cell)
    wrong = ""
    if wanted is not None and wanted.casefold() != NEW:
        wrong = f"Uw keuze '{wanted}' staat hier niet bij. "
    if last is None:
        return (
            f"{wrong}Kies met --kies {key}=WAARDE. Met --kies {NEW} kan het hier niet, want er "
            "zijn meer nieuwe waarden en welk bestand het nieuwst is, is niet te zien."
        )
    which = f" (hier '{said(last.value)}', uit {last.file})" if len(others) > 1 else ""
    return (
        f"{wrong}Kies met --kies {key}=WAARDE, of voor alles: --kies {NEW}{which} of --kies {OLD}."
    )


def _unused(dossier: Dossier, result: Gathered, choice: Choice) -> Iterator[Line]:
    """Tell of each choice that decided nothing: somebody may have mistyped where it was for."""
    conflicts = {x.place for x in result.lines if x.kind in (Kind.CONFLICT, Kind.DECIDED)}
    scorers = {s.id for s in dossier.scorers}
    for cell, wanted in choice.cells.items():
        if cell not in conflicts:
            yield Line(
                Kind.SKIPPED,
                "",
                f"De keuze {'/'.join(cell)}={wanted} is niet gebruikt: daar is geen conflict.",
                "Kijk of de nummers kloppen, als u dit niet verwacht.",
                cell[0] if cell[0] in scorers else "",
            )


def _missing(dossier: Dossier, result: Gathered) -> Iterator[Line]:
    """Yield what is still to come, per scorer who was sent something."""
    held = dossier.scores.cells()
    remind: str = received.REMIND.write(called=received.COMMAND, line=received.REMINDER)
    for scorer in dossier.scorers:
        asked = [c.id for c in dossier.asked_of(scorer.group)]
        cells = [(scorer.id, o.id, c) for o in dossier.opgaven for c in asked]
        left = sum(cell not in held and cell not in result.values for cell in cells)
        if left and scorer.code:
            files = commas(sorted(result.scorers.get(scorer.id, ())))
            yield Line(
                Kind.MISSING, files,
                received.MISSING.write(
                    name=scorer.name, scorer=scorer.id, left=left, asked=len(cells),
                ),
                remind, scorer.id,
            )  # fmt: skip
            remind = ""  # it is one command for all of them
