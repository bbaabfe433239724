"""Which typed figures are scores of a dossier."""

import pytest

from tests.support.dossiers import dossier_of
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.figures import Answers
from wijkexcel.rules.outcome import outcome_of

# Three people in two groups; the second opgave got other marks.
DOSSIER = dossier_of(
    [[[4, 2], [1, 1]], [[5, 2], [1, 1]], [[3, 3], [1, 1]]],
    groups=[0, 0, 1],
    group_weights=(1.0, 1.0),
    threshold=3.5,
)


def told(text: str, opgave: str = "O01") -> list[tuple[str, bool]]:
    return _told_of(DOSSIER, text, opgave)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iemand gaf een 4.", [("gaf een 4", True)]),
        ("Iemand gaf een 1.", [("gaf een 1", False)]),
        ("De groep kreeg gemiddeld 4,5 op tempo", [("kreeg gemiddeld 4,5", True)]),
        ("De score is 3,1.", [("score is 3,1", True)]),
        ("De afgesproken score is 3,5.", []),
        ("Dit kwam in de buurt van 3,13", [("3,13", False)]),
        ("Dit kwam in de buurt van 3,14", []),
        ("(3,1)", [("3,1", False)]),
        ("In bijlage 3.1 staat 3,1 meter.", []),
        ("Met een score van 3,1 viel dit af.", [("score van 3,1", True)]),
        ("Dit bleef steken op 3,1", [("bleef steken op 3,1", False)]),
        ("De keuring gaf een 8.", []),
        ("Dat is hoger dan 3.", [("hoger dan 3", False)]),
        ("2 van de 3 bewoners", [("2 van de 3 bewoners", True)]),
        ("één van de twee huurders", [("één van de twee huurders", True)]),
        ("45 van de 60 bewoners waren tegen", []),
        ("twee deelnemers", [("twee deelnemers", False)]),
        ("60 % van de bewoners was tegen", [("60 % van de bewoners", False)]),
        ("C01: 4", [("C01: 4", True)]),
        ("c02 = 2, en dat is laag", [("c02 = 2", True)]),
        ("Criterium C01 kreeg een 4", [("kreeg een 4", True)]),
        ("C01: 4 woningen", []),
        ("C01: 4 van de 10", [("C01: 4", True)]),
        ("Dit scoort 63 procent.", [("scoort 63 procent", True)]),
        ("De totaalscore: 53,1%", [("totaalscore: 53,1%", True)]),
        ("Het bleef bij 63 procent", [("63 procent", False)]),
        ("Het bleef bij 64 procent", []),
        ("63 procent van de woningen", []),
        ("een korting van 63% op de huur", []),
        ("De score is 62,5%.", [("score is 62,5%", True)]),
        ("Dit scoort 100 procent.", [("scoort 100 procent", False)]),
        ("Dit scoort 101 procent.", []),
        ("Het bleef bij 20 procent", []),  # of the other opgave
        ("Iemand gaf een 5.", [("gaf een 5", True)]),
        ("2 van de 45 bewoners", []),
        ("2,5 van de 3 bewoners", [("2,5 van de 3 bewoners", False)]),
        ("drie deelnemers", [("drie deelnemers", False)]),
        ("1 van de 1 bewoners", [("1 van de 1 bewoners", True)]),
    ],
)
def test_a_figure_is_held_against_the_scores_of_its_opgave(
    text: str, found: list[tuple[str, bool]]
) -> None:
    assert told(text) == found


def test_a_text_about_no_opgave_is_held_against_all() -> None:
    assert told("Iemand gaf een 1.", "O02") == [("gaf een 1", True)]
    assert told("Iemand gaf een 1.", "") == [("gaf een 1", True)]


def test_a_share_is_no_score_where_a_text_is_about_no_opgave() -> None:
    assert told("Het bleef bij 63 procent.", "") == []
    assert told("De score is 63 procent.", "") == [("score is 63 procent", True)]


def test_a_mark_behind_the_name_of_a_criterion_is_told() -> None:
    criteria = tuple(
        c.model_copy(update={"name": name})
        for c, name in zip(DOSSIER.criteria, ("Draagvlak in de wijk", "Tempo"), strict=True)
    )
    named = DOSSIER.model_copy(update={"criteria": criteria})
    answers = Answers(named, outcome_of(named))
    for text, found in {
        "Draagvlak in de wijk: 4": ("Draagvlak in de wijk: 4", True),
        "draagvlak in de wijk is 4": ("draagvlak in de wijk is 4", True),
        "Draagvlak: 4": ("Draagvlak: 4", False),
        "tempo (2) viel tegen": ("tempo (2", True),
    }.items():
        told = [(one.figure.words, one.sure) for one in answers.told(text, "O01")]
        assert told[:1] == [found], text
    assert answers.told("Draagvlak: 12 handtekeningen", "O01") == ()


