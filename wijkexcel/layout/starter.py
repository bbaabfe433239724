"""The initial criteria of an empty workbook, as a proposal of the method.

They are declared here, below the checks, so that remainders beside a user's own criterion are
recognised.
"""

from typing import Final

from wijkexcel.model.records import Anchors, Criterion, Direction, Visibility

METHOD: Final = "Projectteam (voorbeeld uit de methode)"

EVERYONE: Final = ("G1", "G2", "G3", "G4")
"""All groups score every public criterion, and all count the same, until the team says otherwise.

An internal criterion is scored by the municipality alone, so that nobody else reads its name.
"""

DOMAINS: Final = {
    "Wonen": "wonen",
    "Energie": "energie",
    "Water en riolering": "water",
    "Openbare ruimte": "ruimte",
    "Verkeer": "verkeer",
    "Groen en klimaat": "groen",
    "Zorg en welzijn": "zorg",
    "Werk en inkomen": "werk",
}
"""Domains to choose from at first, until one with this word is in use."""

# All criteria are 'hoger is beter', even costs. Scorers go from cell to cell in a tab; one column
# in which a 5 is suddenly bad causes mistakes that nobody notices afterwards. So the name of the
# criterion says what is good ('gunstige kosten'), and its anchors follow that.
CRITERIA: Final = (
    Criterion(
        id="C01",
        name="Enthousiasme van bewoners",
        question="Krijgen bewoners door deze opgave meer zin om mee te doen met de wijkaanpak?",
        put_forward_by=METHOD,
        direction=Direction.HIGHER,
        weight=1.0,
        visibility=Visibility.PUBLIC,
        groups=EVERYONE,
    ),
    Criterion(
        id="C02",
        name="Tempo van de uitvoering",
        question="Gaat het werk in de wijk door deze opgave sneller of juist langzamer?",
        put_forward_by=METHOD,
        direction=Direction.HIGHER,
        weight=1.0,
        visibility=Visibility.PUBLIC,
        groups=EVERYONE,
    ),
    Criterion(
        id="C03",
        name="Politieke winst",
        question="Kan het bestuur met deze opgave laten zien dat het iets bereikt?",
        put_forward_by=METHOD,
        direction=Direction.HIGHER,
        weight=1.0,
        visibility=Visibility.INTERNAL,
        groups=("G1",),
    ),
    Criterion(
        id="C04",
        name="Doorbraak in een lastig dossier",
        question="Komt iets wat al lang vastzit door deze opgave weer in beweging?",
        put_forward_by=METHOD,
        direction=Direction.HIGHER,
        weight=1.0,
        visibility=Visibility.PUBLIC,
        groups=EVERYONE,
    ),
    Criterion(
        id="C05",
        name="Gunstige kosten",
        question="Hoe gunstig zijn de kosten als deze opgave meegaat met de wijkaanpak?",
        put_forward_by=METHOD,
        direction=Direction.HIGHER,
        weight=1.0,
        visibility=Visibility.PUBLIC,
        shows_cost=True,
        groups=EVERYONE,
    ),
)

ANCHORS: Final = (
    Anchors(
        criterion="C01",
        lowest="Bewoners haken hierdoor af.",
        middle="Voor bewoners maakt het geen verschil.",
        highest="Veel bewoners doen hierdoor liever mee.",
    ),
    Anchors(
        criterion="C02",
        lowest="Het werk duurt een jaar of meer langer.",
        middle="De planning verandert niet.",
        highest="Het werk is minstens een half jaar eerder klaar.",
    ),
    Anchors(
        criterion="C03",
        lowest="Het bestuur verliest hierdoor steun.",
        middle="Voor het bestuur maakt het geen verschil.",
        highest="Het bestuur laat hiermee een duidelijk resultaat zien.",
    ),
    Anchors(
        criterion="C04",
        lowest="Er komt niets door in beweging.",
        middle="Een lastig dossier komt een stap verder.",
        highest="Een dossier dat al jaren vastzit, komt los.",
    ),
    Anchors(
        criterion="C05",
        lowest="Er is veel extra geld nodig en daar is geen dekking voor.",
        middle="Het kost ongeveer net zoveel als het los uitvoeren.",
        highest="Het is veel goedkoper dan het los uitvoeren.",
    ),
)
