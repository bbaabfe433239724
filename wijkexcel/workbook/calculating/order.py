"""The order in which formulas can be calculated: each after those that it looks at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import numpy as np

from wijkexcel.workbook.calculating.alike import Kind, Numbers

_NO_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True, slots=True)
class Together:
    """Kinds that are calculated together, because they may look at each other's cells."""

    kinds: Sequence[Kind]
    mutual: bool
    """Whether they may; then the values that they look at are not known beforehand."""


def in_layers(kinds: Sequence[Kind], sheets: Sequence[str]) -> Iterator[list[Together]]:
    """Yield all kinds, layer by layer: a layer looks at earlier ones only.

    Args:
        kinds: all formulas.
        sheets: the names of the sheets.
    """
    graph = _graph(kinds, sheets)
    members = {number: [number] for number in graph}
    mutual = {number for number, others in graph.items() if number in others}
    for number in mutual:
        graph[number].remove(number)
    sorter = TopologicalSorter(graph)
    while loop := _loop(sorter):
        first, *others = sorted(loop)
        members[first] += [kind for other in others for kind in members.pop(other)]
        graph[first] = set().union(*(graph.pop(number) for number in loop)) - loop
        mutual.add(first)
        for number, seen in graph.items():
            if number != first and seen & loop:
                graph[number] = seen - loop | {first}
        sorter = TopologicalSorter(graph)
    while sorter.is_active():
        ready = sorter.get_ready()
        yield [Together([kinds[i] for i in members[n]], n in mutual) for n in ready]
        sorter.done(*ready)


def _loop(sorter: "TopologicalSorter[int]") -> set[int]:
    """Prepare to give the order; return kinds that stand in its way by looking at each other."""
    try:
        sorter.prepare()
    except CycleError as error:
        return set(error.args[1])
    return set()


def _graph(kinds: Sequence[Kind], sheets: Sequence[str]) -> dict[int, set[int]]:
    """The kinds at whose cells a kind may look: of each the smallest block around its cells."""
    words = [name.translate(_NO_DIGITS).casefold() for name in sheets]
    order = {word: number for number, word in enumerate(dict.fromkeys(words))}
    homes = np.array([order[word] for word in words])
    blocks = np.array(
        [
            (
                homes[kind.sheets[0]],
                *(kind.rows.min() + 1, kind.rows.max() + 1),
                *(kind.columns.min() + 1, kind.columns.max() + 1),
            )
            for kind in kinds
        ]
    )
    return {number: _seen(kind, homes, blocks.T) for number, kind in enumerate(kinds)}


def _seen(kind: Kind, homes: Numbers, blocks: Numbers) -> set[int]:
    if not kind.looked:
        return set()
    looked = np.array(
        [
            (homes[a.sheet[0]], a.top.min(), a.bottom.max(), a.left.min(), a.right.max())
            for a in kind.looked
        ]
    )
    home, top, bottom, left, right = looked.T[:, :, None]
    rows = (blocks[1] <= bottom) & (blocks[2] >= top)
    columns = (blocks[3] <= right) & (blocks[4] >= left)
    touched = ((blocks[0] == home) & rows & columns).any(axis=0)
    return set(np.nonzero(touched)[0].tolist())
