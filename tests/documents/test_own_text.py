"""What somebody typed in an own template is searched as other text that goes out."""

import pytest

from tests.checks.factory import clean
from tests.documents.factory import small_template
from tests.documents.house import house_style, with_picture
from wijkexcel.documents import scrub
from wijkexcel.documents.carried import carried_along
from wijkexcel.documents.letter import shipped_template
from wijkexcel.documents.own_text import own_text
from wijkexcel.documents.scrub import seen_parts
from wijkexcel.errors import NotReadyError
from wijkexcel.outgoing.gate import gate_of


def test_the_words_of_a_template_are_those_outside_its_codes() -> None:
    text = "Beste {{ wijk }}, {% if afzender %}dag{% endif %} {{ wijk or 'Piet' }}."
    said = {" ".join(paragraph.split()) for paragraph in own_text(small_template(text))}
    assert "Beste … , … dag … Piet ." in said
    assert own_text(None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Behandeld door Bert Kok.",
        "Het gaat om politieke winst.",
        "Beheer wil niet langer wachten.",
        "{{ wijk or 'Bert Kok' }}",
    ],
)
def test_what_may_not_stand_in_a_letter_may_not_stand_in_its_template(text: str) -> None:
    dossier = clean()
    with pytest.raises(NotReadyError, match="In de tekst bij uw Word-sjabloon staat"):
        gate_of(dossier).everyone().clear(own_text(small_template(text)))


@pytest.mark.parametrize("descr", ["Foto van Bert Kok", "Grafiek van politieke winst"])
def test_what_is_read_aloud_of_a_template_is_searched_too(descr: str) -> None:
    typed = own_text(with_picture(small_template("Beste {{ wijk }},"), descr=descr))
    with pytest.raises(NotReadyError, match="In de tekst bij uw Word-sjabloon staat"):
        gate_of(clean()).everyone().clear(typed)


def test_a_template_is_read_once_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    template = small_template("Beste {{ wijk }}, dit is van een keer.")
    seen_parts.cache_clear()
    reads: list[int] = []
    whole = scrub.read_parts
    monkeypatch.setattr(scrub, "read_parts", lambda data: reads.append(1) or whole(data))
    own_text(template)
    carried_along(template)
    own_text(template)
    assert reads == [1]


def test_a_doubt_about_a_template_is_told() -> None:
    dossier = clean()
    typed = own_text(small_template("Vragen? Bel mevrouw Kok."))
    gate_of(dossier).everyone().clear(typed)
    (doubt,) = gate_of(dossier).everyone().doubts(typed)
    assert doubt.startswith("In de tekst bij uw Word-sjabloon staat 'Kok'. Zo heet ook deelnemer")


@pytest.mark.parametrize("template", [shipped_template(), house_style()])
def test_a_template_without_names_tells_nothing(template: bytes) -> None:
    dossier = clean()
    typed = own_text(template)
    assert typed
    gate_of(dossier).everyone().clear(typed)
    assert gate_of(dossier).everyone().doubts(typed) == ()
