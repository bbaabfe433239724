"""What the letter says, and when it is refused."""

import dataclasses
from datetime import date

import pytest

from tests.documents.factory import (
    TODAY,
    all_public,
    letter_of,
    paragraphs_of,
    rendered_letter,
    small_template,
    text_of,
    with_criteria,
    with_decision,
    with_opgave,
    with_settings,
)
from wijkexcel.errors import NotReadyError
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Address, Choice, Decision, Koppelvorm, Visibility
from wijkexcel.model.scores import ScoreTable
from wijkexcel.outgoing.letter import Audience, PublicLetter
from wijkexcel.rules.agreed import agreed_beforehand


def reasons(dossier: Dossier) -> tuple[str, ...]:
    with pytest.raises(NotReadyError) as caught:
        letter_of(dossier)
    return caught.value.reasons


def test_the_letter_has_no_field_for_anything_internal() -> None:
    assert [f.name for f in dataclasses.fields(PublicLetter)] == [
        "gemeente",
        "wijk",
        "sender",
        "sender_role",
        "contact_name",
        "contact_phone",
        "contact_email",
        "formal",
        "dated",
        "what_was_asked",
        "next_steps",
        "objection",
        "criteria",
        "internal_considerations",
        "looked_again",
        "short_looked_again",
        "groups",
        "lowest_mark",
        "highest_mark",
        "threshold",
        "agreed_beforehand",
        "threshold_date",
        "chosen_by",
        "confirmed_by",
        "confirmed",
        "decided_on",
        "chosen",
        "rejected",
        "deferred",
        "put_forward",
    ]


def test_every_opgave_stands_in_the_letter_once_under_its_decision() -> None:
    dossier, letter = example(), letter_of(example())
    by_choice = {
        Choice.CHOSEN: [o.name for o in letter.chosen],
        Choice.REJECTED: [o.name for o in letter.rejected],
        Choice.DEFERRED: [o.name for o in letter.deferred],
    }
    for choice, names in by_choice.items():
        assert names == [o.name for o in dossier.opgaven if dossier.decision(o.id).choice is choice]


def test_public_criteria_are_named_and_of_internal_ones_only_that_they_exist() -> None:
    dossier = example()
    letter = letter_of(dossier)
    public = [c.name for c in dossier.criteria if c.visibility is Visibility.PUBLIC]
    assert [c.name for c in letter.criteria] == public
    assert len(public) < len(dossier.criteria)
    assert letter.internal_considerations
    assert not letter_of(all_public(dossier)).internal_considerations


def test_a_criterion_that_nobody_was_asked_is_not_among_the_questions() -> None:
    dossier = example()
    table = dossier.scores
    asked = {place: mark for place, mark in table.cells().items() if place[2] != "C05"}
    later = dossier.model_copy(
        update={"scores": ScoreTable.of(table.opgaven, table.scorers, table.criteria, asked)}
    )
    added = next(c.name for c in dossier.criteria if c.id == "C05")
    assert added in [c.name for c in letter_of(dossier).criteria]
    assert added not in [c.name for c in letter_of(later).criteria]


def test_a_criterion_without_weight_or_floor_did_not_weigh_in() -> None:
    def change(c: object) -> dict[str, object]:
        is_internal = getattr(c, "visibility") is Visibility.INTERNAL  # noqa: B009
        return {"weight": 0.0} if is_internal else {}

    assert not letter_of(with_criteria(example(), change)).internal_considerations


def test_a_departure_from_the_score_is_said_when_no_internal_criterion_weighs_in() -> None:
    letter = letter_of(all_public(example()))
    said = {o.name: o.about_score for o in (*letter.chosen, *letter.rejected, *letter.deferred)}
    assert said["Parkeren tijdens en na het werk"] == (
        "Deze opgave haalde de afgesproken score niet. Wij kiezen deze opgave toch."
    )
    assert said["Woningen geschikt maken voor ouderen"] == (
        "Deze opgave haalde de afgesproken score wel. Toch stellen wij de keuze uit."
    )
    assert said["Riool vervangen"] is None
    turned = all_public(with_decision(example(), "O01", choice=Choice.REJECTED))
    assert letter_of(turned).rejected[0].about_score == (
        "Deze opgave haalde de afgesproken score wel. Toch kiezen wij deze opgave niet."
    )


