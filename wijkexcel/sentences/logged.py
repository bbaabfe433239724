"""The lines that the program writes in Logboek.

Lines of Logboek are only made by these sentences: the copy without names recognises by them what
was not typed, and the rules what was calculated when.
"""

import re
from collections.abc import Mapping
from typing import Final

from wijkexcel.dutch.ids import CRITERION, GROUP, JOINING, OPGAVE, SCORE, SCORER, SCORERS, SHEET
from wijkexcel.dutch.sentence import (
    FILE,
    NUMBER,
    TYPED,
    Sentence,
    Slot,
    Written,
    counted,
    either,
    many,
    maybe,
    one_of,
)
from wijkexcel.sentences import lapsed, rounds, settled
from wijkexcel.sentences.hurdles import Hurdle

# Messages of a step, also in the window and in the terminal ---------------------------------------

_OPGAVEN: Final = counted("{} opgave", "{} opgaven")
_VERDICT: Final = either(
    one_of("geen fouten gevonden"),
    FOUND := Sentence(
        "{errors} en {warnings} keer let op",
        errors=counted("{} fout", "{} fouten"),
        warnings=NUMBER,
    ),
)
CHECKED: Final = Sentence("Gecontroleerd: {verdict}.", verdict=_VERDICT)
REACHED: Final = Sentence(
    "{reached} van de {scored} gescoorde opgaven halen de score.", reached=NUMBER, scored=NUMBER
)
NOT_AGREED: Final = Sentence(
    "{opgaven} doorgerekend; er is nog geen score afgesproken.", opgaven=_OPGAVEN
)
NO_SCORES: Final = Sentence("Er zijn nog geen scores om mee te rekenen.")
NOT_EQUAL: Final = Sentence(
    "Het werkboek en het programma rekenen niet hetzelfde. Zie Bevindingen."
)
SECOND_LOOK: Final = Sentence(
    "{opgaven} een tweede blik.", opgaven=counted("{} opgave verdient", "{} opgaven verdienen")
)
IN_DOUBT: Final = Sentence("Eerst moet duidelijk zijn welk totaal klopt. Zie Bevindingen.")
PROPOSED: Final = Sentence(
    "{cells} ingevuld met een voorstel.", cells=counted("{} lege cel", "{} lege cellen")
)
NOTHING_TO_FILL: Final = Sentence("er was niets om in te vullen.")
UNDECIDED: Final = Sentence(" Nog geen besluit: {opgaven}.", opgaven=_OPGAVEN)
REASON_ADAPTED: Final = Sentence(
    " De reden van het programma past niet meer en is aangepast of weggehaald bij {opgaven}.",
    opgaven=many(OPGAVE),
)
REASON_TAKEN_OVER: Final = Sentence(
    " De reden van de heroverweging is nu de openbare reden bij {opgaven}.", opgaven=many(OPGAVE)
)
LEFT_TO_TEAM: Final = Sentence(
    " Om te overwegen, de keuze is aan u: {opgaven}. Eerst nog: {settle}.",
    opgaven=many(OPGAVE),
    settle=many(one_of(*Hurdle), "; "),
)
SHEET_MADE: Final = Sentence(
    "Besluitenblad gemaakt; {filled}{adapted}{taken}{undecided}{left}",
    filled=either(PROPOSED, NOTHING_TO_FILL),
    adapted=maybe(REASON_ADAPTED),
    taken=maybe(REASON_TAKEN_OVER),
    undecided=maybe(UNDECIDED),
    left=maybe(LEFT_TO_TEAM),
)
SHEET_IN_DOUBT: Final = Sentence(
    "Geen besluitenblad gemaakt: eerst moet duidelijk zijn welk totaal klopt. Zie Bevindingen."
)
NO_OPGAVEN: Final = Sentence(
    "Geen besluitenblad gemaakt: er staan nog geen opgaven in. Vul ze in op het blad Opgaven."
)
LETTER_MADE: Final = Sentence(
    "De brief aan {readers} is gemaakt. Lees hem na voordat u hem verstuurt.",
    readers=one_of("bewoners", "partners"),
)
LETTER_REFUSED: Final = Sentence(
    "De brief kan nog niet: los eerst {errors} op. Zie Bevindingen.",
    errors=counted("{} fout", "{} fouten"),
)
PAGE_MADE: Final = Sentence(
    "De bladzijde voor de gezamenlijke ambitie is gemaakt. Lees hem na voordat u hem verspreidt."
)
PAGE_REFUSED: Final = Sentence(
    "De bladzijde voor de ambitie kan nog niet: los eerst {errors} op. Zie Bevindingen.",
    errors=counted("{} fout", "{} fouten"),
)
NEWS_MADE: Final = Sentence("Bericht over de uitkomst gemaakt voor {scorers}.", scorers=SCORERS)
NEWS_REFUSED: Final = Sentence(
    "De uitkomst kan nog niet worden verteld: los eerst {errors} op. Zie Bevindingen.",
    errors=counted("{} fout", "{} fouten"),
)
NOBODY_TO_TELL: Final = Sentence("Er is niemand om de uitkomst aan te vertellen.")
RESULTS: Final[Mapping[str, tuple[Sentence, ...]]] = {
    "valideer": (CHECKED,),
    "bereken": (REACHED, NOT_AGREED, NO_SCORES, NOT_EQUAL),
    "heroverweeg": (SECOND_LOOK, IN_DOUBT),
    "besluit": (SHEET_MADE, SHEET_IN_DOUBT, NO_OPGAVEN),
    "brief": (LETTER_MADE, LETTER_REFUSED),
    "ambitie": (PAGE_MADE, PAGE_REFUSED),
    "vertel": (NEWS_MADE, NEWS_REFUSED, NOBODY_TO_TELL),
}
"""The final messages of each step."""
STEPS: Final[Mapping[str, Sentence]] = {
    step: Sentence(f"{step}: {{said}}", said=either(*results)) for step, results in RESULTS.items()
}
"""The line of each step."""

