"""No mark in the copy is made of what was taken out: there is nothing to try names on."""

import hashlib
import io
import re
from datetime import datetime
from functools import lru_cache

import openpyxl
import pytest

from tests.privacy.support import book, copied, everything
from tests.workbook.books import reading, small
from wijkexcel.checks.participants import agreed_since
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import aliases, fingerprint
from wijkexcel.model.records import LogEntry
from wijkexcel.privacy.anonymise import Anonymised
from wijkexcel.privacy.marks import UNKNOWN, Marks
from wijkexcel.rules.agreed import changed_afterwards
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.settled import remembered, settled_now, to_remember
from wijkexcel.sentences import settled

NAME = "Marjan Terhoeven"
FILE_MARK, OTHER_FILE, FIRST = "1A2B3C4D", "99AA00FF", "0123ABCDEF"


@lru_cache
def marked() -> Dossier:
    """A workbook with a name in a question and in a reason, and marks of those in its logbook."""
    dossier = small()
    first, *rest = dossier.criteria
    dossier = dossier.model_copy(
        update={
            "criteria": (first.model_copy(update={"name": f"Volgens {NAME}"}), *rest),
            "decisions": tuple(
                d.model_copy(
                    update={
                        "public_reason": f"{NAME} wil het.",
                        "decided_by": "het college",
                        "decided_on": datetime(2026, 3, 1).date(),
                        "choice": d.choice,
                    }
                )
                for d in dossier.decisions
            ),
        }
    )
    now = fingerprint(dossier)
    lines = [str(line) for line in to_remember(dossier)]
    assert lines
    said = [
        (
            f"verzamel: 1 antwoord van S01 (ronde 1) uit a.xlsx (kenmerk {FILE_MARK}).\nO01 C01 4",
            FIRST,
        ),
        (
            "verzamel: conflict beslist bij S01, gezien bestanden met kenmerk "
            f"{FILE_MARK}, {OTHER_FILE}: O01 C01.",
            FIRST,
        ),
        ("bereken: 1 van de 3 gescoorde opgaven halen de score.", now),
        *((line, now) for line in lines),
    ]
    return dossier.model_copy(
        update={
            "scorers": tuple(
                s.model_copy(
                    update={"name": NAME if i == 0 else s.name, "version": FIRST if i == 0 else now}
                )
                for i, s in enumerate(dossier.scorers)
            ),
            "log": tuple(
                LogEntry(when=datetime(2026, 3, 2, 9, i), who="x", what=what, fingerprint=mark)
                for i, (what, mark) in enumerate(said)
            ),
            "opgaven": (
                dossier.opgaven[0].model_copy(
                    update={
                        "risks": f"Zie versie {now.lower()} en kenmerk {FILE_MARK}; hash "
                        "deadbeef00112233deadbeef00112233.",
                    }
                ),
                *dossier.opgaven[1:],
            ),
        }
    )


@lru_cache
def copy() -> Anonymised:
    return copied(book(marked()))


def in_copy() -> Dossier:
    return reading(copy().copy).dossier


def candidates() -> list[str]:
    names = [f"Persoon{i} Kandidaat{i}" for i in range(399)]
    return [*names, NAME]


@pytest.mark.slow
def test_trying_four_hundred_names_finds_none() -> None:
    """Each is put where the copy has another name, and hashed in every way that there is."""
    seen = everything(copy().copy).casefold()
    told = in_copy()
    assert "Deelnemer S01" in told.criteria[0].name
    for name in candidates():
        first, *rest = told.criteria
        as_was = first.model_copy(update={"name": first.name.replace("Deelnemer S01", name)})
        guess = told.model_copy(update={"criteria": (as_was, *rest)})
        reasons = [d.public_reason.replace("Deelnemer S01", name) for d in told.decisions]
        made = [fingerprint(guess).casefold()]
        made += [hashlib.sha256(reason.encode()).hexdigest()[:6] for reason in reasons if reason]
        assert [mark for mark in made if mark in seen] == []


def test_the_original_would_have_told() -> None:
    """The test's own test: these marks are in the original."""
    seen = everything(book(marked()))
    reason = marked().decisions[0].public_reason
    assert fingerprint(marked()) in seen
    assert hashlib.sha256(reason.encode()).hexdigest()[:6] in seen


