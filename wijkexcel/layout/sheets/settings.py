"""The settings on sheet *Start*: what holds for the whole workbook."""

from wijkexcel.dutch.numbers import share
from wijkexcel.layout.spec import Kind, Setting
from wijkexcel.model.records import CLOSE, PROJECT_TEAM, Address, Verdict
from wijkexcel.sentences import promise

POST_STEPS = ("verdeel", "herinner", "verzamel")
"""The steps of the round trip by mail; only if the workbook has a folder."""
RUN_STEPS = ("valideer", *POST_STEPS, "bereken", "heroverweeg", "besluit", "brief", "ambitie")
"""The steps of the add-in, in the order of the method."""

SETTINGS: tuple[Setting, ...] = (
    Setting("gemeente", "Gemeente", "gemeente", Kind.TEXT, "Naam van de gemeente."),
    Setting("wijk", "Wijk", "wijk", Kind.TEXT, "Naam van de wijk die aardgasvrij wordt."),
    Setting(
        "lowest",
        "Laagste score",
        "schaal_laagste",
        Kind.NUMBER,
        "De laagste score die iemand kan geven, bijvoorbeeld 1.",
    ),
    Setting(
        "highest",
        "Hoogste score",
        "schaal_hoogste",
        Kind.NUMBER,
        "De hoogste score die iemand kan geven, bijvoorbeeld 5.",
    ),
    Setting(
        "step",
        "Kleinste stap tussen scores",
        "kleinste_stap",
        Kind.NUMBER,
        "1 betekent: alleen hele scores.",
    ),
    Setting(
        "threshold",
        "Afgesproken score",
        "drempel",
        Kind.NUMBER,
        "Wat een opgave minstens moet scoren om mee te kunnen. Spreek dit af vóór het scoren.",
    ),
    Setting(
        "threshold_date",
        "Afgesproken op",
        "drempel_datum",
        Kind.DATE,
        "De dag waarop u de score samen afsprak.",
        happened=True,
    ),
    Setting(
        "margin",
        "Marge voor 'dichtbij'",
        "heroverweegmarge",
        Kind.NUMBER,
        f"Zo ver onder de afgesproken score heet nog dichtbij. Leeg: {share(CLOSE)} van de schaal.",
    ),
    Setting(
        "rounds_counted",
        "Tel mee tot en met ronde",
        "rondes_geteld",
        Kind.WHOLE,
        "1: alleen de eerste ronde. 2: ook de tweede, bijvoorbeeld die van bewoners.",
    ),
    Setting(
        "smallest_group",
        "Kleinste groep die openbaar mag",
        "kleinste_groep",
        Kind.WHOLE,
        "De brief zegt pas of een opgave de score haalt als zoveel mensen meetelden. 2 of meer.",
        before=("Kleinste groep in openbare cijfers",),
    ),
    Setting(
        "max_opgaven",
        "Hoogste aantal opgaven",
        "capaciteit_opgaven",
        Kind.WHOLE,
        "Hoeveel opgaven het projectteam samen aankan.",
    ),
    Setting(
        "effort_capacity",
        "Beschikbare inzet",
        "capaciteit_inzet",
        Kind.NUMBER,
        "In dezelfde punten als de kolom Inzet op het blad Opgaven.",
    ),
    Setting(
        "unforeseen",
        "Ruimte voor onvoorzien",
        "ruimte_onvoorzien",
        Kind.SHARE,
        f"Dit deel van de ruimte houdt u vrij, bijvoorbeeld {share(0.3)}. Leeg: {share(0.2)}.",
    ),
    Setting("sender", "Afzender", "afzender", Kind.TEXT, "Wie de brief ondertekent."),
    Setting(
        "sender_role", "Functie van de afzender", "afzender_functie", Kind.TEXT, "Onder de naam."
    ),
    Setting(
        "contact_name", "Contactpersoon", "contact_naam", Kind.TEXT, "Wie bewoners kunnen vragen."
    ),
    Setting("contact_phone", "Telefoon", "contact_telefoon", Kind.TEXT, "Van de contactpersoon."),
    Setting("contact_email", "E-mail", "contact_email", Kind.EMAIL, "Van de contactpersoon."),
    Setting(
        "address",
        "Aanspreekvorm",
        "aanspreekvorm",
        Kind.CHOICE,
        "Spreekt de brief bewoners aan met u of met je? Leeg: u.",
        tuple(Address),
    ),
    Setting(
        "what_was_asked",
        "Wat we vroegen",
        "wat_gevraagd",
        Kind.LONG,
        "Voor de brief: wat u bewoners en partners vroeg, en wanneer.",
    ),
    Setting(
        "next_steps",
        "Wat er nu gebeurt",
        "vervolgstappen",
        Kind.LONG,
        "Voor de brief: wat dit voor bewoners betekent en wat zij hierna kunnen verwachten.",
    ),
    Setting("letter_date", "Datum van de brief", "brief_datum", Kind.DATE, "Leeg: vandaag."),
    # Last, so that the others keep their places in older workbooks.
    Setting(
        "answers_before",
        "Antwoorden graag voor",
        "antwoorden_voor",
        Kind.DATE,
        "Voor het verdelen: wanneer u de bladen terug wilt. Leeg: zo snel mogelijk.",
    ),
    Setting(
        "may_be_named",
        "Mag genoemd worden",
        "mag_genoemd_worden",
        Kind.LONG,
        "Namen of woorden die toch in de brief mogen staan, of in wat u rondstuurt. Zet er een ; "
        "tussen.",
    ),
    Setting(
        "weights_date",
        "Gewichten afgesproken op",
        "gewichten_datum",
        Kind.DATE,
        "De dag waarop u de gewichten samen afsprak, vóór het scoren. Tellen alle criteria en "
        "groepen even zwaar? Dan mag dit leeg.",
        happened=True,
    ),
    Setting(
        "without_reason",
        "Zonder reden: niet toevoegen",
        "zonder_reden_niet",
        Kind.CHOICE,
        "Ja: één antwoord voor alles op Heroverweging waar 'geen reden gevonden' staat en u zelf "
        "niets koos. Kijk er eerst samen naar.",
        tuple(Verdict),
    ),
    Setting(
        "without_reason_why",
        "Zonder reden: waarom niet",
        "zonder_reden_waarom",
        Kind.LONG,
        f"Waarom het team dit vindt. {promise.TO_TEAM}",
        internal=True,
    ),
    Setting(
        "chosen_by",
        "Wie de keuzes maakt",
        "wie_kiest",
        Kind.TEXT,
        f"Staat in de brief. Leeg: {PROJECT_TEAM}.",
    ),
    Setting(
        "confirmed_by",
        "Wie de keuzes bevestigt",
        "wie_bevestigt",
        Kind.TEXT,
        "Bijvoorbeeld: de stuurgroep, of het college. Staat in de brief. Leeg: niemand apart.",
    ),
    Setting(
        "decides_on",
        "Dag van het besluit",
        "besluit_dag",
        Kind.DATE,
        "Wanneer er over de keuzes wordt besloten. Staat op het besluitenblad.",
    ),
    Setting(
        "objection",
        "Niet eens met een keuze",
        "niet_eens",
        Kind.LONG,
        "Voor de brief: wat iemand kan doen die het niet eens is met een keuze, en tot wanneer. "
        "Vraag een jurist of bezwaar kan.",
    ),
    Setting(
        "year_from",
        "Wijkaanpak van (jaar)",
        "wijkaanpak_van",
        Kind.YEAR,
        "Het eerste jaar van het werk in de wijk. Dan ziet u welke opgaven daar in de tijd niet "
        "mee samenkomen. Mag leeg.",
    ),
    Setting(
        "year_to",
        "Wijkaanpak tot en met (jaar)",
        "wijkaanpak_tot",
        Kind.YEAR,
        "Het laatste jaar van het werk in de wijk. Mag leeg.",
    ),
)

RUN_STEP = Setting(
    "run_step",
    "Uit te voeren opdracht",
    "uit_te_voeren_stap",
    Kind.CHOICE,
    "Voor de knop Run main van de xlwings-invoegtoepassing.",
    RUN_STEPS,
    before=("Uit te voeren stap",),
)
