"""Of how many people a total is the score."""

import pytest

from tests.support.dossiers import dossier_of
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.people import one_person_groups


def _of_people(*heads: int) -> Dossier:
    """The first two scorers in G1, the others in G2, each standing for so many people."""
    groups = [0, 0, 1, 1][: len(heads)]
    dossier = dossier_of([[[4.0]]] * len(heads), groups=groups, group_weights=(1.0, 1.0))
    scorers = tuple(
        s.model_copy(update={"people": people})
        for s, people in zip(dossier.scorers, heads, strict=True)
    )
    return dossier.model_copy(update={"scorers": scorers})


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ((1, 1, 1), {"G2"}),
        ((1, 1, 1, 1), set()),
        ((2, 2, 3), set()),  # two tables are no one person
        ((1, 4, 1), {"G2"}),
    ],
)
def test_a_group_of_one_person_is_found_whatever_the_other_groups_are(
    heads: tuple[int, ...], found: set[str]
) -> None:
    assert one_person_groups(_of_people(*heads)) == found
