"""Names as they stand on Deelnemers: drawn by Faker, and from lists of our own."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from faker import Faker

_FRISIAN_GIVEN = (
    "Sjoerd Hylke Wytse Jildou Fokje Sietske Gjalt Oane Ate Jitske Nynke Froukje Tjeerd Eelke "
    "Doutzen Ymkje Bauke Sybren Tsjerk Rixt Ûlke Jetske Douwe Gerbrich Hjalmar Ids Ytsje Wiebe "
)
FRISIAN_GIVEN = _FRISIAN_GIVEN.split()
_FRISIAN_SURNAMES = (
    "Hoekstra,Dijkstra,Wiersma,Terpstra,Sinnema,Fopma,de Vries,Bouma,Postma,Sytsma,Jorritsma,"
    "Algra,Haagsma,fan der Mear,Ypma,Nijdam,Tiemersma,Boersma,Zijlstra,Wâldsma,Hoitinga,"
    "van der Wal,Sjoukema,Bûter,Feenstra,tot Harinxma,Jellema,Tamminga,Reitsma,de Haan"
)
FRISIAN_SURNAMES = _FRISIAN_SURNAMES.split(",")
_DUTCH_GIVEN = (
    "Pieter Johannes Anna Cornelia Jan-Willem Anne-Marie Theodora Marieke Bram Saskia Roelof "
    "IJsbrand Zoë André Hélène Jörgen Søren Łukasz Ömer Jan Piet Els Wil Bo An Ed Joke Henk "
)
DUTCH_GIVEN = _DUTCH_GIVEN.split()
_CALLING = "Hans Piet Corrie Loes Thea Jos Riet Wim Truus Kees Ria Toon Dirkje Bep "
CALLING = _CALLING.split()
_DUTCH_SURNAMES = (
    "van 't Hof,Jansen,van den Berg,de Boer,'t Hooft,op 't Land,in 't Veld,van 't Hek,"
    "'s-Gravezande,uit den Bogaard,de la Fuente,d'Hondt,ter Braak,ten Have,von Weber,"
    "Nieuwenhuis,Groenland,van der Heijden,Veldhuis,Bosschap,van der Raad,Winkelman,"
    "Landschoot,van der Groep,Stap,Groen,van de Wijk,Weijers,Meijer,van IJzendoorn,"
    "Müller,Sørensen,Nuñez,O'Neill,McDonald,Jansen-de Boer,van Dijk-Smit,Bakker,Visser,"
    "Koning,de Graaf,Vos,Mol,El Amrani,Ben Ali,Yıldız,Großmann"
)
DUTCH_SURNAMES = _DUTCH_SURNAMES.split(",")
_LATIN_ARABIC_GIVEN = (
    "Mohamed Fatima Youssef Khadija Abdelkader Naïma Rachid Samira Hussein Zahra Omar Noor "
    "Abdul-Rahman Aïcha Ibrahim Leila Mustafa Hanan "
)
LATIN_ARABIC_GIVEN = _LATIN_ARABIC_GIVEN.split()
_LATIN_ARABIC_SURNAMES = (
    "El Idrissi,al-Hassani,Ben Salah,Bouazza,El-Khatib,Haddad,Al Farsi,Ait Benhaddou,"
    "Abdel Rahman,bin Rashid,Ouali,Benali,El Morabet,al Masri,Chaoui,Amrani"
)
LATIN_ARABIC_SURNAMES = _LATIN_ARABIC_SURNAMES.split(",")
TITLES = (
    "ir.",
    "mr.",
    "dr.",
    "drs.",
    "prof.",
    "prof. dr.",
    "mr.drs.",
    "ing.",
    "jhr.",
    "dhr.",
    "mevr.",
    "mw.",
    "wethouder",
    "de heer",
    "mevrouw",
    "Ds.",
    "burgemeester",
)
DEGREES = ("MSc", "RA", "MBA", "BSc", "PhD", "LLM", "MA", "RE")
_SMALL = (
    "de und le bin la ten tot des uit ter da te op in van en ait al fan s het zur du zum den "
    "abdel ben von der di t d el "
)
SMALL = frozenset(_SMALL.split())
"""Words of a surname that say nothing of who it is."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, and how the name was typed on Deelnemers."""

    kind: str
    given: str
    """Empty when only letters are known."""
    initials: str
    """'J.H.'"""
    surname: str
    typed: str

    @property
    def words(self) -> frozenset[str]:
        """The words that tell who it is, plainly written."""
        whole = f"{self.given} {self.surname}".replace("'", " ").replace("-", " ")
        words = frozenset(w for w in plain(whole).split() if w not in SMALL)
        return frozenset(w for w in words if len(w) > 1 or not w.isascii())


_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})


def plain(text: str) -> str:
    """Write text without capitals, accents and unseen signs; another way than the finder's."""
    whole = unicodedata.normalize("NFKD", text.replace("İ", "i").casefold())
    kept = (c for c in whole if unicodedata.category(c) not in {"Mn", "Cf", "Me"} and c != "ـ")
    return "".join(kept).translate(_PLAIN)