def test_nothing_is_said_about_scores_when_an_internal_criterion_weighs_in() -> None:
    letter = letter_of(example())
    assert {o.about_score for o in (*letter.chosen, *letter.rejected, *letter.deferred)} == {None}


def test_what_is_internal_changes_no_word_of_the_letter() -> None:
    dossier = example()
    plain = letter_of(dossier)
    inside = {c.id for c in dossier.criteria if c.visibility is Visibility.INTERNAL}
    for mark, weight, floor in ((1.0, 1.0, 5.0), (5.0, 500.0, None)):
        changes = {"weight": weight, "floor": floor, "name": "Iets anders", "question": "Wat dan?"}
        other = with_criteria(dossier, lambda c: changes if c.id in inside else {})  # noqa: B023
        table = other.scores
        cells = {k: mark if k[2] in inside else v for k, v in table.cells().items()}
        scores = ScoreTable.of(table.opgaven, table.scorers, table.criteria, cells)
        other = other.model_copy(update={"scores": scores, "remarks": ()})
        assert agreed_beforehand(other) == agreed_beforehand(dossier)
        assert letter_of(other) == plain


def test_a_second_look_is_told_and_that_opgaven_scored_too_low_only_where_that_may_be_said() -> (
    None
):
    by_score = text_of(rendered_letter(letter_of(all_public(example()))))
    assert "Naar opgaven die te laag scoorden, is nog een keer gekeken." in by_score
    silent = text_of(rendered_letter(letter_of(example())))
    assert "Ook zijn opgaven nog een keer bekeken." in silent
    assert "te laag scoorden" not in silent
    never = example().model_copy(update={"reconsiderations": ()})
    together = text_of(rendered_letter(letter_of(never)))
    assert "Ook zijn opgaven nog een keer bekeken." in together, "those without a reason"
    never = with_settings(never, without_reason=None)
    assert "nog een keer" not in text_of(rendered_letter(letter_of(never)))


def test_the_letter_says_nothing_of_scores_of_fewer_people_than_the_smallest_group() -> None:
    def told(smallest: int) -> int:
        letter = letter_of(with_settings(all_public(example()), smallest_group=smallest))
        return sum(
            bool(o.about_score) for o in (*letter.chosen, *letter.rejected, *letter.deferred)
        )

    assert told(2) == told(3) > 0
    assert told(100) == 0


def test_a_criterion_on_which_nobody_chose_is_internal_and_the_letter_waits_for_that_choice() -> (
    None
):
    unchosen = with_criteria(example(), lambda c: {"visibility": None} if c.id == "C01" else {})
    assert reasons(unchosen) == (
        "Criteria, C01 Enthousiasme van bewoners: niemand koos of het openbaar of intern is. Kies "
        "dat.",
    )
    idle = with_criteria(
        example(), lambda c: {"visibility": None, "weight": 0.0} if c.id == "C01" else {}
    )
    assert "Enthousiasme van bewoners" not in text_of(rendered_letter(letter_of(idle)))


def test_what_parties_put_forward_stands_together_per_party() -> None:
    dossier = with_opgave(example(), "O01", put_forward_by="Buurt A;  buurt b\nBuurt C; ")
    dossier = with_opgave(dossier, "O02", put_forward_by="BUURT  B")
    lines = [(p.party, p.opgave) for p in letter_of(dossier).put_forward[:4]]
    assert lines == [
        ("Buurt A", "Riool vervangen"),
        ("buurt b", "Riool vervangen"),
        ("buurt b", "Regenwater afkoppelen bij woningen"),
        ("Buurt C", "Riool vervangen"),
    ]


