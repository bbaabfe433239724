"""Opgaven that were not chosen, or not yet. By whom and when is the same: see ``decisions``."""

from datetime import date
from typing import Final

from wijkexcel.model.records import Choice, Decision

NOT_CHOSEN: Final = (
    Decision(
        opgave="O05",
        choice=Choice.REJECTED,
        when=date(2026, 10, 1),
        public_reason=(
            "De wet die asbestdaken zou verbieden, kwam er niet. Voor veel eigenaren is dit "
            "te duur. Advies krijgt u bij het energieloket."
        ),
        internal_note=(
            "Wonen heeft hier drie jaar aan gewerkt. Bel eerst met Wonen, en stuur dan pas de "
            "brief."
        ),
        follow_up="Het energieloket informeren.",
    ),
    Decision(
        opgave="O08",
        choice=Choice.REJECTED,
        when=date(2026, 12, 15),
        public_reason=(
            "Dit is belangrijk, maar niemand kan dit nu lang volhouden. De energiehulp brengt "
            "bewoners die dat willen in contact met Welzijn Oudervliet."
        ),
        internal_note=(
            "Dit plan is al drie keer niet doorgegaan. De wethouder belt de directeur van Welzijn "
            "voordat de brief weggaat."
        ),
        follow_up="Afspraken maken over doorverwijzen door de energiehulp.",
    ),
    Decision(
        opgave="O09",
        choice=Choice.REJECTED,
        when=date(2026, 11, 1),
        public_reason=(
            "Bewoners willen deze plek graag. Maar het gebouw is tot 2031 verhuurd, en zo "
            "lang kan het werk niet wachten. Met de wijkvereniging zoeken wij een "
            "tijdelijke plek."
        ),
        internal_note=(
            "De huurder van het gebouw vraagt om verlenging tot 2034. Daarover is nog niet "
            "besloten. Noem die verlenging daarom nog niet."
        ),
        follow_up="Gesprek met de wijkvereniging over een tijdelijke plek.",
    ),
    Decision(
        opgave="O10",
        choice=Choice.REJECTED,
        when=date(2027, 3, 31),
        public_reason=(
            "Bewoners vinden dit heel belangrijk. Maar bij de school komen geen leidingen. "
            "Het college vroeg om dit op te nemen in het volgende verkeersprogramma."
        ),
        internal_note=(
            "Verkeer wil het doen, maar het geld staat nog niet in de begroting. Noem daarom geen "
            "jaar van uitvoering."
        ),
        follow_up="Oversteek opnemen in het volgende verkeersprogramma.",
    ),
    Decision(
        opgave="O14",
        choice=Choice.REJECTED,
        when=date(2027, 1, 31),
        public_reason=(
            "Wij houden ons aan de regels voor vogels en vleermuizen. Extra kasten op elke "
            "woning kosten te veel tijd."
        ),
        internal_note=(
            "De ecoloog heeft pas in het voorjaar tijd. Plan het verplichte onderzoek daarom apart."
        ),
        follow_up="Het verplichte onderzoek bestellen.",
    ),
    Decision(
        opgave="O13",
        choice=Choice.DEFERRED,
        when=date(2027, 2, 1),
        public_reason=(
            "Dit kan goed zijn voor de wijk. Maar wij weten nog niet wat het kost en wie "
            "het betaalt."
        ),
        internal_note=(
            "De corporatie en de Wmo zijn het nog niet eens over de kosten. Breng eerst de "
            "directeuren bij elkaar."
        ),
        follow_up=("De stap 'Inzicht in kosten en opbrengsten van gekozen opgaven'."),
    ),
)
