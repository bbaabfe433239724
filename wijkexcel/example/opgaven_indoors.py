"""Opgaven in and on homes, and social ones. All invented."""

from typing import Final

from wijkexcel.example.participants import HOMES, SOCIAL
from wijkexcel.model.records import Koppelvorm, LawStatus, Opgave, OpgaveKind

INDOORS: Final = (
    Opgave(
        id="O04",
        name="Schimmel en vocht in huurwoningen",
        kind=OpgaveKind.PHYSICAL,
        domain=HOMES,
        description=(
            "In ongeveer 140 huurwoningen is schimmel of vocht. Dat is slecht voor de gezondheid "
            "en de woningen zijn moeilijk warm te krijgen."
        ),
        coupling=(
            "Woningen met schimmel krijgen bij het isoleren ook goede ventilatie. Zij komen als "
            "eerste aan de beurt."
        ),
        koppelvorm=Koppelvorm.INTEGRAAL,
        chances="Huurders krijgen een gezonde woning en zien dat er naar hen geluisterd wordt.",
        risks="Sommige woningen hebben meer gebreken dan we nu weten.",
        put_forward_by="Huurdersvereniging Lijsterhoek",
        planning="Bij groot onderhoud",
        year_from=2030,
        year_to=2030,
        cost=1_150_000.0,
        effort=6.0,
    ),
    Opgave(
        id="O05",
        name="Asbestdaken vervangen",
        kind=OpgaveKind.PHYSICAL,
        domain=HOMES,
        description=(
            "Op 45 koopwoningen en veel schuren liggen nog daken met asbest. Die hoeven niet weg: "
            "het landelijke verbod is vervallen, want het parlement stemde in 2019 tegen."
        ),
        coupling=(
            "Eigenaren vervangen hun dak en laten het in één keer isoleren. De gemeente regelt "
            "een gezamenlijke inkoop."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="Dak weg, isolatie erop: één steiger en één aannemer.",
        risks="Het dak vervangen is niet verplicht. De kosten voor eigenaren zijn hoog.",
        put_forward_by="Gemeente Oudervliet, team Wonen en energie",
        planning="Niet gepland",
        cost=790_000.0,
        effort=4.0,
        law="Landelijk verbod op asbestdaken",
        law_status=LawStatus.LAPSED,
        law_fallback="Dan vervalt de koppelkans: eigenaren vernieuwen hun dak niet meer tegelijk.",
    ),
    Opgave(
        id="O06",
        name="Werk en leerplekken bij de uitvoering",
        kind=OpgaveKind.SOCIAL,
        domain=SOCIAL,
        description=(
            "In de wijk zoeken veel mensen werk, vooral jongeren. De bouw komt juist vakmensen "
            "tekort."
        ),
        coupling=(
            "In de opdracht aan de aannemer staat dat er leerplekken komen voor mensen uit de "
            "wijk. Het werkcentrum zoekt de kandidaten en begeleidt hen."
        ),
        koppelvorm=Koppelvorm.INTEGRAAL,
        chances="Bewoners werken aan hun eigen wijk. Buren zien bekende gezichten.",
        risks="Begeleiding kost tijd. Kleine aannemers haken misschien af.",
        put_forward_by="Werkcentrum Oudervliet",
        planning="Doorlopend",
        cost=90_000.0,
        effort=3.0,
    ),
    Opgave(
        id="O07",
        name="Hulp bij hoge energiekosten",
        kind=OpgaveKind.SOCIAL,
        domain=SOCIAL,
        description=(
            "Ongeveer 1 op de 6 huishoudens in de wijk kan de energierekening moeilijk betalen."
        ),
        coupling=(
            "Een energiehulp komt langs vóór het grote werk begint. Die lost kleine dingen meteen "
            "op en wijst de weg naar hulp bij geldzorgen."
        ),
        koppelvorm=Koppelvorm.INTEGRAAL,
        chances="Bewoners merken snel iets in hun portemonnee. Dat geeft vertrouwen.",
        risks="Niet iedereen doet de deur open. Er zijn genoeg energiehulpen nodig.",
        put_forward_by="Welzijn Oudervliet",
        planning="Doorlopend, maar zonder vast geld",
        cost=210_000.0,
        effort=3.0,
    ),
    Opgave(
        id="O08",
        name="Eenzaamheid onder ouderen",
        kind=OpgaveKind.SOCIAL,
        domain=SOCIAL,
        description="Veel oudere bewoners wonen alleen en zien weinig mensen.",
        coupling=(
            "Rond het werk aan de woningen organiseren we per straat een koffie-uur. "
            "Vrijwilligers blijven daarna op bezoek gaan."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="De gesprekken aan de keukentafel zijn er toch al.",
        risks="Zonder nieuwe vrijwilligers stopt het als het werk klaar is.",
        put_forward_by="Welzijn Oudervliet",
        planning="Doorlopend",
        cost=75_000.0,
        effort=3.0,
    ),
    Opgave(
        id="O09",
        name="Ontmoetingsplek in het oude schoolgebouw",
        kind=OpgaveKind.SOCIAL,
        domain=SOCIAL,
        description="De wijk heeft geen plek waar bewoners elkaar kunnen ontmoeten.",
        coupling=(
            "Het oude schoolgebouw aan de Lijsterlaan wordt verbouwd. De wijkaanpak krijgt er een "
            "informatiepunt en het gebouw komt als eerste op het warmtenet."
        ),
        koppelvorm=Koppelvorm.INTEGRAAL,
        chances="Eén plek voor vragen, koffie en cursussen. Bewoners vragen er al jaren om.",
        risks="Er zit nog een huurder in. Op hem wachten vertraagt het werk in de straat.",
        put_forward_by="Wijkvereniging Lijsterhoek",
        planning="Als de huurder weg is",
        year_from=2031,
        cost=1_600_000.0,
        effort=7.0,
    ),
    Opgave(
        id="O13",
        name="Woningen geschikt maken voor ouderen",
        kind=OpgaveKind.PHYSICAL,
        domain=HOMES,
        description=(
            "Veel bewoners willen in hun woning blijven als zij ouder worden. Trap, badkamer en "
            "drempels passen daar niet bij."
        ),
        coupling=(
            "Bij het werk aan de woning kunnen bewoners kiezen voor een pakket: geen drempels, "
            "een veilige badkamer of een slaapkamer beneden."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="Bewoners hebben maar één keer werk in huis.",
        risks="Het is niet duidelijk wie wat betaalt: bewoner, corporatie of gemeente.",
        put_forward_by="Ouderenbond, afdeling Oudervliet",
        planning="Per woning, als een bewoner erom vraagt",
        effort=5.0,
        longer_term="In 2040 is 1 op de 3 bewoners van de wijk ouder dan 65 jaar.",
    ),
    Opgave(
        id="O14",
        name="Extra nestkasten voor vogels en vleermuizen",
        kind=OpgaveKind.PHYSICAL,
        domain=HOMES,
        description=(
            "In de muren en onder de dakpannen leven huismussen, gierzwaluwen en vleermuizen. Bij "
            "isoleren raken zij hun plek kwijt."
        ),
        coupling=(
            "Elke woning krijgt bij het isoleren twee ingebouwde nestkasten. Dat is meer dan "
            "volgens de regels moet."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="Goed voor de natuur en niet duur.",
        risks="Niet elke bewoner wil kasten aan de muur. Onderzoek vooraf kost een seizoen.",
        put_forward_by="Natuurwerkgroep Oudervliet",
        planning="Niet gepland",
        cost=65_000.0,
        effort=2.0,
        law="Regels voor beschermde dieren in de Omgevingswet",
        law_status=LawStatus.IN_FORCE,
    ),
)