def test_only_groups_that_scored_took_part() -> None:
    dossier = with_settings(example(), rounds_counted=1)
    assert "Bewoners" in letter_of(example()).groups
    assert "Bewoners" not in letter_of(dossier).groups


def test_the_date_of_the_settings_goes_before_today() -> None:
    assert letter_of(example()).dated == date(2026, 9, 21)
    undated = with_settings(example(), letter_date=None)
    assert letter_of(undated, date(2026, 10, 2)).dated == date(2026, 10, 2)


def test_the_word_gemeente_is_not_doubled() -> None:
    letter = letter_of(with_settings(example(), gemeente="Gemeente Oudervliet"))
    assert "Gemeente Oudervliet" in text_of(rendered_letter(letter))
    assert "Gemeente Gemeente" not in text_of(rendered_letter(letter))


@pytest.mark.parametrize(
    ("address", "there", "gone"),
    [(Address.FORMAL, "Hebt u vragen?", "Heb je"), (Address.INFORMAL, "Heb je vragen?", "Hebt u")],
)
def test_u_or_je(address: Address, there: str, gone: str) -> None:
    text = text_of(rendered_letter(letter_of(with_settings(example(), address=address))))
    assert there in text
    assert gone not in text


def test_the_koppelvormen_are_explained_once_and_only_those_that_occur() -> None:
    dossier = example()
    for decision in dossier.decisions:
        if decision.koppelvorm:
            dossier = with_decision(dossier, decision.opgave, koppelvorm=Koppelvorm.MEELIFT)
    told = paragraphs_of(rendered_letter(letter_of(dossier)))
    assert told.count("Gaat mee") == 1
    assert told.count("Tegelijk met de wijkaanpak, als wij er toch zijn.") == 1
    assert "Eén project" not in told


def test_refuses_with_every_reason_at_once() -> None:
    dossier = with_decision(example(), "O01", public_reason=" ", koppelvorm=None)
    dossier = with_decision(dossier, "O05", decided_by="", decided_on=None)
    dossier = with_decision(dossier, "O13", follow_up="", when=None)
    dossier = with_decision(dossier, "O14", choice=None)
    dossier = with_settings(dossier, wijk="", contact_phone="", contact_email=" ", threshold=None)
    assert reasons(dossier) == (
        "Start: de naam van de wijk ontbreekt. Vul dat in.",
        "Start: een telefoonnummer of e-mailadres ontbreekt. Vul dat in.",
        "Start: de afgesproken score ontbreekt. Vul die in.",
        "Besluit, O01 Riool vervangen: de openbare reden ontbreekt. Vul die in.",
        "Besluit, O01 Riool vervangen: de koppelvorm ontbreekt. Kies in welke vorm de opgave "
        "meedoet.",
        "Besluit, O05 Asbestdaken vervangen: wie dit besloot ontbreekt. Vul dat in.",
        "Besluit, O05 Asbestdaken vervangen: de datum van het besluit ontbreekt. Vul die in.",
        "Besluit, O13 Woningen geschikt maken voor ouderen: waarop wordt gewacht ontbreekt. Vul "
        "dat in bij 'Vervolg, of waarop u wacht'.",
        "Besluit, O13 Woningen geschikt maken voor ouderen: tot wanneer is uitgesteld ontbreekt. "
        "Vul de datum in.",
        "Besluit, O14 Extra nestkasten voor vogels en vleermuizen: er is nog geen besluit. Kies "
        "gekozen, niet gekozen of uitgesteld.",
    )


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("gemeente", "de naam van de gemeente"),
        ("wijk", "de naam van de wijk"),
        ("sender", "de afzender van de brief"),
        ("contact_name", "de naam van de contactpersoon"),
        ("what_was_asked", "de tekst over wat er is gevraagd"),
        ("next_steps", "de tekst over hoe het verder gaat"),
        ("objection", "wat iemand kan doen die het niet eens is met een keuze"),
    ],
)
def test_refuses_without_a_setting_that_the_letter_needs(field: str, what: str) -> None:
    assert reasons(with_settings(example(), **{field: ""})) == (
        f"Start: {what} ontbreekt. Vul dat in.",
    )


