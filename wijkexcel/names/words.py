"""Words as they are compared, and words that are no sign of a person."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import Final

SMALL_PARTS: Final = (
    "van von den der des het ten ter tot uit aan bij voor zum zur del della dos bin ben"
)
"""Small words inside a surname that are no ordinary word of one or two letters."""
ROLES: Final = (
    "bewoner bewoners bewoonster huurder huurders eigenaar eigenaren gemeente wijk buurt straat "
    "corporatie woningcorporatie deelnemer adviseur beheerder wethouder college raad team "
    "projectteam projectleider wijkteam welzijn water wonen zorg groen verkeer mevrouw meneer heer"
)
"""Words that stand where a name may stand, and are none."""
TOKEN: Final = re.compile(r"[^\W_]+")
PARTICLES: Final = frozenset(
    f"{SMALL_PARTS} de op in t s v d vd vander vanden la le du di da el al ibn".split()
)
"""Small words inside a surname."""

_TITLES_TEXT = (
    "dhr heer heren meneer mijnheer mevr mevrouw mw mej fam familie drs dr ir ing mr prof ds bc "
    "msc ma ba de zuster broeder wethouder burgemeester raadslid directeur dokter"
)
TITLES: Final = frozenset(_TITLES_TEXT.split())
"""What stands before a name and is no part of it."""

_ALSO_WORDS_TEXT = (
    "bakker beek berg bergen blank bloem boer boom bos bosch brand breed brink brouwer brug bruin "
    "burg daan dam dekker dijk dijkstra draad duin engel faber fiets gans gast geel goed graaf "
    "groen groene groot haan haas hart heide hof hoek huis jager jong jonge kamp keizer kers kik "
    "klein koning kok kolk koper kroon kuiper lam lang lange leeuw lente linde maan man meer mei "
    "mens merel meester molen mol mulder nagel noord oud oude palm pas peer pont pool post put "
    "raaf rein rijk ring roos roze schaap schipper sloot slot smid smit snel stam star steen stil "
    "storm straat stroom timmer tuin valk veen veer veld ven visser vlam vogel vos vries vroom "
    "water weg weide west wijn winter wit witte wolf zand zee zon zomer zuid zwaan zwart"
)
ALSO_WORDS: Final = frozenset(_ALSO_WORDS_TEXT.split())
"""Names that are words as well: in small letters they are left for a person to judge."""

_ORGANISATIONS_TEXT = (
    "gemeente gemeenteraad college raad b w bw stuurgroep projectteam projectgroep werkgroep "
    "kerngroep klankbordgroep team teams afdeling provincie rijk waterschap corporatie stichting "
    "woonstichting vereniging bewoners buurtbewoners wijkbewoners huurders eigenaren inwoners "
    "ondernemers ouders jongeren ouderen kinderen vrijwilligers leerlingen buren wethouders "
    "projectleiders welzijn bestuur directie school scholen aannemer aannemers netbeheerder ggd "
    "woningcorporatie woningcorporaties bedrijf coalitie partners allen iedereen methode"
)
ORGANISATIONS: Final = frozenset(_ORGANISATIONS_TEXT.split())
_ENDINGS_TEXT = (
    "vereniging stichting groep bond centrum bedrijf schap raad team corporatie school huis "
    "dienst winkel fonds comite commissie platform cooperatie overleg"
)
_ENDINGS: Final = tuple(_ENDINGS_TEXT.split())
_BODY: Final = (
    "vereniging", "stichting", "schap", "school", "corporatie", "groep", "bond", "fonds",
    "cooperatie", "gemeente", "provincie", "subsidie", "regeling",
)  # fmt: skip
_BODY_BEFORE: Final = ("vereniging", "stichting", "waterschap", "corporatie", "basisschool")
_ROLES_TEXT = (
    "bewoner bewoonster buurtbewoner wijkbewoner huurder huiseigenaar woningeigenaar eigenaar "
    "inwoner ondernemer ouder vrijwilliger medewerker beleidsmedewerker beleidsadviseur adviseur "
    "projectleider projectmanager programmamanager manager ambtenaar bestuurder voorzitter "
    "secretaris lid beheerder coordinator ontwerper deskundige vertegenwoordiger"
)
_ROLE_WORDS: Final = frozenset(_ROLES_TEXT.split())
"""What many people are: none of these says who."""
_COMMON: Final = frozenset(ROLES.split())
_PHRASE_TEXT = "idee voorstel vanuit namens samen uit methode zie door op in"
_PHRASE: Final = frozenset(_PHRASE_TEXT.split())

_SAME: Final = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
                "\u2019": "'", "\u2018": "'", "\u2011": "-", "\u2010": "-"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """Text without capitals, accents and signs that nobody sees, and where each letter stood."""

    text: str
    at: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a place in the folded text into one in the text as it was typed."""
        return self.at[start], self.at[end] if end < len(self.at) else self.length


def _plain(char: str) -> str:
    if char < "\x80":
        return char.lower()
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    lower = char.casefold()
    if lower in _SAME:
        return _SAME[lower]
    whole = unicodedata.normalize("NFKD", lower)
    return "".join(_SAME.get(c, c) for c in whole if unicodedata.category(c)[0] != "M")


def fold(text: str) -> Folded:
    """Write text as names are compared."""
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text))), len(text))
    plain = [_plain(char) for char in text]
    at = chain.from_iterable((i,) * len(letters) for i, letters in enumerate(plain))
    return Folded("".join(plain), tuple(at), len(text))


def tokens(text: str) -> tuple[str, ...]:
    """Split text into words as they are compared."""
    return tuple(TOKEN.findall(fold(text).text))


def is_organisation(word: str) -> bool:
    """Whether a word names a body or a group of people, not one person."""
    return word in ORGANISATIONS or (word.endswith(_ENDINGS) and len(word) > 5)


def is_common_role(word: str) -> bool:
    """Whether a word says what many people are: 'bewoner', 'adviseur', 'lid', 'van', 'team'."""
    common = word in _ROLE_WORDS or word in _COMMON or word in PARTICLES
    return common or is_organisation(word)


def is_body(word: str) -> bool:
    """Whether the name of a body follows: 'Stichting …', and 'de stichting …' in small letters."""
    return fold(word).text.endswith(_BODY if word[:1].isupper() else _BODY_BEFORE)


def is_phrase(word: str) -> bool:
    """Whether a word is ordinary language in 'put forward by'."""
    return word in _PHRASE or word in PARTICLES or word.isdigit()


def common_words() -> frozenset[str]:
    """Collect the words that are no one's name in any workbook."""
    return frozenset(_COMMON | PARTICLES | ORGANISATIONS | TITLES | _ROLE_WORDS)
