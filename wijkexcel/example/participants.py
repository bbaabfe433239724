"""The scorers of the example, and their remarks. All invented."""

from typing import Final

from wijkexcel.model.records import Remark, Scorer

WATER: Final = "Water en riolering"
STREET: Final = "Openbare ruimte en verkeer"
HOMES: Final = "Wonen en energie"
SOCIAL: Final = "Zorg, welzijn en werk"

_MUNICIPALITY: Final = "Gemeente Oudervliet"
_CORPORATION: Final = "Woonstichting Het Vlietdak"

SCORERS: Final = (
    Scorer(
        id="S01",
        name="Marjan Terhoeven",
        organisation=_MUNICIPALITY,
        role="Beheerder water en riolering",
        group="G1",
        domain=WATER,
        email="marjan.terhoeven@example.nl",
    ),
    Scorer(
        id="S02",
        name="Ruben Oldenkamp",
        organisation=_MUNICIPALITY,
        role="Ontwerper openbare ruimte",
        group="G1",
        domain=STREET,
        email="ruben.oldenkamp@example.nl",
    ),
    Scorer(
        id="S03",
        name="Samira Benhaddou",
        organisation=_MUNICIPALITY,
        role="Adviseur wonen en energie",
        group="G1",
        domain=HOMES,
        email="samira.benhaddou@example.nl",
    ),
    Scorer(
        id="S04",
        name="Joost Wiegerink",
        organisation=_MUNICIPALITY,
        role="Beleidsadviseur sociaal domein",
        group="G1",
        domain=SOCIAL,
        email="joost.wiegerink@example.nl",
    ),
    Scorer(
        id="S05",
        name="Petra Lammersveld",
        organisation=_CORPORATION,
        role="Woonconsulent",
        group="G2",
        domain=SOCIAL,
        email="petra.lammersveld@example.nl",
    ),
    Scorer(
        id="S06",
        name="Koen Brandenhorst",
        organisation=_CORPORATION,
        role="Duurzaamheidsmanager",
        group="G2",
        domain=HOMES,
        email="koen.brandenhorst@example.nl",
    ),
    Scorer(
        id="S07",
        name="Desi Wattilete",
        organisation="Welzijn Oudervliet",
        role="Wijkwerker",
        group="G4",
        domain=SOCIAL,
        email="desi.wattilete@example.nl",
    ),
    Scorer(
        id="S08",
        name="Henk Loosdrager",
        organisation="Bewoner Merelstraat",
        role="Huurder, lid van de huurdersvereniging",
        group="G3",
        email="henk.loosdrager@example.nl",
        round=2,
    ),
    Scorer(
        id="S09",
        name="Fatma Yildizhan",
        organisation="Bewoner Vinkenstraat",
        role="Huiseigenaar, moeder van twee schoolkinderen",
        group="G3",
        email="fatma.yildizhan@example.nl",
        round=2,
    ),
    Scorer(
        id="S10",
        name="Tafel 2",
        organisation="Bewoners Spreeuwenhof",
        role="Vier huiseigenaren, samen op de bewonersavond",
        group="G3",
        email="annelies.kortekamp@example.nl",
        round=2,
        people=4,
    ),
)

REMARKS: Final = (
    Remark(
        scorer="S01",
        opgave="O01",
        text="Wij gaan in 2028 open, met of zonder wijkaanpak. Haak op tijd aan.",
    ),
    Remark(
        scorer="S01",
        opgave="O12",
        text="De stresstest laat nu niets zien, maar het model is van 2019. Ik vertrouw het niet.",
    ),
    Remark(
        scorer="S02",
        opgave="O03",
        text="Bomen en leidingen vechten om dezelfde ruimte. Dit moet op één tekening.",
    ),
    Remark(
        scorer="S02",
        opgave="O11",
        text="Ik zie hier niets in: er staan 's nachts gewoon plekken leeg. Tel eerst eens.",
    ),
    Remark(
        scorer="S03",
        opgave="O05",
        text="Zonder verbod krijg ik geen eigenaar meer het dak op. Niet weer energie in steken.",
    ),
    Remark(
        scorer="S03",
        opgave="O09",
        text="Mooi plan, maar het schoolgebouw is pas in 2031 vrij. Dan zijn wij al klaar.",
    ),
    Remark(
        scorer="S04",
        opgave="O08",
        text="Wordt elk jaar genoemd en elk jaar wegbezuinigd. Dat zeg ik ook tegen de wethouder.",
    ),
    Remark(
        scorer="S05",
        opgave="O04",
        text="Huurders vragen bij elk bezoek naar de schimmel. Hier staat of valt ons verhaal mee.",
    ),
    Remark(
        scorer="S06",
        opgave="O13",
        text="Ik kan dit niet scoren zolang niemand zegt wie de badkamers betaalt.",
    ),
    Remark(
        scorer="S06",
        opgave="O06",
        text="Graag, maar niet als eis waar kleine aannemers op afhaken.",
    ),
    Remark(
        scorer="S07",
        opgave="O07",
        text="Achter de voordeur zien we nu al mensen die hun verwarming niet aanzetten.",
    ),
    Remark(
        scorer="S08",
        opgave="O11",
        text="Als ik mijn auto niet kwijt kan, teken ik nergens voor. En ik ben niet de enige.",
    ),
    Remark(
        scorer="S09",
        opgave="O10",
        text="Vorig jaar is mijn zoon bijna aangereden. Moet er eerst iets gebeuren?",
    ),
    Remark(
        scorer="S10",
        opgave="O13",
        text="Hier willen wij eerst meer over weten. Wat moeten wij zelf betalen?",
    ),
)