def test_one_of_phone_and_mail_is_enough() -> None:
    text = text_of(rendered_letter(letter_of(with_settings(example(), contact_email=""))))
    assert "Bel Bram Oosterlaken, 0123 - 45 67 89." in text
    text = text_of(rendered_letter(letter_of(with_settings(example(), contact_phone=""))))
    assert "Mail Bram Oosterlaken, wijkaanpak.lijsterhoek@example.nl." in text


def test_refuses_without_scores_or_public_criteria_or_questions() -> None:
    dossier = example()
    ids = ([x.id for x in xs] for xs in (dossier.opgaven, dossier.scorers, dossier.criteria))
    unscored = dossier.model_copy(update={"scores": ScoreTable.of(*ids, {})})
    assert reasons(unscored) == (
        "Scores: er is nog niet gescoord. Zonder scores kan de brief er niet zijn.",
    )
    hidden = with_criteria(dossier, lambda _: {"visibility": Visibility.INTERNAL})
    assert reasons(hidden) == (
        "Criteria: er is geen openbaar criterium dat meetelt. Zonder zo'n criterium kan de brief "
        "niet zeggen hoe er is gewogen.",
    )
    silent = with_criteria(dossier, lambda c: {"question": ""} if c.id == "C01" else {})
    assert reasons(silent) == (
        "Criteria, C01 Enthousiasme van bewoners: de vraag ontbreekt. Vul die in.",
    )


def test_refuses_without_opgaven_or_with_one_that_has_no_name() -> None:
    dossier = with_opgave(example(), "O02", name=" ")
    assert reasons(dossier) == ("Opgaven, O02: de naam ontbreekt. Vul die in.",)
    empty = Dossier(
        settings=dossier.settings,
        criteria=(),
        anchors=(),
        opgaven=(),
        groups=(),
        scorers=(),
        scores=ScoreTable.of((), (), (), {}),
    )
    assert "Opgaven: er staat nog geen opgave. Vul de opgaven in." in reasons(empty)


def test_an_opgave_without_a_line_in_the_decisions_has_no_decision() -> None:
    dossier = example()
    kept: tuple[Decision, ...] = tuple(d for d in dossier.decisions if d.opgave != "O01")
    assert reasons(dossier.model_copy(update={"decisions": kept})) == (
        "Besluit, O01 Riool vervangen: er is nog geen besluit. Kies gekozen, niet gekozen of "
        "uitgesteld.",
    )


def test_a_long_name_is_cut_in_a_message() -> None:
    dossier = with_opgave(example(), "O01", name="Heel " * 40)
    (reason,) = reasons(with_decision(dossier, "O01", public_reason=""))
    assert reason.endswith("Heel…: de openbare reden ontbreekt. Vul die in.")
    assert len(reason) < 130


def test_sections_without_opgaven_are_left_out() -> None:
    dossier = example()
    for decision in dossier.decisions:
        dossier = with_decision(
            dossier, decision.opgave, choice=Choice.CHOSEN, koppelvorm=Koppelvorm.MEELIFT
        )
    for opgave in dossier.opgaven:
        dossier = with_opgave(dossier, opgave.id, put_forward_by="")
    dossier = with_criteria(dossier, lambda _: {"put_forward_by": ""})
    told = paragraphs_of(rendered_letter(letter_of(dossier, TODAY)))
    assert "Alle opgaven doen mee." in told
    assert f"Riool vervangen. {example().decision('O01').public_reason}" in told, "by nobody"
    for heading in ("Dit doet niet mee", "Doet niet mee", "Dit beslissen wij later"):
        assert heading not in told


