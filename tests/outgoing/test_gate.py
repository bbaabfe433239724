"""What goes out is searched by its type, for what was typed by its type."""

import dataclasses
import time
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.changes import add, also, on, settings
from tests.checks.factory import clean
from tests.outgoing.support import REASON, codes, in_public, to_group, widened
from wijkexcel.errors import NotReadyError
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Severity
from wijkexcel.model.records import Answer, Reconsideration, Remark
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.form import Occasion, PaperForm
from wijkexcel.outgoing.gate import Gate, gate_of
from wijkexcel.outgoing.letter import PossibleTexts, PublicLetter
from wijkexcel.outgoing.letter_builder import possible_texts, public_letter
from wijkexcel.outgoing.mail import Mail, lines_of
from wijkexcel.outgoing.request import Request, blank_request, request_for
from wijkexcel.outgoing.typed import Cell, Piece, Typed, pieces
from wijkexcel.rules.outcome import outcome_of

DAY = date(2026, 9, 21)
LEAK = Typed("Vraag het aan Bert Kok.", REASON)


def letter(dossier: Dossier) -> PublicLetter:
    return public_letter(dossier, outcome_of(dossier), DAY)


def request(dossier: Dossier, scorer: str = "S01") -> Request:
    return request_for(dossier, next(s for s in dossier.scorers if s.id == scorer), "ACDEFH")


def mail(dossier: Dossier, text: str = "Onderwerp: Dag\n\nBeste {naam},") -> Mail:
    own = request(dossier)
    return Mail(own.email, lines_of(text), {"naam": own.name})


def values(dossier: Dossier) -> tuple[object, ...]:
    """One of each thing that goes out."""
    own = request(dossier)
    form = PaperForm(own, Occasion(DAY))
    return (possible_texts(dossier), letter(dossier), own, form, mail(dossier))


