"""What is still to be settled before 'gekozen' is proposed, as the workbook and the log say it."""

from enum import StrEnum


class Hurdle(StrEnum):
    """What keeps the program from proposing to choose an opgave that is high enough or added."""

    LOOK_AGAIN = "kijk nog eens naar wat het niet haalde"
    NO_ROOM_SET = "vul op Start in hoeveel u aankunt"
    TOO_MANY = "er zijn te veel opgaven"
    NO_EFFORT = "vul de inzet in op Opgaven"
    TOO_MUCH = "er is te veel inzet nodig"
    OPPOSING = "twee opgaven werken elkaar tegen"
    NO_COST = "de kosten zijn niet geschat"
    LAPSED = "de wet of regeling is vervallen"