def test_who_put_something_forward_stands_beside_its_reason() -> None:
    told = paragraphs_of(rendered_letter(letter_of(example())))
    for opgave in example().opgaven:
        reason = example().decision(opgave.id).public_reason
        (beside,) = (text for text in told if reason in text)
        for party in opgave.put_forward_by.split(";"):
            assert party.strip() in beside.removesuffix(f"). {reason}").partition(" (")[2]
    (asked,) = (text for text in told if text.startswith("Merken bewoners het verschil"))
    assert asked.endswith("? (Bewoners, op de wijkavond)")
    internal = next(c for c in example().criteria if not c.public)
    dossier = with_criteria(
        example(), lambda c: {"put_forward_by": "De raad"} if c.id == internal.id else {}
    )
    assert "De raad" not in text_of(rendered_letter(letter_of(dossier)))


def test_who_chooses_and_who_confirms_is_said_and_the_college_is_no_rule() -> None:
    told = text_of(rendered_letter(letter_of(example())))
    assert (
        "De keuzes zijn gemaakt door het projectteam en bevestigd door het college van "
        "burgemeester en wethouders, op 15 september 2026."
    ) in told
    dossier = with_settings(example(), chosen_by="de regiegroep", confirmed_by=" ")
    told = text_of(rendered_letter(letter_of(dossier)))
    assert "De keuzes zijn gemaakt door de regiegroep, op 15 september 2026." in told


@pytest.mark.parametrize("audience", Audience)
def test_confirmed_is_said_only_once_every_decision_names_who_confirmed(
    audience: Audience,
) -> None:
    def told(dossier: Dossier) -> str:
        return text_of(rendered_letter(letter_of(dossier), audience=audience))

    steered = with_settings(example(), confirmed_by="de stuurgroep")
    by_team = _decided_by(steered, "Projectteam")
    assert (
        "De keuzes zijn gemaakt door het projectteam, op 15 september 2026. Ze worden nog "
        "bevestigd door de stuurgroep."
    ) in told(by_team)
    not_yet = _decided_by(steered, "Projectteam; stuurgroep beslist nog")
    assert "Ze worden nog bevestigd door" in told(not_yet)
    assert "Ze worden nog bevestigd door" in told(
        with_decision(_decided_by(steered, "De Stuurgroep"), "O05", decided_by="Projectteam")
    )
    assert (
        "De keuzes zijn gemaakt door het projectteam en bevestigd door de stuurgroep, op "
        "15 september 2026."
    ) in told(_decided_by(steered, "Projectteam en stuurgroep"))


def test_an_own_template_does_not_say_confirmed_before_it_is() -> None:
    own = small_template("Bevestigd: {{ bevestigd_door }}. Nog: {{ nog_te_bevestigen_door }}.")
    steered = with_settings(example(), confirmed_by="de stuurgroep")
    for body, expected in (
        ("Projectteam", "Bevestigd: . Nog: de stuurgroep."),
        ("Stuurgroep", "Bevestigd: de stuurgroep. Nog: ."),
    ):
        letter = letter_of(_decided_by(steered, body))
        assert expected in text_of(rendered_letter(letter, own))


def _decided_by(dossier: Dossier, body: str) -> Dossier:
    for opgave in dossier.opgaven:
        dossier = with_decision(dossier, opgave.id, decided_by=body)
    return dossier


@pytest.mark.parametrize(
    "typed",
    [
        "Inzicht in kosten en opbrengsten van gekozen opgaven.",
        "De stap 'Inzicht in kosten en opbrengsten van gekozen opgaven'.",
    ],
)
def test_the_step_of_costs_is_told_in_plain_words(typed: str) -> None:
    (waits,) = letter_of(with_decision(example(), "O13", follow_up=typed)).deferred
    assert waits.awaited == "Duidelijkheid over wat dit kost en oplevert."
    own = f"{typed} En de raad."
    (waits,) = letter_of(with_decision(example(), "O13", follow_up=own)).deferred
    assert waits.awaited == own, "what people typed themselves stays"