def types_in(value: object) -> Iterator[type]:
    """The type of a value, and of everything in it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield type(value)
        for field in dataclasses.fields(value):
            yield from types_in(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for held in value:
            yield from types_in(held)


OUTGOING = tuple(dict.fromkeys(t for value in values(clean()) for t in types_in(value)))


def with_a_field_more(value: Any, where: type) -> Any:
    """The same value, in which each of this type has a field that nobody thought of."""
    if isinstance(value, tuple | list):
        return type(value)(with_a_field_more(held, where) for held in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = dataclasses.fields(value)
    held = {f.name: with_a_field_more(getattr(value, f.name), where) for f in fields}
    if type(value) is not where:
        return dataclasses.replace(value, **held)
    names = [(f.name, Any) for f in fields]
    return dataclasses.make_dataclass("More", [*names, ("more", Any)])(**held, more=LEAK)


@pytest.mark.parametrize("where", OUTGOING, ids=lambda t: t.__name__)
def test_a_field_that_is_added_to_a_type_is_searched(where: type) -> None:
    dossier = clean()
    gate = Gate(dossier)
    tried = 0
    for value in values(dossier):
        wider = with_a_field_more(value, where)
        if where not in set(types_in(value)):
            continue
        tried += 1
        public = isinstance(value, PublicLetter | PossibleTexts)
        clear = gate.letter if public else gate.reader(request(dossier)).clear
        clear(value)  # type: ignore[arg-type]
        with pytest.raises(NotReadyError, match="Bert Kok"):
            clear(wider)
    assert tried


def test_what_nobody_can_look_into_is_no_part_of_what_goes_out() -> None:
    odd = dataclasses.make_dataclass("Odd", [("thing", object)])(thing=object())
    with pytest.raises(TypeError, match="nobody can look into a object"):
        list(pieces(odd))


@pytest.mark.parametrize("where", OUTGOING, ids=lambda t: t.__name__)
def test_no_field_holds_just_anything(where: type) -> None:
    """Of what is in a field, its type says that it can be searched."""
    for hint in get_type_hints(where).values():
        assert not {Any, object} & {hint, *get_args(hint)}


@pytest.mark.parametrize("table", [name for name, _ in widened(clean(), extra="x")])
def test_a_column_that_is_added_to_a_record_is_a_secret(table: str) -> None:
    text, number = "De buren lopen weg met dit idee.", 123456.0
    dossier = dict(widened(clean(), extra=text, amount=number))[table]
    gate = Gate(dossier)
    description = Cell("tblOpgaven", "O02", "description")
    for found in (in_public(gate, text), to_group(gate, "G3", text, description)):
        assert [f.severity for f in found] == [Severity.ERROR]
        assert "letterlijk" in found[0].problem
    assert "intern-getal-in-openbare-tekst" in codes(in_public(gate, "Dat is dus 123.456 euro."))


def test_only_the_gate_lets_something_out() -> None:
    with pytest.raises(TypeError, match=r"only wijkexcel\.outgoing\.gate"):
        Cleared()


def test_the_letter_that_is_let_through_is_the_letter() -> None:
    dossier = clean()
    assert gate_of(dossier).letter(letter(dossier)).value == letter(dossier)


def test_a_gate_goes_with_its_dossier() -> None:
    """It holds names: nothing of it stays when the work is done."""
    dossier = clean()
    kept = gate_of(dossier)
    assert gate_of(dossier) is kept
    assert gate_of(also(settings(wijk="Elders"))(dossier)) is not kept


def test_an_internal_criterion_is_no_secret_for_who_scores_it() -> None:
    gate = Gate(clean())
    there = Cell("tblOpgaven", "O01", "coupling")
    assert not to_group(gate, "G1", "Dit geeft politieke winst.", there)
    assert codes(to_group(gate, "G2", "Dit geeft politieke winst.", there)) == {
        "intern-criterium-in-uitvraag"
    }


def test_what_a_scorer_wrote_goes_back_to_that_scorer() -> None:
    change = add("remarks", Remark(scorer="S01", opgave="O02", text="Bert Kok weet hier meer van."))
    dossier = change(clean())
    reader = gate_of(dossier).reader(request(dossier))
    assert reader.clear(request(dossier)).value.remarks["O02"] == "Bert Kok weet hier meer van."
    assert [d for d in reader.doubts(request(dossier)) if "S02 (Bert Kok)" in d]


def test_the_own_name_goes_to_a_scorer_and_no_other() -> None:
    dossier = clean()
    gate = gate_of(dossier)
    gate.reader(request(dossier, "S02")).clear(request(dossier, "S02"))
    with pytest.raises(NotReadyError, match=r"S02 \(Bert Kok\)"):
        gate.reader(request(dossier, "S01")).clear(request(dossier, "S02"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Onderwerp: Dag\n\nBel Bert Kok.", "In regel 3 van de mailtekst staat de naam"),
        ("Onderwerp: Politieke winst", "In regel 1 van de mailtekst staat de naam van een intern"),
    ],
)
def test_an_own_mail_text_is_searched(text: str, said: str) -> None:
    dossier = on("scorers", "S01", group="G3")(clean())
    with pytest.raises(NotReadyError, match=said):
        gate_of(dossier).reader(request(dossier)).clear(mail(dossier, text))


def test_doubts_about_a_mail_text_are_told() -> None:
    dossier = clean()
    reader = gate_of(dossier).reader(request(dossier))
    (doubt,) = reader.doubts(mail(dossier, "Onderwerp: Dag\nVraag het aan Kok."))
    assert doubt.startswith("In regel 2 van de mailtekst staat 'Kok'. Zo heet ook deelnemer S02")


def test_where_a_form_is_handed_in_is_searched() -> None:
    dossier = clean()
    blank = blank_request(dossier, dossier.groups[2])
    where = Typed("Geef het aan Bert Kok.", Cell("", "", "--waar"))
    with pytest.raises(NotReadyError, match="In de tekst bij --waar staat de naam"):
        gate_of(dossier).reader(blank).clear(PaperForm(blank, Occasion(DAY, None, where)))


# Who is named on purpose ------------------------------------------------------------------------

SENDER, CONTACT = (Cell("tblInstellingen", name, "value") for name in ("sender", "contact_name"))
EMAIL = Cell("tblInstellingen", "contact_email", "value")


def test_a_contact_who_is_a_participant_needs_nothing() -> None:
    gate = Gate(
        settings(contact_name="Anna Berg, projectleider", contact_email="a@example.nl")(clean())
    )
    assert not [*gate.in_public(), *gate.in_asked()]
    steps = Cell("tblInstellingen", "next_steps", "value")
    assert not in_public(gate, "Vraag het aan Anna Berg of mevrouw Berg.", steps)


@pytest.mark.parametrize("text", ["anna berg was tegen", "A. Berg wilde dit.", "Berg, Anna: nee"])
def test_what_a_contact_found_of_an_opgave_is_told(text: str) -> None:
    gate = Gate(settings(contact_name="Anna Berg")(clean()))
    (told,) = in_public(gate, text)
    assert (told.severity, told.code) == (Severity.WARNING, "deel-van-naam-in-openbare-tekst")


def test_a_group_that_is_called_as_a_participant_is_found() -> None:
    dossier = clean()
    name = dossier.scorers[0].name
    gate = Gate(on("groups", "G1", name=name)(dossier))
    assert "deelnemer-in-openbare-tekst" in codes(gate.in_public())


def test_a_participant_who_is_meant_by_what_he_does_is_told() -> None:
    gate = Gate(on("scorers", "S01", role="Beheerder riolering")(clean()))
    (told,) = in_public(gate, "De beheerder riolering wilde dit niet.")
    assert (told.severity, told.code) == (Severity.WARNING, "persoon-in-openbare-tekst")
    assert "'beheerder riolering'. Dat is de rol van deelnemer S01" in told.problem


def test_another_in_the_cell_of_who_signs_is_found() -> None:
    gate = Gate(clean())
    for cell in (SENDER, CONTACT):
        assert codes(in_public(gate, "Ilse Ravenhorst Bert Kok", cell)) == {
            "deelnemer-in-openbare-tekst"
        }
        assert codes(in_public(gate, "Politieke winst", cell)) == {
            "intern-criterium-in-openbare-tekst"
        }


def test_the_address_of_a_participant_who_is_not_the_contact_is_told() -> None:
    gate = Gate(settings(contact_email="b@example.nl")(clean()))
    (found,) = gate.in_public()
    assert (found.severity, found.code) == (Severity.WARNING, "adres-in-openbare-tekst")


@pytest.mark.parametrize(
    ("allowed", "text"),
    [
        ("Bert Kok", "Vraag het aan Bert Kok, of aan Kok."),
        ("iemand; Bert Kok", "Bert Kok weet het."),
        ("mevrouw van der Ploeg", "Mevrouw van der Ploeg helpt u."),
        ("van der Ploeg", "Mevrouw van der Ploeg helpt u."),
        ("b@example.nl", "Mail naar b@example.nl."),
        ("Zilverfonds 2029", "Uit het zilverfonds 2029."),
        ("Beheer wil niet langer wachten.", "Beheer wil niet langer wachten."),
    ],
)
def test_what_stands_there_on_purpose_is_allowed_once_in_sight(allowed: str, text: str) -> None:
    dossier = on("opgaven", "O03", planning="Zilverfonds 2029")(clean())
    assert in_public(Gate(dossier), text)
    gate = Gate(settings(may_be_named=allowed)(dossier))
    assert not in_public(gate, text)
    assert not to_group(gate, "G3", text, Cell("tblOpgaven", "O01", "coupling"))


def test_allowing_one_allows_no_other() -> None:
    gate = Gate(settings(may_be_named="Bert Kok")(clean()))
    assert codes(in_public(gate, "Bert Kok en Anna Berg")) == {"deelnemer-in-openbare-tekst"}
    assert codes(in_public(gate, "Mail naar b@example.nl.")) == {"adres-in-openbare-tekst"}


JANSENS = also(on("scorers", "S01", name="Piet Jansen"), on("scorers", "S02", name="Els Jansen"))


@pytest.mark.parametrize(
    ("allowed", "text", "told"),
    [
        ("Jansen", "Piet Jansen wil dit.", {"S01": Severity.ERROR}),
        ("Jansen", "Vraag mevrouw Jansen.", {}),
        ("Piet Jansen", "Vraag meneer Piet Jansen.", {}),
        ("Piet Jansen", "Vraag mevrouw Jansen.", {"S02": Severity.WARNING}),
        ("Piet Jansen", "De familie Jansen helpt.", {"S02": Severity.WARNING}),
        ("Piet Jansen", "Piet Jansen en Els helpen.", {"S02": Severity.WARNING}),
        ("Piet Jansen", "Els Jansen helpt.", {"S02": Severity.ERROR}),
        ("Piet Jansen; Els Jansen", "Vraag mevrouw Jansen.", {}),
        ("P. Jansen", "Piet Jansen wil dit.", {}),
    ],
)
def test_an_entry_allows_what_it_says_and_nobody_else(
    allowed: str, text: str, told: dict[str, Severity]
) -> None:
    gate = Gate(settings(may_be_named=allowed)(JANSENS(clean())))
    found = gate.public.found(Piece(text, REASON, ""))
    assert {who: one.finding.severity for one in found for who in one.scorers} == told


def test_what_may_be_one_who_may_be_named_is_a_doubt_about_the_other() -> None:
    change = also(on("scorers", "S01", name="Jan Jansen"), on("scorers", "S02", name="J. Jansen"))
    gate = Gate(change(clean()))
    (both,) = in_public(gate, "Dit wilde J. Jansen.")
    assert both.severity is Severity.ERROR
    assert "S01 (Jan Jansen) of S02 (J. Jansen)" in both.problem
    gate = Gate(settings(may_be_named="J. Jansen")(change(clean())))
    (doubt,) = in_public(gate, "Dit wilde Jan Jansen, en J. Jansen niet.")
    assert (doubt.severity, "S01" in doubt.problem) == (Severity.ERROR, True)
    assert not in_public(gate, "J. Jansen wilde dit.")


def test_an_address_of_two_participants_is_of_both() -> None:
    shared = also(*(on("scorers", s, email="samen@example.nl") for s in ("S02", "S04")))(clean())
    gate = Gate(shared)
    (found,) = in_public(gate, "Mail naar samen@example.nl.")
    assert found.severity is Severity.ERROR
    for scorer in ("S02", "S04"):  # of the other it says nothing that is his own alone
        where = Typed("Mail naar samen@example.nl.", Cell("tblOpgaven", "O01", "description"))
        (told,) = gate.of_group("G1").found(Piece(str(where), where.cell, ""))
        assert set(told.scorers) == {"S02", "S04"}
        form = PaperForm(request(shared, scorer), Occasion(DAY, None, where))
        assert gate.reader(request(shared, scorer)).clear(form)
    contact = settings(contact_email="samen@example.nl", contact_name="Bert Kok")(shared)
    (told_of,) = Gate(contact).in_public()
    assert (told_of.severity, told_of.code) == (Severity.WARNING, "adres-in-openbare-tekst")


@pytest.mark.parametrize(
    "text",
    ["S03 vond dit te duur.", "Volgens s3 kan het.", "Deelnemer 3 wil dit niet.", "Zie S-03"],
)
def test_the_number_of_a_participant_is_told(text: str) -> None:
    found = in_public(Gate(clean()), text)
    if text == "Zie S-03":
        assert found == []
        return
    (one,) = found
    assert one.severity is Severity.WARNING
    assert "Dat is het nummer van deelnemer S03 (Carla Dam)." in one.problem


@pytest.mark.parametrize("text", ["Route S30 blijft.", "Zie bijlage S3.1.", "De S03a rijdt hier."])
def test_a_number_of_nobody_tells_nothing(text: str) -> None:
    assert in_public(Gate(clean()), text) == []


@pytest.mark.parametrize(
    "text", ["Draagvlak: 2", "draagvlak (2)", "Kosten 2 en dat is laag", "C01: 2."]
)
def test_a_mark_behind_the_name_of_a_criterion_is_told(text: str) -> None:
    assert "score-in-openbare-tekst" in codes(in_public(Gate(clean()), text))


@pytest.mark.parametrize(
    "text",
    [
        "Dit kost 45 mille.",
        "Er is 45'000 nodig.",
        "Er is 45’000 nodig.",
        "Reken op € 45-50.000.",
        "Reken op 45 à 50 duizend euro.",
        "Tussen 45 en 50 mille.",
        "Van 45 tot en met 50.000 euro",
    ],
)
def test_what_it_costs_is_known_however_it_is_written(text: str) -> None:
    costly = on("opgaven", "O02", cost=45_000.0)(clean())
    assert codes(in_public(Gate(costly), text)) == {"intern-getal-in-openbare-tekst"}


@pytest.mark.parametrize("text", ["45-50 woningen", "45 tot 50 bewoners", "Op 45-50 meter."])
def test_numbers_that_share_no_thousands_are_themselves(text: str) -> None:
    assert in_public(Gate(on("opgaven", "O02", cost=45_000.0)(clean())), text) == []


@pytest.mark.parametrize(
    "names",
    [
        ("Jan Jansen", "J. Jansen"),
        ("Els Jansen", "Els Jansen"),
        ("Sara Bakker", "S. Bakker"),
        ("Piet en Els Jansen", "Els Jansen"),
        ("Ruben Oldenkamp", "Ruben Oldenkamp jr."),
        ("Ruben Oldenkamp sr.", "Ruben Oldenkamp, jr"),
        ("Oldenkamp jr., Ruben", "Ruben Oldenkamp"),
        ("Ruben Oldenkamp", "Ruben Oldenkamp junior"),
    ],
)
def test_a_name_that_may_be_another_s_goes_to_who_is_called_so(names: tuple[str, str]) -> None:
    first, second = names
    dossier = also(on("scorers", "S01", name=first), on("scorers", "S02", name=second))(clean())
    for who in ("S01", "S02"):
        reader = gate_of(dossier).reader(request(dossier, who))
        reader.clear(request(dossier, who))
        where = Typed(f"Dit gaat naar {second}.", Cell("", "", "--waar"))
        form = PaperForm(request(dossier, who), Occasion(DAY, None, where))
        assert reader.clear(form)
        assert reader.doubts(form)
    with pytest.raises(NotReadyError):
        gate_of(dossier).reader(request(dossier, "S03")).clear(request(dossier, "S01"))


def test_what_is_allowed_is_no_secret_itself() -> None:
    gate = Gate(settings(may_be_named="De buren lopen weg met dit idee.")(clean()))
    assert not in_public(gate, "De buren lopen weg met dit idee.")


@pytest.mark.parametrize(
    ("held", "text"),
    [
        ("Bel haar op 06-12345678.", "Bel +31 6 1234 5678."),
        ("Rekening NL91ABNA0417164300", "Stort op NL91 ABNA 0417 1643 00."),
        ("Zie h.groen@example.org", "Mail H.Groen@Example.org"),
    ],
)
def test_numbers_in_internal_texts_are_known_however_they_are_written(held: str, text: str) -> None:
    gate = Gate(on("decisions", "O01", internal_note=held)(clean()))
    (found,) = in_public(gate, text)
    assert (found.severity, found.code) == (Severity.ERROR, "adres-in-openbare-tekst")
    assert "de interne notitie bij O01" in found.problem
    (doubt,) = in_public(Gate(clean()), text)
    assert (doubt.severity, doubt.code) == (Severity.WARNING, "adres-in-openbare-tekst")


def test_a_short_answer_of_ordinary_words_is_told() -> None:
    """Its words stand in many texts; all of them in a row are no chance."""
    second = Reconsideration(opgave="O03", answer=Answer.DEFER, why="Te weinig vrijwilligers.")
    dossier = clean().model_copy(update={"reconsiderations": (second,)})
    (found,) = in_public(Gate(dossier), "Er zijn te weinig vrijwilligers voor.")
    assert (found.severity, found.code) == (Severity.WARNING, "antwoord-in-openbare-tekst")


def test_a_word_of_assent_tells_nothing() -> None:
    change = on("decisions", "O01", internal_note="Akkoord.")
    assert not in_public(Gate(change(clean())), "De raad ging akkoord.")


@pytest.mark.parametrize(
    ("cell", "severity"),
    [
        (Cell("tblOpgaven", "O02", "description"), Severity.ERROR),
        (Cell("tblOpgaven", "O02", "coupling"), Severity.ERROR),
        (Cell("", "mailtekst", "3"), Severity.WARNING),
        (Cell("", "", "--waar"), Severity.WARNING),
        (Cell("tblCriteria", "C01", "question"), Severity.WARNING),
    ],
)
def test_scores_of_others_go_to_no_partner(cell: Cell, severity: Severity) -> None:
    dossier = clean()
    mark = dossier.scores.cells()["S01", "O02", "C01"]
    text = f"In ronde 1 gaf de corporatie hier een {mark:g} voor."
    for group in ("G1", "G3"):
        (found,) = to_group(Gate(dossier), group, text, cell)
        assert (found.severity, found.code) == (severity, "score-in-uitvraag")
    assert codes(in_public(Gate(dossier), text)) == {"score-in-openbare-tekst"}


def test_what_a_mark_means_is_no_score() -> None:
    assert not to_group(Gate(clean()), "G3", "Score 3: gelijk", Cell("tblSchaal", "C01", "middle"))


def test_a_score_in_a_description_is_told_once() -> None:
    dossier = clean()
    mark = dossier.scores.cells()["S01", "O02", "C01"]
    text = f"In ronde 1 gaf de corporatie hier een {mark:g} voor."
    gate = Gate(on("opgaven", "O02", description=text)(dossier))
    (told,) = [f for f in gate.told() if f.code.startswith("score-")]
    assert told.where.column == "description"


INTERNAL = on("criteria", "C03", weight=10.0, floor=2.5)


@pytest.mark.parametrize(
    "text",
    ["Politiek telt voor 16,7 procent mee.", "Het gewicht is 17%.", "Dat weegt 16,67 procent."],
)
def test_a_share_that_follows_from_the_weights_is_told(text: str) -> None:
    weighed = also(
        INTERNAL, on("criteria", "C01", weight=20.0), on("criteria", "C02", weight=30.0)
    )(clean())
    assert "intern-getal-in-openbare-tekst" in codes(in_public(Gate(weighed), text))
    assert not in_public(Gate(weighed), "16,7 procent van de woningen is van een ander.")


def test_many_numbers_take_no_longer_each() -> None:
    gate = Gate(on("opgaven", "O02", cost=45_000.0)(clean()))

    def seconds(number: int) -> float:
        text, start = " ".join(["45.000 en"] * number), time.process_time()
        gate.public._engine._amounts.found(Piece(text, REASON, ""))
        list(gate.public._engine._amounts.found(Piece(text, REASON, "")))
        return time.process_time() - start

    assert seconds(8000) < 40 * max(seconds(800), 0.005)


@pytest.mark.parametrize(
    "text",
    [
        "De ondergrens is 2,5.",
        "Hier geldt 2,5 als drempel.",
        "Het gewicht van dit onderdeel is 10.",
        "Politiek telt voor 10 procent mee.",
        "Dit telde maar 10% mee.",
        "Dat criterium weegt 10.",
    ],
)
def test_weight_and_floor_of_an_internal_criterion_are_told(text: str) -> None:
    gate = Gate(INTERNAL(clean()))
    description = Cell("tblOpgaven", "O02", "description")
    for found in (in_public(gate, text), to_group(gate, "G3", text, description)):
        assert [f.severity for f in found if f.code.startswith("intern-getal")] == [
            Severity.WARNING
        ]


@pytest.mark.parametrize(
    "text",
    [
        "De wijk telt 10 straten.",
        "Het gewicht van de deur is 10 kilo.",
        "Per week 10 uur.",
        "Elke stem telt voor 10.",
        "Hoe zwaar weegt dit? 10 procent noemt het.",
        "De ondergrens is 3.",
    ],
)
def test_a_number_that_says_something_else_is_no_weight_and_no_floor(text: str) -> None:
    assert not in_public(Gate(INTERNAL(clean())), text)


@pytest.mark.parametrize(
    "text",
    ["Dit geeft politieke winsten.", "Het is politiek-winst.", "Dat is winst in de politiek."],
)
def test_an_internal_criterion_in_other_forms_is_told(text: str) -> None:
    (found,) = in_public(Gate(clean()), text)
    assert (found.severity, found.code) == (Severity.WARNING, "interne-woorden-in-openbare-tekst")
    assert "criterium" in found.problem


@pytest.mark.parametrize("text", ["De politiek besluit.", "Winst is geen doel. Politiek ook niet."])
def test_one_word_of_an_internal_criterion_tells_nothing(text: str) -> None:
    assert not in_public(Gate(clean()), text)


def test_an_internal_criterion_that_is_called_by_an_ordinary_word_holds_up_nothing() -> None:
    called = on("criteria", "C03", name="Planning")
    gate = Gate(also(called, settings(next_steps="De planning volgt."))(clean()))
    (found,) = in_public(gate, "Dit past in de planning.")
    assert (found.severity, found.code) == (
        Severity.WARNING,
        "intern-criterium-in-openbare-tekst",
    )
    called = on("criteria", "C03", name="Prestige")
    gate = Gate(also(called, settings(next_steps="Prestige telt niet."))(clean()))
    assert [f.severity for f in in_public(gate, "Dit geeft prestige.")] == [Severity.ERROR]


@pytest.mark.parametrize("note", ["Fraude!", "Chantage", "Geen draagvlak", "Wethouder wil niet"])
def test_a_short_note_is_told(note: str) -> None:
    gate = Gate(on("decisions", "O01", internal_note=note)(clean()))
    (found,) = in_public(gate, f"Wij doen dit niet: {note.lower()}")
    assert (found.severity, found.code) == (Severity.WARNING, "notitie-in-openbare-tekst")


@pytest.mark.parametrize("note", ["Akkoord.", "Te duur", "Nee", "Onbekend", "Later"])
def test_a_note_of_one_common_word_tells_nothing(note: str) -> None:
    gate = Gate(on("decisions", "O01", internal_note=note)(clean()))
    assert not in_public(gate, f"Wij doen dit niet: {note.lower()}, dus wij wachten.")


GATE = Gate(clean())


@given(st.text(alphabet="AaELNS019 @.\\/-'’(),;:\n$€%½", max_size=60) | st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(found.problem for found in in_public(GATE, text))


@pytest.mark.parametrize("text", ["mw. Groen", "wethouder Groen", "meneer Groen", "familie Groen"])
def test_a_title_makes_a_person_of_what_is_an_opgave_as_well(text: str) -> None:
    change = also(
        on("opgaven", "O01", name="Meer groen"),
        on("opgaven", "O03", name="Groen en water"),
        on("criteria", "C01", question="Komt er meer groen?"),
        on("scorers", "S01", name="Tom Groen"),
    )
    gate = Gate(change(clean()))
    (told,) = in_public(gate, f"Vraag het aan {text}.")
    assert "Zo heet ook deelnemer S01" in told.problem
    assert not in_public(gate, "Wij zorgen voor meer groen. Groen is belangrijk.")


@pytest.mark.parametrize("text", ["mw. Wijk", "de heer Riool", "meneer Water"])
def test_a_title_makes_a_person_of_an_ordinary_word(text: str) -> None:
    (told,) = in_public(Gate(clean()), f"Vraag het aan {text}.")
    assert told.code == "persoon-in-openbare-tekst"


def test_what_somebody_sees_to_is_no_name() -> None:
    assert not in_public(Gate(clean()), "De wethouder Wonen besluit.")


def test_who_confirms_may_stand_at_the_decision_too_but_a_person_may_not() -> None:
    body = "Het college van burgemeester en wethouders"
    change = also(settings(confirmed_by=body), on("decisions", "*", decided_by=body))
    assert list(Gate(change(clean())).in_public()) == []
    named = Gate(settings(confirmed_by=clean().scorers[0].name)(clean())).in_public()
    assert {(f.where.row, f.code) for f in named} == {
        ("confirmed_by", "deelnemer-in-openbare-tekst")
    }


def test_a_role_in_odd_letters_is_searched_as_any_role() -> None:
    gate = Gate(on("scorers", "S01", role="Beheerder ϒ riolering")(clean()))
    (told,) = in_public(gate, "De beheerder ϒ riolering wilde dit niet.")
    assert "Dat is de rol van deelnemer S01" in told.problem
