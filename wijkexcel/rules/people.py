"""The number of people behind a result: one person's answer is not a result of a group."""

import numpy as np
from numpy.typing import NDArray

from wijkexcel.dutch.numbers import count
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import GroupKind
from wijkexcel.rules.aggregate import Bools, Weighing
from wijkexcel.rules.outcome import weighing_of

Whole = NDArray[np.int64]


def _marks_that_count(weighing: Weighing) -> Bools:
    """Whether a mark was asked, given, and of a round that counts; shape as the score table."""
    counted: Bools = ~np.isnan(weighing.values) & weighing.expected[np.newaxis]
    return counted


def _gave_marks(dossier: Dossier) -> Bools:
    """Whether a scorer gave a mark that counts, per opgave; shape (opgaven, scorers)."""
    found: Bools = np.any(_marks_that_count(weighing_of(dossier)), axis=2)
    return found


def heads(dossier: Dossier) -> Whole:
    """How many people each scorer stands for, in the order of the dossier: a table for several."""
    found: Whole = np.array([max(s.people, 1) for s in dossier.scorers], dtype=np.int64)
    return found


def people_behind(dossier: Dossier, opgave: str | None = None) -> dict[str, int]:
    """Count the people per group whose marks count: on one opgave, or on any of them."""
    gave = _gave_marks(dossier)
    rows = [i for i, o in enumerate(dossier.opgaven) if opgave in {None, o.id}]
    at_all: Bools = np.any(gave[rows], axis=0)
    return {
        g.id: sum(
            int(people)
            for s, marked, people in zip(dossier.scorers, at_all, heads(dossier), strict=True)
            if marked and s.group == g.id
        )
        for g in dossier.groups
    }


def one_person_groups(dossier: Dossier) -> frozenset[str]:
    """Ids of groups with a total on some opgave that is the score of one person."""
    gave = _gave_marks(dossier) * heads(dossier)
    found = set()
    for g in dossier.groups:
        members = [i for i, s in enumerate(dossier.scorers) if s.group == g.id]
        if (gave[:, members].sum(axis=1) == 1).any():
            found.add(g.id)
    return frozenset(found)


def unwanted_by_residents(dossier: Dossier) -> dict[str, dict[str, int]]:
    """Find the opgaven and criteria to which all residents who scored them gave the worst mark.

    Returns:
        By opgave the criteria concerned, each with the number of residents; empty where there are
        none. Only marks that count: asked, and of a round that counts.
    """
    groups = {g.id for g in dossier.groups if g.kind is GroupKind.RESIDENTS}
    residents = [i for i, s in enumerate(dossier.scorers) if s.group in groups]
    weighing = weighing_of(dossier)
    marked = _marks_that_count(weighing)[:, residents]
    worst = np.where(weighing.lower_is_better, weighing.highest, weighing.lowest)
    against = marked.any(axis=1) & ((weighing.values[:, residents] == worst) | ~marked).all(axis=1)
    people = heads(dossier)[residents]
    return {
        o.id: {
            c.id: int(marked[i, :, j] @ people)
            for j, c in enumerate(dossier.criteria)
            if against[i, j]
        }
        for i, o in enumerate(dossier.opgaven)
        if against[i].any()
    }


def persons(number: int) -> str:
    """State a number of people."""
    return count(number, "persoon", "personen")
