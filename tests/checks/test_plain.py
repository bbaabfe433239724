"""What is no plain text: mark-up, garbled letters, signs that nobody sees."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.changes import TODAY, Case, on, settings
from tests.checks.factory import clean
from wijkexcel.checks.cells import cells
from wijkexcel.checks.plain import plain_text
from wijkexcel.layout.spec import Kind
from wijkexcel.model.finding import Severity, Where
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.rules.outcome import outcome_of

RETYPE = "Typ de tekst opnieuw, of plak hem als gewone tekst, zonder opmaak."
REASON = Where("tblBesluit", "O01", "public_reason")
CASES = (
    Case(
        on("decisions", "O01", public_reason="<p>Het riool is oud.</p>"),
        Severity.ERROR,
        "opmaak-in-tekst",
        REASON,
        "Bij 'Openbare reden' staat opmaak uit een ander programma: '<p>'. Een lezer ziet die "
        "tekens staan.",
        RETYPE,
    ),
    Case(
        on("decisions", "O01", public_reason="EÃ©n planning."),
        Severity.ERROR,
        "tekst-verminkt",
        REASON,
        "Bij 'Openbare reden' is een letter verkeerd overgekomen: 'Ã©'.",
        RETYPE,
    ),
    Case(
        on("opgaven", "O02", name="Samen\x01 eten"),
        Severity.ERROR,
        "onzichtbaar-teken",
        Where("tblOpgaven", "O02", "name"),
        "Bij 'Opgave' staat een teken dat niemand ziet en dat niet in een tekst hoort.",
        "Typ de tekst opnieuw.",
    ),
    Case(
        settings(next_steps="Wij ver\u00adsturen een brief."),
        Severity.WARNING,
        "teken-zonder-breedte",
        Where("tblInstellingen", "next_steps", "value"),
        "Bij 'Wat er nu gebeurt' staat een teken dat niemand ziet, zoals een verborgen "
        "koppelteken.",
        RETYPE,
    ),
    Case(
        on("opgaven", "O02", chances="**Let op**"),
        Severity.WARNING,
        "opmaak-in-tekst",
        Where("tblOpgaven", "O02", "chances"),
        "Bij 'Kansen' staat opmaak uit een ander programma: '**Let op**'. Een lezer ziet die "
        "tekens staan.",
        RETYPE,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def codes(text: str) -> set[str]:
    dossier = on("decisions", "O01", public_reason=text)(clean())
    return {f.code for f in plain_text(dossier, outcome_of(dossier))}


@pytest.mark.parametrize(
    "text",
    [
        "a<br/>b",
        "<o:p></o:p>",
        "<!-- x -->",
        "a&nbsp;b",
        "&#233;&eacute;n",
        "{\\rtf1\\ansi x}",
        "caf\\'e9",
        "**vet**",
        "__vet__",
        "~~weg~~",
        "een *woord* hier",
        "_schuin_ hier",
        "# Kop",
        "`code`",
        "[site](https://example.nl)",
        "[b]vet[/b]",
    ],
)
def test_mark_up_is_found(text: str) -> None:
    assert codes(text) == {"opmaak-in-tekst"}


@pytest.mark.parametrize(
    "text",
    [
        "�",
        "itâ€™s",
        "â€œja",
        "â‚¬ 500",
        "Â\u00a0",
        "ideeÃ«n",
        "ï»¿Kop",
        "ðŸ˜€",
        "√©n",
        "‚Äôs",
        "\ue000 punt",
        "ver_x000D_der",
        "caf=C3=A9",
        "een\\u00e9n",
        "Ã¢â‚¬â„¢",
    ],
)
def test_garbled_letters_are_found(text: str) -> None:
    assert codes(text) == {"tekst-verminkt"}


@pytest.mark.parametrize("text", ["a\x07b", "\u202eomgekeerd", "a\x0bb", "\x92s", "a\uffffb"])
def test_signs_that_nobody_sees_are_found(text: str) -> None:
    assert codes(text) == {"onzichtbaar-teken"}


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2 en 3 > 2",
        "Bram <bram@example.nl>",
        "R&D en B&W; ja",
        "AT&T",
        "'s-Gravenhage",
        "Kosten* zijn geschat. * Zonder btw.",
        "5*3*2",
        "jan_de_vries@example.nl",
        "#1 in de wijk",
        "[1] en [zie bijlage]",
        "- één\n- twee\n\n3. drie",
        "½ m² ± 3 °C, € 5, 100 %",
        "CAFÉ… België’",
        "«Het oude huis»",
        "naïef, café, coöperatie, ÉÉN",
        "né\u00a0»",
        "C:\\map\\bestand",
        "ja/nee 😀",
        "{{ wijk }}",
        "https://example.nl/een_twee_drie?x=20&y=3",
    ],
)
def test_what_people_type_is_plain_text(text: str) -> None:
    assert codes(text) == set()


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0xFF), min_size=1, max_size=3))
def test_letters_read_in_the_wrong_way_are_always_found(text: str) -> None:
    read_wrong = text.encode("utf-8").decode("cp1252", errors="replace")
    assert "tekst-verminkt" in codes(f"a {read_wrong} b")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def test_every_text_of_the_letter_comes_from_a_cell_that_must_be_plain() -> None:
    """Each typed text gets its own mark; what shows up in the letter is looked at as public."""
    dossier = clean()
    letter = " ".join(_strings(public_letter(dossier, outcome_of(dossier), TODAY)))
    texts = [c for c in cells(dossier) if c.declared.kind in {Kind.TEXT, Kind.LONG, Kind.EMAIL}]
    public = {c.where for c in texts if not c.declared.internal}
    shown = {c.where for c in texts if len(str(c.value)) > 3 and str(c.value) in letter}
    assert len(shown) > 15
    assert shown <= public