def initials(given: str) -> str:
    """'Jan-Willem' is 'J.W.', and 'IJsbrand' is 'IJ.'."""
    words = given.replace("-", " ").split()
    return "".join(f"{w[:2] if w.startswith('IJ') else w[0]}." for w in words)


@lru_cache
def _fakers() -> dict[str, Faker]:
    return {code: Faker(code) for code in ("nl_NL", "tr_TR", "pl_PL", "ar_AA", "zh_CN", "ko_KR")}


def _faked(code: str, kind: str, *, prefix: float = 0.0) -> Callable[[random.Random], Someone]:
    def make(chance: random.Random) -> Someone:
        fake = _fakers()[code]
        fake.seed_instance(chance.getrandbits(32))
        given = fake.first_name()
        surname = fake.last_name()
        before = f"{fake.prefix()} " if prefix and chance.random() < prefix else ""
        return Someone(kind, given, initials(given), surname, f"{before}{given} {surname}")

    return make


def _dutch(chance: random.Random) -> Someone:
    fake = _fakers()["nl_NL"]
    fake.seed_instance(chance.getrandbits(32))
    given, surname = fake.first_name(), fake.last_name()
    while "," in surname or " en " in surname:
        surname = fake.last_name()
    if chance.random() < 0.2:
        other = fake.last_name()
        surname = f"{surname}-{other}" if "," not in other and " en " not in other else surname
    return Someone("Nederlands", given, initials(given), surname, f"{given} {surname}")


def _listed(kind: str, given: list[str], surnames: list[str]) -> Callable[[random.Random], Someone]:
    def make(chance: random.Random) -> Someone:
        first, last = chance.choice(given), chance.choice(surnames)
        return Someone(kind, first, initials(first), last, f"{first} {last}")

    return make


def _chinese(chance: random.Random) -> Someone:
    fake = _fakers()[chance.choice(("zh_CN", "zh_CN", "zh_CN", "ko_KR"))]
    fake.seed_instance(chance.getrandbits(32))
    given, surname = fake.first_name(), fake.last_name()
    return Someone("Chinees, Koreaans", given, "", surname, f"{surname}{given}")


def _split(surname: str) -> tuple[str, str]:
    """Small words, and the rest."""
    words = surname.split(" ")
    at = next((i for i, w in enumerate(words) if w.strip("'").lower() not in SMALL), 0)
    return " ".join(words[:at]), " ".join(words[at:])


def _official(chance: random.Random) -> Someone:
    """Names in the ways of letters, lists of attendance and registers."""
    given, surname = chance.choice(DUTCH_GIVEN), chance.choice(DUTCH_SURNAMES)
    letters = initials(given) + chance.choice(("", "", "H.", "M.C."))
    call = chance.choice(CALLING)
    small, core = _split(surname)
    title, degree = chance.choice(TITLES), chance.choice(DEGREES)
    styles = (
        (f"{letters} ({call}) {surname}", call),
        (f"{letters} {surname} ({call})", call),
        (f'{given} "{call}" {surname}', call),
        (f"{title} {given} {surname}", given),
        (f"{title} {letters} {surname} {degree}", ""),
        (f"{title} {given} {surname}, {degree}", given),
        (f"{core}, {letters} {small}".strip(), ""),
        (f"{core}, {given} {small}".strip(), given),
        (f"{surname}, {given}", given),
        (f"{surname.upper()}, {letters}", ""),
        (f"{surname.lower()}, {letters.lower()}", ""),
        (f"{given} {surname}".lower(), given),
        (f"{given} {surname}".upper(), given),
        (f"{given} {surname.upper()}", given),
        (f"{surname.upper()} {given}", given),
        (f"{letters.replace('.', '')} {surname}", ""),
        (f"{core} {letters} {small}".strip(), ""),
        (f"{given} {surname} (gemeente)", given),
        (f"{given} {surname} - gemeente", given),
        (f"{title} {surname}", "-"),
    )
    typed, known = chance.choice(styles)
    if known == "-":
        return Someone("Nederlands, officieel", "", "", surname, typed)
    letters = letters if known != given or known == call else initials(given)
    return Someone("Nederlands, officieel", known, letters, surname, typed)


MAKERS: dict[Callable[[random.Random], Someone], int] = {
    _dutch: 30,
    _official: 22,
    _listed("Fries", FRISIAN_GIVEN, FRISIAN_SURNAMES): 8,
    _faked("tr_TR", "Turks", prefix=0.3): 10,
    _faked("pl_PL", "Pools", prefix=0.3): 10,
    _faked("ar_AA", "Arabisch", prefix=0.3): 6,
    _listed("Arabisch in Latijns schrift", LATIN_ARABIC_GIVEN, LATIN_ARABIC_SURNAMES): 7,
    _chinese: 7,
}
"""Who makes names, and how many of each hundred."""


def people(number: int, seed: int = 12) -> Iterator[Someone]:
    """Draw so many people; the same seed gives the same people."""
    chance = random.Random(seed)
    makers = [maker for maker, share in MAKERS.items() for _ in range(share)]
    for i in range(number):
        # A step that shares no factor with a hundred: any few in a row are of every kind.
        yield makers[i * 37 % len(makers)](chance)
