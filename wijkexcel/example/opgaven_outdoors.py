"""Opgaven under and in the street. All invented."""

from datetime import date
from typing import Final

from wijkexcel.example.participants import STREET, WATER
from wijkexcel.model.records import Koppelvorm, LawStatus, Opgave, OpgaveKind

OUTDOORS: Final = (
    Opgave(
        id="O01",
        name="Riool vervangen",
        kind=OpgaveKind.PHYSICAL,
        domain=WATER,
        description=(
            "Het riool in de Vinkenstraat en de Merelstraat is uit 1964 en op veel plekken lek. "
            "De gemeente moet het vervangen."
        ),
        coupling=(
            "De straat gaat één keer open: eerst het riool, meteen daarna de warmteleidingen. "
            "Gemeente en warmtebedrijf werken met één planning."
        ),
        koppelvorm=Koppelvorm.GECOORDINEERD,
        chances="De straat gaat één keer open in plaats van twee keer. Dat scheelt geld en hinder.",
        risks="Loopt het riool uit, dan schuift het warmtenet mee.",
        put_forward_by="Gemeente Oudervliet, team Water en riolering",
        planning="Volgens het rioolplan",
        year_from=2028,
        year_to=2029,
        cost=2_400_000.0,
        effort=6.0,
    ),
    Opgave(
        id="O02",
        name="Regenwater afkoppelen bij woningen",
        kind=OpgaveKind.PHYSICAL,
        domain=WATER,
        description=(
            "Regen van de daken gaat nu naar het riool. Bij zware buien kan het riool dat niet aan."
        ),
        coupling=(
            "Wie zijn woning laat isoleren, krijgt in dezelfde week een losse regenpijp, een "
            "regenton of een grindbak in de tuin."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="De aannemer is er toch al. Per woning kost het weinig extra.",
        risks="De subsidie stopt misschien eind 2027. Niet elke tuin is geschikt.",
        put_forward_by="Waterschap Vlietlanden",
        planning="Niet gepland",
        cost=310_000.0,
        effort=3.0,
        law="Subsidie Afkoppelen van de gemeente, loopt tot eind 2027",
        law_status=LawStatus.UNCERTAIN,
        law_fallback="Alleen nog afkoppelen waar de straat toch opengaat; niet meer aan huis.",
        law_look_on=date(2027, 9, 1),
        longer_term="Buien worden zwaarder. Afkoppelen houdt het riool ook later groot genoeg.",
    ),
    Opgave(
        id="O03",
        name="Minder hitte en meer groen in de straat",
        kind=OpgaveKind.PHYSICAL,
        domain=STREET,
        description=(
            "De Lijsterlaan en de Vinkenstraat zijn bijna helemaal van steen. Op warme dagen is "
            "het er te heet, vooral voor ouderen en kleine kinderen."
        ),
        coupling=(
            "Als de straat weer dichtgaat, komen er bomen en plantvakken terug op de plek van "
            "tegels. Bewoners kiezen mee waar."
        ),
        koppelvorm=Koppelvorm.INTEGRAAL,
        chances="Bewoners zien meteen dat hun straat mooier wordt.",
        risks="Bomen en leidingen hebben dezelfde ruimte nodig. Er is discussie over parkeren.",
        put_forward_by="Bewonersgroep Groene Lijster; Gemeente Oudervliet, team Openbare ruimte",
        planning="Bij groot onderhoud van de straten",
        year_from=2033,
        year_to=2033,
        cost=540_000.0,
        effort=5.0,
        longer_term="Het aantal hete dagen neemt toe. Bomen geven pas na jaren genoeg schaduw.",
    ),
    Opgave(
        id="O10",
        name="Veilig oversteken bij basisschool De Vlinderstruik",
        kind=OpgaveKind.PHYSICAL,
        domain=STREET,
        description=(
            "Rond de school is het druk met auto's als de school begint en uitgaat. Ouders vinden "
            "oversteken op de Lijsterlaan gevaarlijk."
        ),
        coupling=(
            "Als de Lijsterlaan opengaat voor de leidingen, krijgt de kruising bij de school een "
            "hoger zebrapad en een smallere rijbaan."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="Ouders worden betrokken bij de wijkaanpak.",
        risks="Bij de school zelf komen geen leidingen. De kruising moet dus apart open.",
        put_forward_by="Oudervereniging van De Vlinderstruik",
        planning="Zodra er geld voor is",
        year_from=2027,
        cost=380_000.0,
        effort=4.0,
    ),
    Opgave(
        id="O11",
        name="Parkeren tijdens en na het werk",
        kind=OpgaveKind.PHYSICAL,
        domain=STREET,
        description=(
            "Tijdens het werk vallen parkeerplaatsen weg. Bewoners zijn bang dat ze na het werk "
            "niet terugkomen."
        ),
        coupling=(
            "Per straat komt er een parkeerplan: waar kunt u staan tijdens het werk en hoe ziet "
            "het er daarna uit? Bij de oude gymzaal komt een tijdelijk parkeerterrein."
        ),
        koppelvorm=Koppelvorm.INTEGRAAL,
        chances="Duidelijkheid vooraf haalt veel zorgen weg.",
        risks=(
            "Het kost tijd om het met elke straat eens te worden. Elke plek kost ruimte voor groen."
        ),
        put_forward_by="Bewoners van de Merelstraat en de Spreeuwenhof",
        planning="Niet gepland",
        cost=120_000.0,
        effort=3.0,
        make_or_break=True,
        make_or_break_why=(
            "Veel bewoners zeggen dat zij niet meedoen als zij hun auto niet kwijt kunnen. In "
            "2021 ging een plan voor de Spreeuwenhof om deze reden niet door."
        ),
    ),
    Opgave(
        id="O12",
        name="Ruimte voor water op de langere termijn",
        kind=OpgaveKind.PHYSICAL,
        domain=WATER,
        description=(
            "De klimaatstresstest laat nu geen wateroverlast in de wijk zien. Wij verwachten dat "
            "buien zwaarder worden."
        ),
        coupling=(
            "Als de straat toch opengaat, komt het grasveld aan de Lijsterlaan iets lager te "
            "liggen. Het kan dan bij zware regen water opvangen."
        ),
        koppelvorm=Koppelvorm.MEELIFT,
        chances="Nu meedoen is veel goedkoper dan de straat later opnieuw openmaken.",
        risks="Bewoners merken er nu weinig van en kunnen het onnodig vinden.",
        put_forward_by="Waterschap Vlietlanden",
        planning="Als er zwaardere buien komen",
        year_from=2040,
        cost=160_000.0,
        effort=2.0,
        longer_term=(
            "Na 2040 verwachten wij wel water op straat. De straat ligt dan pas tien jaar dicht."
        ),
    ),
)