def test_beforehand_is_said_only_when_nothing_speaks_against_it() -> None:
    text = text_of(rendered_letter(letter_of(example())))
    assert "Vooraf is, op 11 mei 2026, afgesproken dat een opgave minstens 3,5 moet" in text
    assert "een score van 1 (laagst)" in text
    assert "cijfer" not in text
    later = with_settings(example(), threshold_date=date(2026, 9, 18))
    text = text_of(rendered_letter(letter_of(later)))
    assert "Er is, op 18 september 2026, afgesproken dat een opgave minstens 3,5 moet" in text
    assert "Vooraf" not in text


def test_the_first_page_stands_alone() -> None:
    """What joins and what not, what it means, what one can do and whom to ask, before any why."""
    letter = letter_of(example())
    told = paragraphs_of(rendered_letter(letter))
    page, reasons = told[: (end := told.index("Wat kiezen wij, en waarom?"))], told[end:]
    for opgave in (*letter.chosen, *letter.rejected, *letter.deferred):
        assert page.count(opgave.name) == 1
        assert sum(opgave.name in text for text in reasons) == 1
        assert not any(opgave.reason in text for text in page)
    assert page.index("Dit doet mee") < page.index("Dit doet niet mee")
    assert page.index("Dit doet niet mee") < page.index("Dit beslissen wij later")
    for said in (letter.next_steps, letter.objection, "Wat betekent dit voor u?"):
        assert said in page
    assert any(letter.contact_phone in text for text in page)
    assert any("15 september 2026" in text for text in page), "when it was decided"


def test_the_letter_of_the_example_is_short_and_in_words_of_residents() -> None:
    text = text_of(rendered_letter(letter_of(example())))
    assert len(text.split()) <= 900
    assert ";" not in text
    assert not any(form in text.casefold() for form in Koppelvorm)


def test_an_own_template_of_before_still_works() -> None:
    """Each field that a template could use before is still there."""
    of_all = ("naam", "over_de_score", "reden", "ingebracht_door")
    lists = {
        "vragen": ("naam", "vraag", "ingebracht_door"),
        "vormen": ("naam", "uitleg"),
        "gekozen": (*of_all, "vorm", "uitleg_vorm", "doel", "wie", "marktuitvraag"),
        "niet_gekozen": of_all,
        "uitgesteld": (*of_all, "wacht_op", "tot_wanneer"),
        "ingebracht": ("door", "naam", "besluit", "reden"),
    }
    of_letter = ("gemeente", "wijk", "datum", "titel", "afzender", "functie")
    to_ask = ("contact_naam", "contact_telefoon", "contact_email")
    of_choosing = ("gekozen_door", "bevestigd_door", "score_afgesproken_op", "vastgesteld_op")
    of_scoring = ("groepen", "laagste_cijfer", "hoogste_cijfer")
    plain = (*of_letter, *to_ask, *of_choosing, *of_scoring)
    template = small_template(
        *(f"{{{{ {name} }}}}" for name in plain),
        *(
            f"{{% for een in {items} %}}{' '.join(f'{{{{ een.{key} }}}}' for key in keys)}"
            "{% endfor %}"
            for items, keys in lists.items()
        ),
        *(
            f"{{% if {name} %}}ja{{% endif %}}"
            for name in (
                "formeel",
                "interne_overwegingen",
                "opnieuw_bekeken",
                "ook_opnieuw_bekeken",
                "vooraf_afgesproken",
            )
        ),
        "{% for alinea in wat_is_gevraagd %}{{ alinea }}{% endfor %}",
        "{% for alinea in hoe_verder %}{{ alinea }}{% endfor %}",
    )
    text = text_of(rendered_letter(letter_of(example()), template))
    assert "Gecoördineerde uitvoering Wij spreken af wie wanneer werkt." in text
    assert "Bram Oosterlaken" in text
