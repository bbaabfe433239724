"""The sentences that the program recognises: each is written by real code, and known again."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkexcel.dutch.sentence import FILE, PERSON, TYPED, Sentence, Slot, Written
from wijkexcel.privacy.traces import is_own
from wijkexcel.sentences import logged, received, rounds, second_look, settled
from wijkexcel.steps.five import MORE, STEPS

PACKAGE = Path(__file__).parents[2] / "wijkexcel"
ROOMS = (logged, received, rounds, second_look, settled)
KNOWN: dict[tuple[str, str], tuple[Sentence, ...]] = {
    ("tblLogboek", "what"): logged.LINES,
    ("tblOntvangst", "problem"): received.PROBLEMS,
    ("tblOntvangst", "action"): received.ACTIONS,
    ("tblHeroverweging", "explained"): (second_look.EXPLAINED,),
    ("tblHeroverweging", "first_round"): (rounds.BESIDE,),
}
"""What ``is_own`` knows, by column."""
EACH = [(place, sentence) for place, sentences in KNOWN.items() for sentence in sentences]


def declared(room: ModuleType) -> dict[str, Sentence]:
    return {name: value for name, value in vars(room).items() if isinstance(value, Sentence)}


def within(slot: Slot) -> Iterator[Slot]:
    """A sentence and all that stands in it."""
    yield slot
    inner = [*getattr(slot, "slots", {}).values(), *getattr(slot, "_slots", ())]
    for found in (*inner, *filter(None, [getattr(slot, "_slot", None)])):
        yield from within(found)


@cache
def source() -> str:
    files = (p for p in PACKAGE.rglob("*.py") if p.parent.name != "dutch")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_every_sentence_is_known_again(room: ModuleType) -> None:
    known = {id(slot) for _, sentence in EACH for slot in within(sentence)}
    assert [name for name, found in declared(room).items() if id(found) not in known] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_every_sentence_is_written_by_the_program(room: ModuleType) -> None:
    """By itself, or as a part of one that is."""
    names = {
        name: found
        for name, found in declared(room).items()
        if re.search(rf"\b{name}\.write\(", source())
    }
    written = {id(slot) for found in names.values() for slot in within(found)}
    written |= {id(found) for found in logged.STEPS.values()}
    assert [name for name, found in declared(room).items() if id(found) not in written] == []


def test_each_step_has_its_results() -> None:
    assert tuple(logged.RESULTS) == (*STEPS, *MORE, "vertel")
    assert "step_line(" in source()


SOMEBODYS = "KEES"
NOBODYS = {
    FILE: r"bestand-[1-9]\.xlsx",
    TYPED: SOMEBODYS,
    PERSON: r"Deelnemer S[0-9]{2}",
    logged.MARK: r"\d{1,5}",
    logged.SEEN: r"\d{1,5}",
    settled.REASON: r"\d{1,5}",
}


@given(st.data())
@settings(max_examples=5)
@pytest.mark.parametrize(("place", "sentence"), EACH, ids=lambda x: getattr(x, "template", None))
def test_what_names_nobody_is_the_programs_and_one_word_more_is_not(
    place: tuple[str, str], sentence: Sentence, data: st.DataObject
) -> None:
    shape = re.compile(sentence.pattern(NOBODYS), re.ASCII)
    said = st.from_regex(shape, fullmatch=True).filter(lambda text: SOMEBODYS not in text)
    text = data.draw(said)
    assert is_own(*place, text)
    assert not is_own(*place, f"{text} Aldus Kees.")
    assert not is_own(*place, text.replace(" ", " Kees ", 1))


def test_the_logbook_takes_nothing_but_such_a_sentence() -> None:
    said = logged.SENT.write(what="Uitvraag", scorers=["S01"])
    assert isinstance(said, Written)
    assert "what: Written" in source().partition("def log_change(")[2].partition(")")[0]
