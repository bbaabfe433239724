"""Settle the answers for one cell: equal, chosen by a person, or in conflict."""

from collections.abc import Iterator, Sequence

from wijkexcel.model.dossier import Dossier
from wijkexcel.post.back.line import Cell, Kind, Line
from wijkexcel.post.back.newest import Given, Value, newest
from wijkexcel.post.back.returns import NEW, OLD, Choice, Gathered, said
from wijkexcel.sentences import received


def settle(
    result: Gathered,
    cell: Cell,
    ours: Value | None,
    given: Sequence[Given],
    choice: Choice,
    stands: dict[tuple[str, str], list[str]],
) -> None:
    """Decide what happens to one cell.

    ``stands`` gets the criterion, or ``REMARK``, by scorer and file, where that is in the workbook
    from now on or was already: the same files give the same.
    """
    different = list(dict.fromkeys(each.value for each in given))
    value, file = given[0].value, given[0].file
    if len(different) > 1 or ours not in (None, value):
        _conflict(result, cell, ours, given, choice)
        return
    stands.setdefault((cell[0], file), []).append(cell[2])
    if ours is None:
        result.values[cell] = value, file


def _conflict(
    result: Gathered, cell: Cell, ours: Value | None, given: Sequence[Given], choice: Choice
) -> None:
    scorer, opgave, what = cell
    options = {said(each.value): each for each in reversed(given)}
    problem = received.CONFLICT.write(
        opgave=opgave,
        what=what,
        held="niets" if ours is None else received.HELD.write(value=said(ours)),
        given=[{"value": text, "file": one.file} for text, one in reversed(options.items())],
    )
    others = [text for text in options if text != said(ours)]
    marks = frozenset(each.mark for each in given)
    last = newest(given)
    wanted = _wanted(cell, said(ours), others, last, choice)
    files = given[0].file
    if wanted is not None and wanted == said(ours):
        result.decided[cell] = marks
        stays = "De cel blijft leeg." if ours is None else f"'{wanted}' blijft staan."
        result.lines.append(
            Line(Kind.DECIDED, files, problem, f"Gekozen: {stays}", scorer, place=cell)
        )
    elif wanted is not None and wanted in options:
        result.decided[cell] = marks
        result.values[cell] = options[wanted].value, options[wanted].file
        result.lines.append(
            Line(
                Kind.DECIDED,
                options[wanted].file,
                problem,
                f"Gekozen: '{wanted}'.",
                scorer,
                place=cell,
            )
        )
    else:
        result.lines.append(
            Line(
                Kind.CONFLICT,
                files,
                problem,
                _how_to_choose(cell, others, last, choice),
                scorer,
                place=cell,
            )
        )


def _wanted(
    cell: Cell, ours: str, others: Sequence[str], last: Given | None, choice: Choice
) -> str | None:
    """The chosen value, as text; None when nothing was chosen or the choice is unclear."""
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


def unused(dossier: Dossier, result: Gathered, choice: Choice) -> Iterator[Line]:
    """Report each choice that decided nothing: its cell may have been mistyped."""
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
