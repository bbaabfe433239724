"""Who was asked to join in the example, and what people said must come first. All invented."""

from datetime import date
from typing import Final

from wijkexcel.model.records import Joining, Joins, Priority

_ASKED: Final = date(2026, 3, 2)
_BEFORE: Final = date(2026, 3, 31)

JOINING: Final = (
    Joining(
        id="M01",
        body="Afdeling Water en riolering",
        contact="Marjan Terhoeven",
        email="marjan.terhoeven@example.nl",
        joins=Joins.YES,
        consider="De aanbesteding begint een half jaar vooraf. Dan moet de route vastliggen.",
        until=date(2028, 1, 1),
        asked_on=_ASKED,
        answer_before=_BEFORE,
        opgave="O01",
    ),
    Joining(
        id="M02",
        body="Waterschap Vlietlanden",
        contact="Tjeerd Hoekema",
        email="tjeerd.hoekema@example.nl",
        joins=Joins.NO,
        consider="Zij werken hier zelf niet. Wel eerst een vergunning bij meer verharding.",
        asked_on=_ASKED,
        answer_before=_BEFORE,
        opgave="O03",
    ),
    Joining(
        id="M03",
        body="Woonstichting Het Vlietdak",
        contact="Petra Lammersveld",
        email="petra.lammersveld@example.nl",
        joins=Joins.YES,
        consider="Huurders horen drie maanden van tevoren wat er gebeurt.",
        asked_on=_ASKED,
        answer_before=_BEFORE,
        opgave="O04",
    ),
)

PRIORITIES: Final = (
    Priority(
        id="V01",
        answer="Dat wij er zelf iets van merken",
        given_by="Bewoners",
        criterion="C06",
        times=31,
    ),
    Priority(id="V02", answer="Niet te duur", given_by="Bewoners", criterion="C05", times=18),
    Priority(
        id="V03",
        answer="Niet jarenlang overlast",
        given_by="Bewoners en de corporatie",
        criterion="C02",
        times=12,
    ),
)