# Going out, coming back, growing -----------------------------------------------------------------

SENT: Final = Sentence(
    "verdeel: {what} gemaakt voor {scorers}.",
    what=one_of("Uitvraag", "Herinnering"),
    scorers=SCORERS,
)
ON_PAPER: Final = Sentence("papier: formulieren gemaakt voor {scorers}.", scorers=SCORERS)
BLANK_FORM: Final = Sentence(
    "papier: leeg formulier gemaakt voor groep {group}.{entry}",
    group=GROUP,
    entry=maybe(ENTRY := Sentence(" Invoer voor {scorers}.", scorers=SCORERS)),
)
ASKED_TO_JOIN: Final = Sentence("meedoen: vraag gemaakt voor {asked}.", asked=many(JOINING))
SENT_AGAIN: Final = Sentence(
    "verzamel: Werkboek met de vragen van nu teruggestuurd naar {scorers}.", scorers=SCORERS
)
MARK: Final = Slot(r"[^()\r\n]*")
"""The hash that identifies a file."""
ROUND: Final = Sentence(" (ronde {round})", round=NUMBER)
START: Final = Sentence(
    "verzamel: {answers} van {scorer}{round} uit {file} (kenmerk {mark})",
    answers=counted("{} antwoord", "{} antwoorden"),
    scorer=SCORER,
    round=maybe(ROUND),
    file=FILE,
    mark=MARK,
)
"""Opening words of the answers taken from a file."""
_ANSWERED: Final = re.compile(START.pattern({}))
MORE: Final = ", vervolg"
"""Follows them if it did not fit in one line."""
WAS: Final = Sentence(" (was {score})", score=either(SCORE, TYPED))
WAS_TYPED: Final = Sentence(" (was '{text}')", text=TYPED)
MARK_TAKEN: Final = Sentence(
    "{opgave} {criterion} {score}{was}",
    opgave=OPGAVE,
    criterion=CRITERION,
    score=SCORE,
    was=maybe(either(WAS, WAS_TYPED)),
)
REMARK_TAKEN: Final = Sentence(
    "{opgave} opmerking{was}", opgave=OPGAVE, was=maybe(either(WAS, WAS_TYPED))
)
TAKEN: Final = Sentence(
    "{start}{more}.\n{answers}",
    start=START,
    more=one_of("", MORE),
    answers=either(many(either(MARK_TAKEN, REMARK_TAKEN), "; "), TYPED),
)
"""The answers taken from a file, or a piece of that, which may be split anywhere."""
SEEN: Final = Slot(r"[0-9A-F]*")
"""Hash of a file that was considered when a conflict was decided."""
PLACE: Final = Sentence(
    "{opgave} {what}", opgave=OPGAVE, what=either(CRITERION, one_of("opmerking"))
)
SETTLED: Final = Sentence(
    "verzamel: conflict beslist bij {scorer}, gezien bestanden met kenmerk {marks}: {places}.",
    scorer=SCORER,
    marks=many(SEEN),
    places=many(PLACE, "; "),
)
"""A person chose between the values in the workbook and in these files; that is asked only once."""
ROOM: Final = Sentence(
    "bijwerken: nu ruimte voor {opgaven} opgaven, {criteria} criteria, {groups} groepen, "
    "{scorers} deelnemers.{added}{left}",
    opgaven=NUMBER,
    criteria=NUMBER,
    groups=NUMBER,
    scorers=NUMBER,
    added=maybe(TABS := Sentence("\nNieuwe bladen: {tabs}.", tabs=many(SHEET))),
    left=maybe(LEFT := Sentence("\n{left}", left=TYPED)),
)
COPIED: Final = Sentence(
    "anonimiseer: kopie gemaakt. Namen zijn vervangen. E-mailadressen, telefoonnummers, codes, en "
    "wat niet in de tabellen stond, zijn weggehaald."
)
"""The line that only a copy without names has."""
LINES: Final = (
    *STEPS.values(),
    *settled.LINES,
    *rounds.LINES,
    *lapsed.LINES,
    SENT,
    ON_PAPER,
    BLANK_FORM,
    ASKED_TO_JOIN,
    SENT_AGAIN,
    TAKEN,
    SETTLED,
    ROOM,
    COPIED,
)
"""Every line of Logboek."""


