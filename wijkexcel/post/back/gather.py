"""Merge the answers of many files with the contents of the workbook. Pure: no file access.

A blank in the workbook takes the returned answer; an equal answer changes nothing. Anything else is
a conflict, shown side by side and decided by a person; nothing is ever replaced silently.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from wijkexcel.dutch.lists import at_most, commas
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import Scorer
from wijkexcel.post.back.answer import Answer
from wijkexcel.post.back.line import REMARK, Cell, Kind, Line
from wijkexcel.post.back.newest import Given, Value
from wijkexcel.post.back.returns import Choice, Gathered, Returned, concerns, said
from wijkexcel.post.back.sender import scorer_of, shared
from wijkexcel.post.back.settle import settle, unused
from wijkexcel.post.back.settled import settled_before
from wijkexcel.post.back.versions import Outdated, added, outdated
from wijkexcel.sentences import received
from wijkexcel.workbook.reading.scores import COUNTS_AS_BLANK


def gather(
    dossier: Dossier,
    files: Iterable[Returned],
    choice: Choice,
    occupied: Mapping[Cell, str] | None = None,
) -> Gathered:
    """Merge all answers.

    Args:
        dossier: what the workbook holds.
        files: the returned files, in a fixed order.
        choice: how conflicts are decided.
        occupied: contents of cells in the workbook without a readable score.
    """
    result = Gathered(settled=settled_before(dossier))
    offered: dict[Cell, list[Given]] = {}
    held = {**(occupied or {}), **_held(dossier)}
    known = list(_known(result, dossier, files))
    aside = shared(dossier, ((returned.sender, scorer) for returned, _, scorer in known))
    olds = [outdated(dossier, scorer, answer) for _, answer, scorer in known]
    current: dict[str, set[str]] = {}  # questions of accepted files that are still asked unchanged
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
    stands: dict[tuple[str, str], list[str]] = {}
    again: Counter[tuple[str, str]] = Counter()
    for cell, returns in offered.items():
        given = returns
        ours, seen = held.get(cell), result.settled.get(cell, frozenset())
        if ours is not None and seen and not choice.says(cell):
            old_news = [g for g in given if g.mark in seen and g.value != ours]
            again.update((cell[0], g.file) for g in old_news)
            given = [g for g in given if g not in old_news]
        if given:
            settle(result, cell, ours, given, choice, stands)
    result.lines += [
        Line(
            Kind.DECIDED,
            file,
            f"Verschillen waarover eerder is beslist: {number}.",
            "U hoeft niets te doen. Toch anders? Kies dan opnieuw, met --kies.",
            scorer,
        )
        for (scorer, file), number in again.items()
    ]
    result.before = {cell: held[cell] for cell in result.values if cell in held}
    there = held | {cell: value for cell, (value, _) in result.values.items()}
    dated = {returned.file: returned.dated for returned, _, _ in known}
    later = {file: _said_later(offered, when) for file, when in dated.items()}
    result.lines = [
        _overtaken(line, later.get(line.file, {}), there) or _with_what_stays(line, there)
        for line in result.lines
    ]
    result.lines += _more_than_one(result, dated, there)
    for (scorer_id, file), what in stands.items():
        told = received.ANSWERS.write(answers=received.answers(what))
        result.lines.append(Line(Kind.TAKEN, file, told, scorer=scorer_id))
    for answer, file, scorer_id in result.answers:
        present = sorted(there.keys() - later[file].keys())
        result.lines += _emptied(answer, file, scorer_id, present)
    result.lines += _missing(dossier, result)
    result.lines += unused(dossier, result, choice)
    return result


def _known(
    result: Gathered, dossier: Dossier, files: Iterable[Returned]
) -> Iterator[tuple[Returned, Answer, Scorer]]:
    """Yield what could be read and attributed to a scorer; report the rest."""
    for returned in files:
        if returned.skipped:
            result.lines.append(Line(Kind.SKIPPED, returned.file, returned.skipped))
            continue
        for note in returned.notes:
            result.lines.append(Line(Kind.TOLD, returned.file, note))
        if returned.refused:
            result.lines.append(
                Line(
                    Kind.REFUSED,
                    returned.file,
                    returned.refused,
                    sheet=returned.sheet,
                    cell=returned.cell,
                )
            )
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
        yield Line(
            kind,
            file,
            finding.problem,
            finding.action,
            scorer,
            finding.sheet,
            finding.cell,
            _place(finding, scorer),
        )


def _said_later(
    offered: Mapping[Cell, Sequence[Given]], dated: float | None
) -> dict[Cell, set[Value]]:
    """What files that are certainly newer say, by cell."""
    if dated is None:
        return {}
    newer = (
        (cell, {g.value for g in given if g.dated is not None and g.dated > dated})
        for cell, given in offered.items()
    )
    return {cell: values for cell, values in newer if values}


def _overtaken(
    line: Line, later: Mapping[Cell, set[Value]], there: Mapping[Cell, Value]
) -> Line | None:
    """Tell that a refusal waits for nobody: a newer file says what the workbook holds there."""
    if line.kind is not Kind.REFUSED or line.place is None:
        return None
    if there.get(line.place) not in later.get(line.place, ()):
        return None
    return replace(line, kind=Kind.SKIPPED, action=received.NEWER_FILE.write())


def _with_what_stays(line: Line, there: Mapping[Cell, Value]) -> Line:
    """Say what counts instead of a refused score: the workbook may hold an earlier one."""
    value = None if line.place is None else there.get(line.place)
    if line.kind is not Kind.REFUSED or value is None:
        return line
    stays = f"In het werkboek blijft '{said(value)}' staan."
    return replace(line, action=f"{line.action.removesuffix(COUNTS_AS_BLANK).rstrip()} {stays}")


def _place(finding: Finding, scorer: str) -> Cell | None:
    where = finding.where
    what = REMARK if where.column == "remark" else where.column
    return (scorer, where.row, what) if where.row and what else None


def _versions(
    dossier: Dossier, answer: Answer, file: str, scorer: Scorer, old: Mapping[str, Outdated]
) -> Iterator[Line]:
    """Report what was not asked yet, and what still counts."""
    if old:
        valid = sum(_still_valid((scorer.id, *cell), old) for cell in answer.scores)
        yield Line(
            Kind.TOLD,
            file,
            f"Van de {len(answer.scores)} scores in dit bestand gelden er nog {valid}: daarvan "
            "zijn vraag, betekenis en opgave hetzelfde gebleven.",
            "",
            scorer.id,
        )
    for what in added(dossier, scorer, answer):
        yield Line(
            Kind.TOLD,
            file,
            f"{what} kwam erbij nadat dit bestand is verstuurd.",
            received.ASK.write(when="nog"),
            scorer.id,
        )


def _to_ask_again(
    dossier: Dossier,
    left: Mapping[str, Outdated],
    old: Mapping[str, Outdated],
    file: str,
    scorer: Scorer,
) -> Iterator[Line]:
    """Report questions that have changed, and whether earlier scores still count."""
    counting = [cell for cell in dossier.scores.cells() if cell[0] == scorer.id] if old else []
    for key, why in old.items():
        kind = Kind.REFUSED
        there = sum(concerns(key, cell) for cell in counting)
        if not why.asked:
            kind, action = Kind.SKIPPED, received.NOTHING.write()
        elif key not in left:
            kind, action = Kind.SKIPPED, received.OTHER_FILE.write()
        elif there:
            action = received.STILL_COUNTS.write(scores=there, scorer=scorer.id)
        else:
            action = received.ASK.write(when="opnieuw")
        yield Line(kind, file, why.text, action, scorer.id)


def _still_valid(cell: Cell, old: Mapping[str, Outdated]) -> bool:
    return not any(concerns(key, cell) for key in old)


def _values(answer: Answer, scorer: str) -> Iterator[tuple[Cell, Value]]:
    for (opgave, criterion), score in answer.scores.items():
        yield (scorer, opgave, criterion), score
    for opgave, text in answer.remarks.items():
        yield (scorer, opgave, REMARK), text


def _emptied(answer: Answer, file: str, scorer: str, present: Sequence[Cell]) -> Iterator[Line]:
    """Report what is blank here but filled in elsewhere: that is kept."""
    refused = {place[1:] for f in answer.findings if (place := _place(f, scorer)) is not None}
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
            Kind.TOLD,
            file,
            f"Hier is leeg wat in het werkboek wel is ingevuld: {where}. Dat blijft staan.",
            "Vraag het na als u het niet verwacht.",
            scorer,
        )


def _more_than_one(
    result: Gathered, dated: Mapping[str, float | None], there: Mapping[Cell, Value]
) -> Iterator[Line]:
    """Tell of several files of one scorer, unless the newest says all that stands there now."""
    for scorer, files in result.scorers.items():
        if len(files) > 1:
            first, *rest = sorted(files)
            held = {cell: value for cell, value in there.items() if cell[0] == scorer}
            said_in = {
                file: dict(_values(a, scorer)) for a, file, who in result.answers if who == scorer
            }
            same = len({frozenset(values.items()) for values in said_in.values()}) == 1
            last = [f for f in files if dated[f] == max(dated[f] or 0 for f in files)]
            if not same and len(last) == 1 and said_in[last[0]] == held:
                continue
            yield Line(
                Kind.TOLD,
                first,
                received.MORE_FILES.write(
                    scorer=scorer,
                    files=rest,
                    same="hetzelfde" if same else "niet hetzelfde",
                ),
                received.NOTHING.write() if same else received.CHOOSE.write(),
                scorer,
            )


def _held(dossier: Dossier) -> dict[Cell, Value]:
    held: dict[Cell, Value] = dict(dossier.scores.cells())
    held |= {(r.scorer, r.opgave, REMARK): r.text.strip() for r in dossier.remarks}
    return held


def _missing(dossier: Dossier, result: Gathered) -> Iterator[Line]:
    """Yield the answers still missing, per scorer who was sent something."""
    held = dossier.scores.cells()
    remind: str = received.REMIND.write(called=received.COMMAND, line=received.REMINDER)
    for scorer in dossier.scorers:
        asked = [c.id for c in dossier.asked_of(scorer.group)]
        cells = [(scorer.id, o.id, c) for o in dossier.opgaven for c in asked]
        left = sum(cell not in held and cell not in result.values for cell in cells)
        if left and scorer.code:
            files = commas(sorted(result.scorers.get(scorer.id, ())))
            yield Line(
                Kind.MISSING,
                files,
                received.MISSING.write(
                    name=scorer.name,
                    scorer=scorer.id,
                    left=left,
                    asked=len(cells),
                ),
                remind,
                scorer.id,
            )
            remind = ""  # it is one command for all of them
