import pytest

from tests.checks.changes import Case, Change, add, also, drop, on, scores, settings
from tests.checks.factory import clean
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Answer, Direction, Reconsideration, Scorer, Verdict
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.rules.people import unwanted_by_residents

CASES = (
    Case(
        on("reconsiderations", "O03", public=True),
        Severity.NOTE,
        "openbare-reden-anders",
        Where("tblHeroverweging", "O03", "public"),
        (
            "De reden van de heroverweging van opgave O03 (Groene daken) zou ook de openbare reden "
            "zijn, maar op Besluit staat een andere. In de brief komt wat op Besluit staat."
        ),
        (
            "Klopt dat niet? Maak op Besluit de cel bij 'Openbare reden' leeg en geef de opdracht "
            "besluit."
        ),
    ),
    Case(
        on("reconsiderations", "O03", why=""),
        Severity.WARNING,
        "heroverweging-zonder-reden",
        Where("tblHeroverweging", "O03", "why"),
        (
            "Na heroverweging van opgave O03 (Groene daken) koos u 'uitstellen', maar er "
            "staat niet waarom."
        ),
        "Schrijf op het blad Heroverweging waarom.",
    ),
    Case(
        on("reconsiderations", "O03", answer=None),
        Severity.WARNING,
        "heroverweging-open",
        Where("tblHeroverweging", "O03", "answer"),
        (
            "Opgave O03 (Groene daken) haalt de score niet en is nog niet heroverwogen. "
            "Reden om nog eens te kijken: kan de wijkaanpak maken of breken."
        ),
        "Bespreek deze opgave en vul het antwoord in op het blad Heroverweging.",
    ),
    Case(
        also(
            drop("reconsiderations", "O03"),
            on("opgaven", "O03", make_or_break=False),
            add(
                "reconsiderations",
                Reconsideration(opgave="O02", answer=Answer.LEAVE_OUT, why="Nee."),
            ),
            settings(without_reason=Verdict.NO),
        ),
        Severity.WARNING,
        "heroverweging-open",
        Where("tblHeroverweging", "O03", "answer"),
        (
            "Opgave O03 (Groene daken) haalt de score niet en is nog niet heroverwogen. "
            "Reden om nog eens te kijken: geen reden gevonden, kijk zelf."
        ),
        "Bespreek deze opgave en vul het antwoord in op het blad Heroverweging.",
    ),
    Case(
        settings(without_reason_why=" "),
        Severity.WARNING,
        "heroverweging-zonder-reden",
        Where("tblInstellingen", "without_reason_why", "value"),
        "De opgaven zonder gevonden reden voegt u samen niet toe, maar er staat niet waarom.",
        "Schrijf dat op het blad Start bij 'Zonder reden: waarom niet'.",
    ),
    Case(
        on("reconsiderations", "O03", make_or_break=Verdict.NO),
        Severity.WARNING,
        "maakt-of-breekt-verschilt",
        Where("tblHeroverweging", "O03", "make_or_break"),
        (
            "Bij opgave O03 (Groene daken) staat onder 'Maakt of breekt' 'nee', maar op het blad "
            "Opgaven staat ja. Wat hier staat, telt."
        ),
        "Maak ze gelijk: zet op het blad Opgaven 'nee', of maak deze cel leeg.",
    ),
    Case(
        add("reconsiderations", Reconsideration(opgave="O01", make_or_break=Verdict.YES)),
        Severity.WARNING,
        "maakt-of-breekt-verschilt",
        Where("tblHeroverweging", "O01", "make_or_break"),
        (
            "Bij opgave O01 (Riool vernieuwen) staat onder 'Maakt of breekt' 'ja', maar op het "
            "blad Opgaven staat geen ja. Wat hier staat, telt."
        ),
        "Maak ze gelijk: zet op het blad Opgaven 'ja', en schrijf erbij waarom.",
    ),
    Case(
        on("reconsiderations", "O03", answer=Answer.LEAVE_OUT),
        Severity.WARNING,
        "besluit-anders-dan-heroverweging",
        Where("tblBesluit", "O03", "choice"),
        (
            "Het besluit over opgave O03 (Groene daken) is 'uitgesteld', maar na "
            "heroverweging koos u 'niet toevoegen'."
        ),
        "Pas het besluit aan, of het antwoord op het blad Heroverweging.",
    ),
    Case(
        scores("S04", "O01", "C01", 1.0),
        Severity.WARNING,
        "bewoners-tegen",
        Where("tblBesluit", "O01", "choice"),
        (
            "Opgave O01 (Riool vernieuwen) haalt de score, maar alle bewoners die scoorden geven "
            "de slechtste score op 'Draagvlak' (1 persoon)."
        ),
        "Bespreek met bewoners wat zij nodig hebben, en schrijf bij het besluit wat u ermee doet.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def _resident(number: int, mark: float | None, round_: int = 1) -> Change:
    scorer = f"S{number:02}"
    person = Scorer(id=scorer, name=f"Bewoner {number}", group="G3", round=round_)
    return also(add("scorers", person), scores(scorer, "O01", "C01", mark))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (scores("S04", "O01", "C01", 1.0), {"O01": {"C01": 1}}),
        (also(scores("S04", "O01", "C01", 1.0), _resident(5, 1.0)), {"O01": {"C01": 2}}),
        (also(scores("S04", "O01", "C01", 1.0), _resident(5, 2.0)), {}),
        (also(scores("S04", "O01", "C01", 1.0), _resident(5, None)), {"O01": {"C01": 1}}),
        (also(scores("S04", "O01", "C01", 1.0), _resident(5, 2.0, 2)), {"O01": {"C01": 1}}),
        (also(scores("S04", "O01", "C01", 1.0), _resident(5, ABSTENTION)), {"O01": {"C01": 1}}),
        (scores("S04", "O01", "C01", None), {}),
        (
            also(
                on("criteria", "C01", direction=Direction.LOWER), scores("S04", "O01", "C01", 5.0)
            ),
            {"O01": {"C01": 1}},
        ),
        (scores("S03", "O01", "C01", 1.0), {}),
    ],
)
def test_all_residents_who_scored_it_gave_the_worst_mark(
    change: Change, found: dict[str, dict[str, int]]
) -> None:
    assert unwanted_by_residents(change(clean())) == found
