"""The chosen opgaven. Name and date of the decision are the same for all: see ``decisions``."""

from datetime import date
from typing import Final

from wijkexcel.model.records import Choice, Decision, Koppelvorm

CHOSEN: Final = (
    Decision(
        opgave="O01",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.GECOORDINEERD,
        when=date(2026, 12, 1),
        form_settled=(
            "De gemeente leidt het riool, het warmtebedrijf de leidingen. Een keer per "
            "maand leggen zij de planningen naast elkaar. Ieder betaalt het eigen werk. Loopt "
            "een van beide uit, dan wacht de ander ten hoogste drie maanden."
        ),
        public_reason=(
            "Het riool is oud. Doen wij dit samen met de warmteleidingen, dan gaat uw "
            "straat maar één keer open."
        ),
        internal_note=(
            "Beheer wacht niet op het warmtebedrijf. Is er op 1 december geen contract, dan gaat "
            "het riool alleen door."
        ),
        follow_up="Eén planning maken met het warmtebedrijf.",
    ),
    Decision(
        opgave="O02",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.MEELIFT,
        when=date(2027, 3, 1),
        form_settled=(
            "Het lift mee met het werk aan de woning; de corporatie leidt dat. De subsidie "
            "betaalt het extra werk."
        ),
        public_reason=(
            "Bij werk aan uw woning is dit weinig extra werk. Het riool raakt minder snel "
            "vol. Meedoen is vrijwillig."
        ),
        internal_note=(
            "De subsidie loopt tot eind 2027. Of de gemeente het daarna aanvult, is nog niet "
            "besloten. Noem daarom geen bedragen."
        ),
        follow_up="Subsidie na 2027 uitzoeken.",
    ),
    Decision(
        opgave="O03",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.INTEGRAAL,
        when=date(2027, 2, 15),
        form_settled=(
            "Eén project van de gemeente, met één tekening per straat. Het groen wordt betaald "
            "uit het budget voor klimaat. De hovenier komt in het contract van de straat."
        ),
        public_reason=(
            "Bewoners vragen hierom. Na het werk wordt de straat toch opnieuw ingericht. "
            "Bewoners denken mee over de plek."
        ),
        internal_note=(
            "Voor het onderhoud van 60 extra bomen is nog geen geld. Vraag dat aan bij de "
            "begroting van 2028."
        ),
        follow_up="Per straat één tekening maken.",
    ),
    Decision(
        opgave="O04",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.INTEGRAAL,
        when=date(2026, 11, 15),
        public_reason=(
            "Een gezonde woning gaat voor. Deze woningen krijgen ook goede ventilatie en "
            "zijn als eerste aan de beurt."
        ),
        internal_note=(
            "De corporatie praat ook zelf met huurders over schimmel. Laat haar de brief vooraf "
            "lezen, dan zeggen wij hetzelfde."
        ),
        follow_up="Een lijst van deze woningen maken.",
    ),
    Decision(
        opgave="O06",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.INTEGRAAL,
        when=date(2027, 1, 15),
        public_reason=(
            "De wijkaanpak geeft jaren werk. Ook mensen uit de wijk moeten daar kansen door "
            "krijgen."
        ),
        internal_note=(
            "Inkoop raadt een harde eis af: de vorige keer haakten twee aannemers af. Als wens "
            "met punten opnemen."
        ),
        follow_up="Leerplekken in de opdracht zetten.",
    ),
    Decision(
        opgave="O07",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.INTEGRAAL,
        when=date(2027, 1, 11),
        public_reason=(
            "Veel bewoners hebben zorgen over hun energierekening. Daarom begint de "
            "energiehulp al voor het grote werk."
        ),
        internal_note=(
            "Het geld is er alleen voor 2027. Voor 2028 is een besluit bij de begroting nodig."
        ),
        follow_up="Vier energiehulpen werven, het liefst uit de wijk.",
    ),
    Decision(
        opgave="O11",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.INTEGRAAL,
        when=date(2027, 2, 15),
        public_reason=(
            "Wij twijfelden, want een parkeerplan kost veel tijd. Maar zonder afspraken "
            "over parkeren kunnen wij u niet vragen om mee te doen. Er komen geen extra "
            "plekken."
        ),
        internal_note=(
            "Ontwerp ziet het anders: volgens de telling zijn er 's nachts plekken vrij. Tel "
            "daarom opnieuw, samen met de Spreeuwenhof."
        ),
        follow_up="Parkeren tellen en per straat een plan maken.",
    ),
    Decision(
        opgave="O12",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.MEELIFT,
        when=date(2027, 6, 1),
        public_reason=(
            "De wijk heeft nu geen last van water op straat. Toch kiezen wij dit: buien "
            "worden zwaarder, en later beginnen geeft meer hinder."
        ),
        internal_note=(
            "De helft van het waterschap is per mail toegezegd. Vraag om een brief van hun "
            "bestuur voordat het werk begint."
        ),
        follow_up="Bijdrage op papier zetten.",
    ),
)
