"""One word for one thing, in every text: what the program is asked to do is an *opdracht*."""

import re

import pytest

from tests.texts import texts
from wijkexcel.layout.sheets.settings import RUN_STEP, RUN_STEPS

_COMMANDS = "|".join(RUN_STEPS)
COMMAND_AS_STEP = re.compile(
    rf"\bstap(?:pen)? ['`*]?(?:{_COMMANDS})\b"
    r"|\b(?:kies|doe|geef|voer|herhaal)\w* [^.]{0,40}?(?:de|deze|die|een) stap\b(?! \d)"
    r"|\b(?:de|deze|die|elke) stap (?:is (?:niet|gedaan|klaar)|liep|loopt|werkt)\b"
    r"|\bstap (?:opnieuw|daar|nog eens|uit)\b"
    r"|\b(?:knop|macro) per stap\b|\b(?:uit te voeren|gekozen) ?stap\b"
    r"|\bstappen (?:in excel|in libreoffice|van wijkexcel|als macro|`)"
    r"|\b(?:vijf|acht) stappen in\b",
    re.IGNORECASE,
)
"""'Stap' for a command: it is of the method, of the scale, or of a numbered list."""
OF_THE_SCALE = "Kies op het blad Start een stap waarmee"
BEFORE = {*RUN_STEP.before}
"""What workbooks of before say, and are still known by."""


def wrong(text: str) -> str:
    """The words in a text that call a command a step; empty when it does not."""
    found = COMMAND_AS_STEP.search(text.replace(OF_THE_SCALE, ""))
    return "" if found is None or text in BEFORE else found[0]


@pytest.mark.slow
def test_nothing_calls_a_command_a_step() -> None:
    assert [(where, wrong(text)) for where, text in texts() if wrong(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "en kies de stap opnieuw.",
        "Kies op het blad Start bij 'X' eerst een stap.",
        "De stap valideer is niet begonnen",
        "Wordt ingevuld door de stap 'heroverweeg'.",
        "getypt terwijl de stap liep",
        "Zet een menu met de stappen in LibreOffice.",
        "Geef Excel de vijf stappen in een taakvenster.",
        "Wilt u een knop per stap?",
        "Voer de stap uit die op het blad Start gekozen is.",
        "De stap is gedaan",
    ],
)
def test_it_knows_one_that_does(text: str) -> None:
    assert wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "De vijf stappen van de methode en hoe ver u bent.",
        "Stap 4 - Besluiten",
        "Doe stap 6 opnieuw.",
        "Kleinste stap tussen scores",
        "Kies op het blad Start een stap waarmee u precies op de hoogste score uitkomt.",
        "Anders: de volgende stap.",
    ],
)
def test_a_step_of_the_method_or_of_the_scale_is_none(text: str) -> None:
    assert not wrong(text)
