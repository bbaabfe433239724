"""The picture of the first round: kept in Logboek, held beside that of now, and what turned."""

from datetime import datetime

from hypothesis import given

from tests.support.dossiers import changed, dossier_of, dossiers, with_settings
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import LogEntry
from wijkexcel.rules.first_round import beside, first_round, to_log, turned
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.threshold import Status


def wijk(rounds: int) -> Dossier:
    """Two people in the first round, a resident in the second; the threshold is 3.

    O01 reaches 3,5 and falls to 2,67; O02 stays short.
    """
    dossier = dossier_of([[[4], [2]], [[3], [2]], [[1], [2]]], threshold=3.0)
    *first, last = dossier.scorers
    scorers = (*first, last.model_copy(update={"round": 2}))
    return with_settings(changed(dossier, scorers=scorers), rounds_counted=rounds)


def logged(dossier: Dossier) -> list[str]:
    return [str(line) for line in to_log(dossier, outcome_of(dossier))]


def after(dossier: Dossier, *lines: str) -> Dossier:
    entries = tuple(
        LogEntry(when=datetime(2026, 5, 1, 12, i), who="x", what=line)
        for i, line in enumerate(lines)
    )
    return changed(dossier, log=(*dossier.log, *entries))


PICTURE = "stand na ronde 1: O01 3,50 haalt de score; O02 2,00 haalt de score niet."
TURNED = "gedraaid na ronde 2: O01 was 3,50 haalt de score, nu 2,67 haalt de score niet."
OTHERWISE = (
    "gedraaid sinds ronde 1, en de afspraken zijn intussen anders, bijvoorbeeld de afgesproken "
    "score: O01 was 3,50 haalt de score, nu 2,67 haalt de score niet."
)


def test_the_picture_is_logged_while_only_the_first_round_counts() -> None:
    assert logged(wijk(1)) == [PICTURE]
    assert logged(after(wijk(1), PICTURE)) == []
    assert beside(wijk(1), outcome_of(wijk(1))) == {}


def test_what_turned_when_the_second_round_counts_is_marked_and_logged_once() -> None:
    dossier = after(wijk(2), PICTURE)
    assert logged(dossier) == [TURNED]
    assert logged(after(dossier, TURNED)) == []
    assert beside(dossier, outcome_of(dossier)) == {
        "O01": "3,50: haalt de score. Gedraaid: haalt de score niet.",
        "O02": "2,00: haalt de score niet.",
    }


def test_what_turned_as_the_agreed_score_changed_is_not_said_to_come_from_the_round() -> None:
    then = fingerprint(with_settings(wijk(2), threshold=3.6))
    for mark, said in ((fingerprint(wijk(2)), TURNED), (then, OTHERWISE)):
        (kept,) = after(wijk(2), PICTURE).log
        dossier = changed(wijk(2), log=(kept.model_copy(update={"fingerprint": mark}),))
        assert logged(dossier) == [said]
        assert logged(after(dossier, TURNED)) == []  # it was told


def test_a_picture_that_was_never_kept_is_calculated_and_kept_from_then_on() -> None:
    assert logged(wijk(2)) == [PICTURE, TURNED]


def test_what_was_kept_stays_though_scores_of_the_first_round_change_later() -> None:
    kept = after(wijk(2), "stand na ronde 1: O01 2,90 haalt de score niet.")
    assert turned(kept, outcome_of(kept)) == {}
    assert beside(kept, outcome_of(kept)) == {"O01": "2,90: haalt de score niet."}


def test_a_picture_of_the_first_round_is_kept_anew_while_it_still_changes() -> None:
    earlier = "stand na ronde 1: O01 2,90 haalt de score niet."
    assert logged(after(wijk(1), earlier)) == [PICTURE]


def test_without_a_later_round_or_an_agreed_score_there_is_no_picture() -> None:
    alone = dossier_of([[[4]], [[3]]], threshold=3.0)
    assert logged(alone) == []
    assert logged(with_settings(wijk(2), threshold=None)) == []


def test_in_the_example_loneliness_reached_the_score_until_residents_scored() -> None:
    dossier = example()
    was, now = turned(dossier, outcome_of(dossier))["O08"]
    assert (was.total, was.status) == ("3,51", Status.REACHES)
    assert (now.total, now.status) == ("3,48", Status.FALLS_SHORT)


@given(dossiers(plain=True))
def test_after_logging_there_is_nothing_more_to_log(dossier: Dossier) -> None:
    lines = logged(dossier)
    assert logged(after(dossier, *lines)) == []


@given(dossiers(plain=True))
def test_what_turned_reaches_either_then_or_now(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    stood = first_round(dossier, outcome)
    for opgave, (was, now) in turned(dossier, outcome).items():
        assert stood[opgave] == was
        assert was.status.reaches != now.status.reaches
        assert now.status is outcome[opgave].status


def test_a_word_that_is_no_status_is_left_out_of_a_picture_that_somebody_changed() -> None:
    odd = "stand na ronde 1: O01 3,50 haalt de score; O02 2,00 haalt de score net niet."
    assert list(first_round(after(wijk(2), odd), outcome_of(wijk(2)))) == ["O01"]
