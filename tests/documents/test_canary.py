"""Promise 5: what is internal reaches no part of the public letter, in any way."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.documents.factory import (
    everything_in,
    example_with_plain_texts,
    letter_of,
    rendered_letter,
    sheet_of,
    text_of,
    with_canaries,
    with_criteria,
    with_decision,
)
from wijkexcel.documents.pdf import to_pdf
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Koppelvorm, Visibility
from wijkexcel.rules.outcome import outcome_of

OPGAVEN = tuple(o.id for o in example_with_plain_texts().opgaven)
CRITERIA = tuple(c.id for c in example_with_plain_texts().criteria)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """The example with other choices, and other criteria internal (never all)."""
    dossier = example_with_plain_texts()
    internal = draw(st.sets(st.sampled_from(CRITERIA), max_size=len(CRITERIA) - 1))
    dossier = with_criteria(
        dossier,
        lambda c: {
            "visibility": Visibility.INTERNAL if c.id in internal else Visibility.PUBLIC,
            "weight": c.weight + 0.37,
        },
    )
    for opgave in OPGAVEN:
        dossier = with_decision(
            dossier,
            opgave,
            choice=draw(st.sampled_from(list(Choice))),
            koppelvorm=draw(st.sampled_from(list(Koppelvorm))),
            follow_up="Wij wachten.",
            when=dossier.decision(opgave).when or dossier.settings.letter_date,
        )
    return dossier


@pytest.mark.slow
@given(
    dossiers(),
    st.from_regex(r"[a-z]{4}q[0-9]{3}", fullmatch=True),
    st.sampled_from(["", "{{ ", "<w:t>", "&", "\n", "_}"]),
)
@hypothesis_settings(max_examples=40)
def test_no_canary_in_any_part_of_the_docx(dossier: Dossier, word: str, around: str) -> None:
    dossier, canaries = with_canaries(dossier, word, around)
    found = everything_in(rendered_letter(letter_of(dossier)))
    assert len(canaries) > 200
    assert [c for c in canaries if c in found] == []


def test_no_total_weight_cost_or_group_figure_in_the_letter() -> None:
    dossier = with_criteria(example_with_plain_texts(), lambda c: {"weight": c.weight + 0.37})
    text = text_of(rendered_letter(letter_of(dossier)))
    assert re.findall(r"\d[.,]\d", text) == ["3,5"], "nothing but the agreed score"
    assert "0,5" not in text


def test_the_canaries_would_be_found() -> None:
    """The test's own test: the decision sheet does hold them."""
    dossier, canaries = with_canaries(example_with_plain_texts(), "vinkq123")
    found = everything_in(decision_sheet_docx(sheet_of(dossier)))
    held = [c for c in canaries if c in found]
    notes = [d.internal_note for d in dossier.decisions]
    assert set(notes) <= set(held)
    assert len(held) > 100


def test_a_dossier_with_canaries_has_the_same_outcome() -> None:
    dossier = example_with_plain_texts()
    changed, _ = with_canaries(dossier, "vinkq123")
    assert outcome_of(changed).opgaven == outcome_of(dossier).opgaven


@pytest.mark.oracle("libreoffice")
def test_no_canary_in_the_pdf_or_its_properties() -> None:
    dossier, canaries = with_canaries(example_with_plain_texts(), "vinkq123")
    data = to_pdf(rendered_letter(letter_of(dossier)))
    assert data is not None
    reader = PdfReader(io.BytesIO(data))
    text = "".join(page.extract_text() for page in reader.pages)
    streams = [
        obj.get_data()
        for i in range(1, len(reader.xref[0]) if 0 in reader.xref else 1)
        if hasattr(obj := reader.get_object(i), "get_data")
    ]
    xmp = reader.xmp_metadata
    parts = [text, str(reader.metadata), "" if xmp is None else xmp.stream.get_data().decode()]
    parts += [s.decode("latin-1") for s in streams] + [data.decode("latin-1")]
    found = re.sub(r"\s+", "", "".join(parts))
    assert "Lijsterhoek" in found
    assert len(streams) > 5
    assert [c for c in [*canaries, "vinkq123"] if c in found] == []