def sent_to(line: str) -> list[str]:
    """Scorers to whom questions were sent by mail or on paper, according to a line of Logboek."""
    for sentence in (SENT, ON_PAPER, SENT_AGAIN):
        said = sentence.match(line)
        if said is not None:
            return said["scorers"].split(", ")
    blank = BLANK_FORM.match(line)
    entry = ENTRY.match(blank["entry"]) if blank is not None else None
    return entry["scorers"].split(", ") if entry is not None else []


def calculated(line: str) -> bool:
    """Whether a line of Logboek says that there were scores, and that they were calculated."""
    said = STEPS["bereken"].match(line)
    return said is not None and any(s.match(said["said"]) for s in (REACHED, NOT_AGREED))


def shows_scores(line: str) -> bool:
    """Whether a line of Logboek shows that there were scores."""
    look = STEPS["heroverweeg"].match(line)
    again = SECOND_LOOK.match(look["said"]) if look is not None else None
    return (
        _ANSWERED.match(line) is not None
        or calculated(line)
        or (again is not None and not again["opgaven"].startswith("0 "))
        or any(sentence.match(line) for sentence in rounds.LINES)
    )


def settled_by(line: str) -> bool:
    """Whether a line of Logboek says that decisions were settled."""
    return settled.SETTLED.match(line) is not None


def not_agreed(line: str) -> bool:
    """Whether a line of Logboek says that there were scores without an agreed threshold."""
    said = STEPS["bereken"].match(line)
    return said is not None and NOT_AGREED.match(said["said"]) is not None


def step_line(step: str, said: Written) -> Written:
    """Write the line for a completed step."""
    return STEPS[step].write(said=said)
