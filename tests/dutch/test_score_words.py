"""What people write of a score without a figure is seen, and what only sounds like it is not."""

import pytest

from wijkexcel.dutch.score_words import Verdict, verdict_in


@pytest.mark.parametrize(
    ("text", "words", "of_floor"),
    [
        ("De afgesproken score is niet gehaald.", "score is niet gehaald", False),
        ("Deze opgave haalt de afgesproken score niet.", "haalt de afgesproken score niet", False),
        ("De DREMPEL is\xa0gehaald", "drempel is gehaald", False),
        ("Zij scoort onvoldoende", "scoort onvoldoende", False),
        ("Er waren onvoldoende punten.", "onvoldoende punten", False),
        ("Er speelde een intern criterium.", "intern criterium", False),
        ("Dit was de hoogst scorende opgave", "hoogst scorende", False),
        ("Dit voldeed niet aan de ondergrens.", "voldeed niet aan de ondergrens", True),
        ("Dit scoort te laag op een onderdeel.", "scoort te laag op een onderdeel", True),
        ("Gezakt op \u00e9\u00e9n criterium", "gezakt op \u00e9\u00e9n criterium", True),
    ],
)
def test_words_of_a_score_are_seen(text: str, words: str, of_floor: bool) -> None:
    assert verdict_in(text) == Verdict(words, of_floor)


@pytest.mark.parametrize(
    "text",
    [
        "De drempel om mee te doen wordt lager.",
        "Bewoners vinden de drempel te hoog.",
        "Een deel van de huizen ligt te laag.",
        "Het budget is onvoldoende om alle onderdelen te betalen.",
        "Deze opgave kost te veel en levert weinig op.",
        "Het gas komt uit Groningen.",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert verdict_in(text) is None
