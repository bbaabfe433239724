"""People whom the tests of the finder know."""

from functools import lru_cache

from wijkexcel.layout.declare import declare
from wijkexcel.layout.own_words import own_words
from wijkexcel.layout.spec import Capacity
from wijkexcel.names.finder import Finder, Known

OWN = own_words(declare(Capacity(1, 1, 1, 1, 1)))
PEOPLE = {
    "Deelnemer S01": ("Marjan Terhoeven",),
    "Deelnemer S02": ("Jan van den Berg",),
    "Deelnemer S03": ("Fatma Yıldızhan-de Boer",),
    "Deelnemer S04": ("Bakker, Petra",),
    "Deelnemer S05": ("José Núñez (gemeente)",),
    "Deelnemer S06": ("An Li",),
    "Deelnemer S07": ("drs. K.L. 't Hooft",),
    "Deelnemer S08": ("Jan Water",),
    "Deelnemer S09": ("Will van der Meer",),
}
PUBLIC = frozenset({"oudervliet", "water", "riolering"})


@lru_cache
def finder() -> Finder:
    """Knows eight people, a phone number, a code and a file."""
    return Finder(
        Known(
            PEOPLE,
            frozenset({"kees@intern"}),
            frozenset({"612345678"}),
            frozenset({"ACDEFH"}),
            {"scores x marjan.xlsx": "bestand-1.xlsx"},
            {"wvdk": "Deelnemer S09"},
        ),
        OWN,
        PUBLIC,
    )