def _told_of(dossier: Dossier, text: str, opgave: str = "O01") -> list[tuple[str, bool]]:
    answers = Answers(dossier, outcome_of(dossier))
    return [(one.figure.words, one.sure) for one in answers.told(text, opgave)]


def test_a_mark_that_is_the_agreed_score_too_is_a_mark() -> None:
    dossier = dossier_of([[[4.0]]], threshold=4.0)
    assert _told_of(dossier, "Iemand gaf een 4.") == [("gaf een 4", True)]
    assert _told_of(dossier, "De afgesproken score is 4.") == []


@pytest.mark.parametrize(
    ("lowest", "highest", "total", "text"),
    [
        (-1.0, 1.0, 0.5, "De score is 50%."),  # from nought
        (-1.0, 1.0, 0.5, "De score is 75%."),  # from the lowest mark
        (-5.0, 0.0, -3.0, "De score is 40%."),
    ],
)
def test_a_share_is_counted_from_nought_or_from_the_lowest_mark(
    lowest: float, highest: float, total: float, text: str
) -> None:
    dossier = dossier_of([[[total]]], lowest=lowest, highest=highest, step=0.5, threshold=None)
    assert _told_of(dossier, text) == [(text.removeprefix("De ").removesuffix("."), True)]


def test_a_scale_of_one_mark_or_an_opgave_without_scores_has_no_share() -> None:
    text, found = "De score is 63 procent.", [("score is 63 procent", False)]
    assert _told_of(dossier_of([[[5.0]]], lowest=5.0, highest=5.0, threshold=None), text) == found
    assert _told_of(dossier_of([[[None]]], threshold=3.0), text) == found


def test_of_a_group_those_count_who_scored_this_opgave() -> None:
    """Three people, of whom two scored the second opgave; the whole group stays known too."""
    dossier = dossier_of([[[4], [4]], [[4], [4]], [[4], [None]]], threshold=3.0)
    assert _told_of(dossier, "1 van de 2 bewoners", "O02") == [("1 van de 2 bewoners", True)]
    assert _told_of(dossier, "1 van de 2 bewoners", "O01") == [("1 van de 2 bewoners", False)]
    assert _told_of(dossier, "1 van de 3 bewoners", "O02") == [("1 van de 3 bewoners", True)]


def test_a_mark_behind_a_name_is_told_once() -> None:
    names = ("Draagvlak in de wijk", "Tempo")
    criteria = tuple(
        c.model_copy(update={"name": name}) for c, name in zip(DOSSIER.criteria, names, strict=True)
    )
    named = DOSSIER.model_copy(update={"criteria": criteria})
    assert _told_of(named, "Draagvlak in de wijk: 4") == [("Draagvlak in de wijk: 4", True)]
    assert len(_told_of(named, "Draagvlak in de wijk: 4. Draagvlak: 2")) == 2


def test_the_people_at_a_table_are_people_of_the_group() -> None:
    """Four at one table and one beside it: 'one of the five residents' can be told of them."""
    dossier = dossier_of([[[4]], [[3]]], threshold=3.0)
    first, other = dossier.scorers
    tables = dossier.model_copy(update={"scorers": (first.model_copy(update={"people": 4}), other)})
    assert _told_of(tables, "1 van de 5 bewoners") == [("1 van de 5 bewoners", True)]
    assert _told_of(tables, "1 van de 2 bewoners") == [("1 van de 2 bewoners", True)]
    assert _told_of(tables, "1 van de 6 bewoners") == []
    assert _told_of(dossier, "1 van de 5 bewoners") == []


def test_a_bare_number_is_nothing_where_a_text_is_about_no_opgave() -> None:
    assert _told_of(DOSSIER, "Dit kwam in de buurt van 3,13") == [("3,13", False)]
    assert _told_of(DOSSIER, "Dit kwam in de buurt van 3,13", "") == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Gas", "Gas: 4", [("Gas: 4", True)]),
        ("Op", "Op: 4", []),
        ("Draagvlak in de wijk", "in: 4", []),
        ("Draagvlak in de wijk", "wijk: 4", [("wijk: 4", False)]),
        ("Draagvlak in de buurten", "Draagvlak: 4", [("Draagvlak: 4", False)]),
    ],
)
def test_a_name_counts_from_three_letters_and_a_word_of_it_when_it_is_long(
    name: str, text: str, found: list[tuple[str, bool]]
) -> None:
    first, *rest = DOSSIER.criteria
    named = DOSSIER.model_copy(
        update={"criteria": (first.model_copy(update={"name": name}), *rest)}
    )
    assert _told_of(named, text) == found
