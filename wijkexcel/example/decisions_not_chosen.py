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
            "Er zou een wet komen die asbestdaken verbiedt. Die wet is er niet gekomen. Eigenaren "
            "mogen dus zelf kiezen of zij hun dak vervangen. Voor veel eigenaren is dat nu te "
            "duur. Daarom hoort dit niet bij de wijkaanpak. Wilt u uw dak wel vervangen? Dan "
            "helpt het energieloket u met advies."
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
            "Dit is een belangrijk onderwerp. Welzijn Oudervliet heeft dat goed uitgelegd. Maar "
            "er zijn nu te weinig vrijwilligers om het lang vol te houden, en wij willen niets "
            "beloven wat stopt. De energiehulp komt wel bij mensen thuis. Die brengt bewoners die "
            "dat willen in contact met Welzijn Oudervliet."
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
            "Bewoners willen deze plek heel graag en dat begrijpen wij. Maar het gebouw is tot "
            "2031 verhuurd. Vooraf is afgesproken dat een opgave het werk in de wijk niet veel "
            "later mag maken. Dat zou hier wel gebeuren. De gemeente praat met de wijkvereniging "
            "over een tijdelijke plek."
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
            "Bewoners vinden dit heel belangrijk, en dat hebben wij goed gehoord. Maar bij de "
            "school komen geen leidingen. De wijkaanpak helpt hier dus niet om het sneller of "
            "goedkoper te doen. Daarom pakken wij het op een andere manier aan. Het college heeft "
            "gevraagd om de oversteek op te nemen in het volgende verkeersprogramma."
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
            "Bij het isoleren houden wij ons aan de regels voor vogels en vleermuizen. Raken zij "
            "hun plek kwijt, dan krijgen zij een nieuwe. Extra nestkasten op elke woning nemen "
            "wij niet mee. Het onderzoek en de gesprekken per woning kosten veel tijd. Wie zelf "
            "een kast wil, kan die ophalen bij de natuurwerkgroep."
        ),
        internal_note=(
            "De ecoloog heeft pas in het voorjaar tijd. Plan het verplichte onderzoek daarom apart."
        ),
        follow_up="Het verplichte onderzoek naar vogels en vleermuizen bestellen.",
    ),
    Decision(
        opgave="O13",
        choice=Choice.DEFERRED,
        when=date(2027, 2, 1),
        public_reason=(
            "Dit kan een goede opgave voor de wijk zijn. Maar nog niet iedereen kon zijn oordeel "
            "geven. Wij weten namelijk nog niet wat het kost en wie het betaalt. Dat zoeken wij "
            "eerst uit. Op 1 februari 2027 is dat duidelijk. Daarna nemen wij een besluit."
        ),
        internal_note=(
            "De corporatie en de Wmo zijn het nog niet eens over de kosten. Breng eerst de "
            "directeuren bij elkaar."
        ),
        follow_up=(
            "De stap 'Inzicht in kosten en opbrengsten van gekozen opgaven'. Dan is duidelijk wat "
            "het kost, wat het oplevert en wie het betaalt."
        ),
    ),
)
