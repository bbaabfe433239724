"""The contributions of the chosen opgaven to the joint ambition for the wijk."""

from typing import Final

from wijkexcel.model.records import Ambition

AMBITIONS: Final = (
    Ambition(
        opgave="O01",
        objective="Eind 2029 is het riool in de Vinkenstraat en de Merelstraat nieuw.",
        measured_by="Aantal meter nieuw riool. Aantal keer dat een straat open is geweest.",
        first_measures="Eén planning en één tekening voor riool en warmteleidingen.",
        who="Gemeente (team Water en riolering) en het warmtebedrijf",
        in_tender="Riool en warmteleidingen in één planning: elke straat gaat één keer open.",
    ),
    Ambition(
        opgave="O02",
        objective=(
            "In 2030 gaat bij de helft van de woningen het regenwater niet meer in het riool."
        ),
        measured_by="Aantal woningen dat is afgekoppeld.",
        first_measures="Proef met één blok woningen in de Merelstraat.",
        who="Waterschap, gemeente en Woonstichting Het Vlietdak",
        in_tender="Regenpijpen afkoppelen, tegelijk met het isoleren van de woning.",
    ),
    Ambition(
        opgave="O03",
        objective="In 2030 is er in elke straat schaduw en is er een kwart minder steen.",
        measured_by="Aantal vierkante meter groen. Temperatuur op een hete dag.",
        first_measures="Een avond per straat om bomen en plantvakken te kiezen.",
        who="Gemeente (team Openbare ruimte) en bewonersgroep Groene Lijster",
    ),
    Ambition(
        opgave="O04",
        objective="Eind 2028 is er geen huurwoning met schimmel meer in de wijk.",
        measured_by="Aantal meldingen van schimmel en vocht per jaar.",
        first_measures="Alle 140 woningen bezoeken en meten.",
        who="Woonstichting Het Vlietdak, met de huurdersvereniging",
        in_tender="Ervaring met ventileren in woningen waar mensen blijven wonen.",
    ),
    Ambition(
        opgave="O06",
        objective="Tot en met 2030 vinden 25 mensen uit de wijk een leerplek of werk bij het werk.",
        measured_by="Aantal leerplekken. Aantal mensen dat na een jaar nog werk heeft.",
        first_measures="Leerplekken opnemen in de opdracht aan de aannemer.",
        who="Werkcentrum Oudervliet, gemeente en aannemer",
        in_tender="Minstens 25 leerplekken voor mensen uit de wijk, met begeleiding.",
    ),
    Ambition(
        opgave="O07",
        objective="Eind 2028 heeft elk huishouden dat dat wil hulp gehad met de energierekening.",
        measured_by="Aantal bezoeken. Aantal huishoudens met geldzorgen om energie.",
        first_measures="Vier energiehulpen werven en in januari 2027 beginnen.",
        who="Welzijn Oudervliet en gemeente",
    ),
    Ambition(
        opgave="O11",
        objective="Voor het werk begint, weet elke bewoner waar de auto kan staan, ook daarna.",
        measured_by="Aantal straten met een parkeerplan. Aantal klachten over parkeren.",
        first_measures="Parkeren tellen. Tijdelijk terrein bij de oude gymzaal klaarmaken.",
        who="Gemeente (team Openbare ruimte) en bewoners per straat",
    ),
    Ambition(
        opgave="O12",
        objective="Vanaf 2030 kan de wijk een zware bui aan, ook als buien zwaarder worden.",
        measured_by="Aantal kubieke meter water dat het grasveld kan opvangen.",
        first_measures="Het lagere grasveld opnemen in de tekening van de Lijsterlaan.",
        who="Waterschap Vlietlanden en gemeente",
    ),
)
