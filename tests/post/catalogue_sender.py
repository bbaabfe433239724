"""The lines I and Z of the catalogue: who it is from, and how much there is."""

import email.message
import email.policy

from tests.post.catalogue import (
    ASIDE,
    CONFLICT,
    FULL,
    PLACE,
    REFUSED,
    TOLD,
    Case,
    Files,
    cell_name,
    sent,
    wijk,
)
from tests.post.support import filled, with_identity
from tests.workbook.books import edited, layout_for
from wijkexcel.layout.partner_form import FORM
from wijkexcel.post.out.mail import XLSX
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource

ALL = frozenset(FULL)


def mail(sender: str, **files: bytes) -> bytes:
    """A mail with workbooks in it."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = sender, "wijk@example.nl", "Scores"
    message.set_content("Hierbij.")
    for name, data in files.items():
        message.add_attachment(data, maintype=XLSX[0], subtype=XLSX[1], filename=f"{name}.xlsx")
    return message.as_bytes()


def known_as(name: str, said: str, /, **identity: str) -> Case:
    def make() -> Files:
        return {"antwoord.xlsx": with_identity(sent().filled(), **identity)}

    return Case(name, ASIDE, said, make, lost=ALL)


def mailed(
    name: str,
    kind: object,
    said: str,
    sender: str,
    both: bool,
    lost: frozenset[object],
    emails: dict[str, str] | None = None,
) -> Case:
    """A mail with the answers of S01, or of S01 and S02."""

    def make() -> Files:
        data = {"antwoord": sent().filled()} | ({"ander": sent().filled("S02")} if both else {})
        return {"mail.eml": mail(sender, **data)}

    def book() -> bytes:
        cells = {("tblDeelnemers", s, "email"): e for s, e in (emails or {}).items()}
        return edited(sent().book, layout_for(wijk()), cells)  # type: ignore[arg-type]

    return Case(name, kind, said, make, lost=lost, book=book)  # type: ignore[arg-type]


S1, S2 = wijk().scorers[:2]


def with_code_of_another() -> bytes:
    scorers = read(FileSource(sent().book)).dossier.scorers
    return with_identity(sent().filled(), code=scorers[1].code)


def one_score() -> bytes:
    return filled(sent().blank["S01"], {PLACE: "4"})


CASES = (
    Case(
        "I1-identical",
        TOLD,
        "Ze zeggen hetzelfde.",
        lambda: {"a.xlsx": sent().filled(), "b.xlsx": sent().filled()},
    ),
    Case(
        "I1-different",
        CONFLICT,
        "'1' in a.xlsx; '3' in b.xlsx",
        lambda: {
            "a.xlsx": sent().filled(cells={PLACE: 1}),
            "b.xlsx": sent().filled(cells={PLACE: 3}),
        },
        lost=frozenset({PLACE}),
    ),
    known_as("I2-unknown-scorer", "S99 staat niet op het blad Deelnemers", scorer="S99"),
    known_as("I2-no-scorer", "(leeg) staat niet op het blad Deelnemers", scorer=""),
    known_as("I2-wrong-group", "gemaakt voor de groep 'Bewoners'", group="Bewoners"),
    known_as("I2-unknown-code", "De code in dit bestand hoort niet bij S01", code="ANDERS"),
    Case(
        "I2-code-of-another",
        ASIDE,
        "Het is de code van S02",
        lambda: {"antwoord.xlsx": with_code_of_another()},
        lost=ALL,
    ),
    known_as("I2-other-name", "is voor 'Iemand Anders', maar S01 is nu", name="Iemand Anders"),
    known_as(
        "I2-look-alike-name",
        "lijken op elkaar, maar zijn niet gelijk",
        name=S1.name.replace("a", "а"),
    ),
    known_as(
        "I2-unseen-sign-in-name", "lijken op elkaar, maar zijn niet gelijk", name=f"{S1.name}\u200b"
    ),
    known_as("I2-name-like-another", f"lijkt op die van S02 ({S2.name})", name=S2.name.upper()),
    mailed("I2-mail-from-the-scorer", None, "", S1.email.upper(), False, frozenset()),
    mailed(
        "I2-mail-from-somebody-unknown", None, "", "secretariaat@example.nl", False, frozenset()
    ),
    mailed(
        "I2-mail-from-another-scorer",
        ASIDE,
        f"komt van {S2.email}. Dat adres hoort bij S02",
        S2.email,
        False,
        ALL,
    ),
    mailed(
        "I2-one-address-two-names",
        ASIDE,
        "komen antwoorden van meer mensen",
        "x@example.nl",
        True,
        ALL,
    ),
    mailed(
        "I2-one-address-two-names-as-registered",
        None,
        "",
        "samen@example.nl",
        True,
        frozenset(),
        {"S01": "samen@example.nl", "S02": "samen@example.nl"},
    ),
    mailed(
        "I2-the-coordinators-own-address",
        None,
        "",
        wijk().settings.contact_email,
        True,
        frozenset(),
    ),
    Case("Z1-no-files", None, "", dict, lost=ALL),
    Case(
        "Z1-nothing-filled-in",
        TOLD,
        "In dit bestand is niets ingevuld",
        lambda: {"antwoord.xlsx": sent().blank["S01"]},
        lost=ALL,
    ),
    Case(
        "Z1-one-score",
        TOLD,
        "Het telt als 4.",
        lambda: {"antwoord.xlsx": one_score()},
        sheet=FORM,
        cell=cell_name(PLACE),
        lost=ALL - {PLACE},
        taken={PLACE: 4.0},
    ),
    Case(
        "Z1-all-the-same",
        None,
        "",
        lambda: {"antwoord.xlsx": sent().filled(cells=dict.fromkeys(FULL, 3))},
        taken=dict.fromkeys(FULL, 3.0),
    ),
    Case(
        "Z1-only-bad-ones",
        REFUSED,
        "is geen score",
        lambda: {"antwoord.xlsx": sent().filled(cells=dict.fromkeys(FULL, "x"))},
        sheet=FORM,
        cell=cell_name(PLACE),
        lost=ALL,
    ),
)
