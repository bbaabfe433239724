"""Lines of Ontvangst that name files or people, or consist only of the program's words.

Findings on single answers are not included: they may quote anything, and are treated as text.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.ids import CELL, CRITERION, OPGAVE, SCORE, SCORER
from wijkexcel.dutch.sentence import (
    FILE,
    NUMBER,
    PERSON,
    TYPED,
    Sentence,
    Written,
    counted,
    either,
    many,
    one_of,
)

REMARK: Final = "opmerking"
EMPTY: Final = "leeg"
_VALUE: Final = either(SCORE, one_of(EMPTY), TYPED)

# What is wrong or was found ----------------------------------------------------------------------

SCORES: Final = Sentence("{number}", number=counted("1 score", "{} scores"))
REMARKS: Final = Sentence("{number}", number=counted("1 opmerking", "{} opmerkingen"))
BOTH: Final = Sentence("{scores} en {remarks}", scores=SCORES, remarks=REMARKS)
ANSWERS: Final = Sentence(
    "Antwoorden die in het werkboek staan: {answers}.",
    answers=either(BOTH, SCORES, REMARKS, NUMBER),  # older workbooks have only a number
)
BLANK: Final = Sentence("In dit bestand is niets ingevuld.")
MISSING: Final = Sentence(
    "Van {name} ({scorer}) {left} van de {asked} scores.",
    name=PERSON,
    scorer=SCORER,
    asked=NUMBER,
    left=counted("ontbreekt nog {}", "ontbreken nog {}"),
)
MORE_FILES: Final = Sentence(
    "Van {scorer} zijn er meer bestanden: ook {files}. Ze zeggen {same}.",
    scorer=SCORER,
    files=many(FILE),
    same=one_of("hetzelfde", "niet hetzelfde"),
)
IN_FILE: Final = "' in "
"""Between a value and its file."""
GIVEN: Final = Sentence(f"'{{value}}{IN_FILE}{{file}}", value=_VALUE, file=FILE)
HELD: Final = Sentence("'{value}'", value=_VALUE)
CONFLICT: Final = Sentence(
    "{opgave}, {what}: in het werkboek staat {held}, en {given}.",
    opgave=OPGAVE,
    what=either(CRITERION, one_of(REMARK)),
    held=either(one_of("niets"), HELD),
    given=many(GIVEN, "; "),
)
TOO_MANY: Final = Sentence(
    "Er zijn nog {number} regels die hier niet passen. Los deze eerst op.", number=NUMBER
)
MADE_FOR: Final = Sentence(
    "Het bestand is voor '{file_for}', maar {scorer} is nu '{name}'.",
    file_for=PERSON,
    scorer=SCORER,
    name=PERSON,
)
LOCK: Final = Sentence(
    "Dit is geen antwoord, maar een teken dat iemand een bestand open heeft (…{file}). "
    "Overgeslagen. Staat dat bestand hier nog open? Sluit het dan eerst.",
    file=FILE,
)
PROBLEMS: Final = (ANSWERS, BLANK, MISSING, MORE_FILES, CONFLICT, TOO_MANY, MADE_FOR, LOCK)

# What to do --------------------------------------------------------------------------------------

NOTHING: Final = Sentence("U hoeft niets te doen.")
NEWER_FILE: Final = Sentence(
    "U hoeft niets te doen: wat een nieuwer bestand van deze deelnemer hier zegt, staat in het "
    "werkboek."
)
OTHER_FILE: Final = Sentence(
    "U hoeft niets te doen: een ander bestand van deze deelnemer gaat over de vraag van nu."
)
ASK: Final = Sentence("Vraag deze scores {when}.", when=one_of("nog", "opnieuw"))
STILL_COUNTS: Final = Sentence(
    "Let op: in het werkboek {scores} mee. Vraag deze scores opnieuw, of haal ze weg op het "
    "invulblad van {scorer}.",
    scores=counted(
        "staat hierbij nog {} score van eerder, en die telt",
        "staan hierbij nog {} scores van eerder, en die tellen",
    ),
    scorer=SCORER,
)
CHOOSE: Final = Sentence("Staat er een conflict bij, kies dan welke waarde geldt.")
COMMAND: Final = "opdracht"
REMINDER: Final = as_typed("verdeel", "", "", "--herinnering")
REMINDER_BEFORE: Final = "wijkexcel verdeel --herinnering"
REMIND: Final = Sentence(
    "Stuur een herinnering: de {called} 'herinner', of '{line}'.",
    called=one_of(COMMAND, "stap"),  # older workbooks have the other word, and a shorter line
    line=one_of(REMINDER, REMINDER_BEFORE),
)
TYPE: Final = Sentence(
    "Typ de juiste waarde op het blad {sheet} in cel {cell}. Haal elk bestand waarin iets anders "
    "staat uit de map. Verzamel daarna opnieuw.",
    sheet=either(SCORER, TYPED),
    cell=CELL,
)
ACTIONS: Final = (NOTHING, NEWER_FILE, OTHER_FILE, ASK, STILL_COUNTS, CHOOSE, REMIND, TYPE)


def answers(what: Iterable[str]) -> Written:
    """Say how many scores and how many remarks there are; ``what`` has ``REMARK`` for a remark."""
    tally = Counter(each == REMARK for each in what)
    if tally[True] and tally[False]:
        return BOTH.write(scores={"number": tally[False]}, remarks={"number": tally[True]})
    return REMARKS.write(number=tally[True]) if tally[True] else SCORES.write(number=tally[False])