def test_the_story_stays_readable() -> None:
    told = in_copy()
    versions = [entry.fingerprint for entry in told.log]
    assert versions == ["versie 1", "versie 1", *["versie 2"] * (len(versions) - 2)]
    assert [s.version for s in told.scorers] == ["versie 1", "versie 2", "versie 2"]
    assert "(kenmerk 1)" in told.log[0].what
    assert "met kenmerk 1, 2: O01 C01." in told.log[1].what
    assert re.search(r"\(reden 1\)", told.log[3].what)
    assert told.opgaven[0].risks == f"Zie versie versie 2 en kenmerk 1; hash {UNKNOWN}."


def test_what_was_taken_out_is_listed_with_what_stands_there_now() -> None:
    gone = {(g.text, g.what) for g in copy().cleaned.gone if g.kind == "vingerafdruk of kenmerk"}
    assert (FIRST, "Regel 1, kolom Vingerafdruk: nu 'versie 1'") in gone
    assert (FILE_MARK, "Regel 1, kolom Wat: nu '1'") in gone
    assert (FIRST, "S01, kolom Versie: nu 'versie 1'") in gone


def test_the_checks_say_of_the_copy_what_they_say_of_the_original() -> None:
    for dossier in (marked(), in_copy()):
        assert changed_afterwards(dossier)  # S01 answered an earlier version
        assert not changed_afterwards(dossier.model_copy(update={"log": dossier.log[2:]}))
        found = agreed_since(dossier, outcome_of(dossier))
        assert [f.where.row for f in found] == ["S01"]
        assert to_remember(dossier) == []


def test_a_change_after_the_first_scores_is_seen_in_a_copy_too() -> None:
    *before, copied_ = in_copy().log[2:]
    other = copied_.model_copy(update={"fingerprint": "versie 3"})
    assert changed_afterwards(in_copy().model_copy(update={"log": (*before, other)}))


@pytest.mark.slow
def test_a_copy_of_the_copy_keeps_the_numbers() -> None:
    again = reading(copied(copy().copy).copy).dossier
    assert [e.fingerprint for e in again.log] == [e.fingerprint for e in in_copy().log]
    assert [s.version for s in again.scorers] == [s.version for s in in_copy().scorers]


def test_the_first_fingerprint_after_a_copy_is_of_the_version_that_was_copied() -> None:
    assert aliases(["versie 1", "versie 2", "AA", "BB", "AA"]) == {"AA": "versie 2"}
    assert aliases(["AA", "BB"]) == {}


def test_a_decision_of_a_copy_is_known_again_although_its_reason_has_a_number() -> None:
    told = in_copy()
    decided = next(d for d in told.decisions if settled_now(d))
    assert remembered(told)[decided.opgave].reason == "1"
    other = decided.model_copy(update={"decided_on": datetime(2026, 3, 9).date()})
    changed = told.model_copy(update={"decisions": (other, *told.decisions[1:])})
    assert any(settled.SETTLED.match(line) for line in to_remember(changed))


@pytest.mark.parametrize(
    "text",
    [
        "artikel 12345678",
        "ABCDEFGH",
        "AB12CD3",
        "060-1234567",
        "O01 C02 G1",
        "1A2B3C4D5",
        "deadbeef",
    ],
)
def test_what_only_looks_a_little_like_a_mark_stays(text: str) -> None:
    assert Marks().replaced(text).text == text


@pytest.mark.parametrize(
    "mark", ["1A2B3C4D", "0123ABCDEF", "d" * 31 + "0", "aB" * 19 + "00", "0f" * 32]
)
def test_what_has_the_shape_of_one_goes(mark: str) -> None:
    assert Marks().replaced(f"zie {mark}.").text == f"zie {UNKNOWN}."


def test_no_cell_of_the_copy_has_the_shape_of_a_mark() -> None:
    loaded = openpyxl.load_workbook(io.BytesIO(copy().copy))
    texts = [
        str(c.value)
        for s in loaded
        for row in s.iter_rows()
        for c in row
        if c.value is not None and not str(c.value).startswith("=")
    ]
    shape = re.compile(r"\b(?=\w*\d)(?=\w*[A-F])[0-9A-F]{6,}\b")
    assert [text for text in texts if shape.search(text)] == []
