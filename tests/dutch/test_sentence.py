"""A sentence is written and recognised from one template."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.dutch.sentence import (
    FILE,
    NUMBER,
    PERSON,
    TYPED,
    Sentence,
    counted,
    either,
    many,
    maybe,
    one_of,
)

ITEM = Sentence("{id} in {file}", id=NUMBER, file=FILE)
ALL = Sentence(
    "{what} van {who}: {faults}, {items}{note}. (Echt?)",
    what=one_of("Ja", "N.v.t."),
    who=PERSON,
    faults=counted("{} fout", "{} fouten"),
    items=many(ITEM, "; "),
    note=maybe(Sentence(" ({text})", text=TYPED)),
)


def test_a_sentence_says_what_stands_in_its_slots() -> None:
    text = ALL.write(
        what="N.v.t.", who="Jan", faults=1, items=[{"id": 3, "file": "a.xlsx"}], note=None
    )
    assert text == "N.v.t. van Jan: 1 fout, 3 in a.xlsx. (Echt?)"
    found = ALL.match(text)
    assert found is not None
    assert found.groupdict() == {
        "what": "N.v.t.",
        "who": "Jan",
        "faults": "1 fout",
        "items": "3 in a.xlsx",
        "note": "",
    }


@given(st.text(), st.integers(0, 200), st.text(), st.none() | st.text())
def test_whatever_is_written_is_recognised(who: str, n: int, file: str, note: str | None) -> None:
    text = ALL.write(
        what="Ja",
        who=who,
        faults=n,
        items=[{"id": n, "file": file}] * 2,
        note=None if note is None else {"text": note},
    )
    assert ALL.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "NXvXtX van Jan: 1 fout, 3 in a. (Echt?)",
        "Ja van Jan: 1 fouten, 3 in a. (Echt?)",
        "Ja van Jan: 3 fout, 3 in a. (Echt?)",
        "Ja van Jan: 1 fout, . (Echt?)",
        "Ja van Jan: 1 fout, 3 in a. (Echt?) En nog iets.",
        "Ja van Jan: 1 fout, 3 in a\nb. (Echt?)",
    ],
)
def test_what_it_did_not_write_is_not_recognised(text: str) -> None:
    assert ALL.match(text) is None


def test_a_slot_can_be_held_to_less() -> None:
    text = ITEM.write(id=1, file="jan.xlsx")
    assert ITEM.match(text, {FILE: r"bestand-\d+"}) is None
    assert ITEM.match("1 in bestand-1", {FILE: r"bestand-\d+"})


def test_a_value_that_would_not_be_recognised_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="'x' is no"):
        ITEM.write(id="x", file="a")
    with pytest.raises(ValueError, match="is no"):
        Sentence("{x}", x=either(one_of("a"), NUMBER)).write(x="b")
    with pytest.raises(ValueError, match="nothing to list"):
        Sentence("{x}", x=many(NUMBER)).write(x=[])
    with pytest.raises(TypeError, match="wants"):
        ITEM.write(id=1)
    with pytest.raises(TypeError, match="declared are"):
        Sentence("{a} en {b}", a=NUMBER)
