"""Words for comparison, and words that do not indicate a person."""

import re
from typing import Final

from wijkexcel.names.fold import fold

SMALL_PARTS: Final = (
    "van von den der des het ten ter tot uit aan bij voor zum zur del della dos bin ben"
)
"""Particles in a surname other than ordinary words of one or two letters."""
ROLES: Final = (
    "bewoner bewoners bewoonster huurder huurders eigenaar eigenaren gemeente wijk buurt straat "
    "corporatie woningcorporatie deelnemer adviseur beheerder wethouder college raad team "
    "projectteam projectleider wijkteam welzijn water wonen zorg groen verkeer mevrouw meneer heer"
)
"""Words that occur where a name may, but are not a name."""
_PARTICLES_TEXT = (
    "de op in t s d v vd vdr vder vander vanden vant la le les du des di da do dos das el al ul "
    "ibn bint binti abu abou abd abdel ould ait at bou ben fan fen von zu und y te het over onder "
    "oude af av die"
)
_ARABIC_PARTICLES = "ال بن بنت ابن ابو عبد بنو"
PARTICLES: Final = frozenset(f"{SMALL_PARTS} {_PARTICLES_TEXT} {_ARABIC_PARTICLES}".split())
"""Particles in a surname."""
_ONLY_PARTICLES_TEXT = (
    "van von der den des ten ter te tot uit op in t s de het la le el fan zu vd vdr vder"
)
ONLY_PARTICLES: Final = frozenset(_ONLY_PARTICLES_TEXT.split())
"""Particles that are not a first name: a name that begins with one is a surname."""

_TITLES_TEXT = (
    "dhr dhrn hr heer heren meneer mijnheer mevr mevrouw mw mevrn mej mejuffrouw juffrouw juf fam "
    "familie drs drsa dra dr ir ing mr prof em ds bc jhr jkvr jonkheer jonkvrouw freule baron "
    "barones ridder zr zuster br broeder pater pastor pastoor dominee kapelaan rabbijn imam hadji "
    "hoca sjeik oom tante opa oma buurvrouw buurman buur collega wethouder wethoudster "
    "burgemeester locoburgemeester loco raadslid statenlid kamerlid gedeputeerde minister "
    "staatssecretaris directeur dokter arts meester advocaat notaris mantelzorger mister mrs ms "
    "miss sir frau herr madame monsieur senor senora bay bayan sayin yrd doc ars gor ogr av uz "
    "cev okt pan pani panstwo mgr inz lek hab"
)
_ARABIC_TITLES = "الاستاذ الاستاذه السيد السيده الدكتور الدكتوره المهندس المهندسه الانسه"
TITLES: Final = frozenset(f"{_TITLES_TEXT} {_ARABIC_TITLES}".split())
"""Words that precede a name without being part of it."""
_TITLES_OR_NAMES_TEXT = "pan bay ms imam baron ridder meester do av pater arts"
TITLES_OR_NAMES: Final = frozenset(_TITLES_OR_NAMES_TEXT.split())
"""Those among them that may also be a name."""
_DEGREES_TEXT = (
    "msc mscba bsc ma ba mba ra aa re rb rc llm llb phd mpa mpm med bba emba bed mphil dsc mpc "
    "meng beng rm rv rt jr sr bc drs ir ing mr dr"
)
DEGREES: Final = frozenset(f"{_DEGREES_TEXT} junior senior".split())
"""Words that follow a name without being part of it."""

_ALSO_WORDS_TEXT = (
    "bakker beek berg bergen blank bloem boer boom bos bosch brand breed brink brouwer brug bruin "
    "burg daan dam dekker dijk dijkstra draad duin engel faber fiets gans gast geel goed graaf "
    "groen groene groot haan haas hart heide hof hoek huis jager jan jong jonge kamp keizer kers "
    "kik klein koning kok kolk koper kroon kuiper lam land lang lange leeuw lente linde maan man "
    "meer mei mens merel meester molen mol mulder nagel noord oud oude palm pas peer pont pool "
    "post put raad raaf rein rijk ring roos roze schaap schipper sloot slot smid smit snel stam "
    "star steen stil storm straat stroom timmer timmerman tuin valk veen veer veld ven visser "
    "vlam vogel vos vries vroom wagen wal water weg weide west wijn wil wind winkel winter wit "
    "witte wolf zand zee zon zomer zuid zwaan zwart adelaar appel arend bal ball bank beer bol "
    "bult buis dorp eend eik fontein gras haven heer hemel herder hond houd kalf kas kat kelder "
    "kerk kist klok knop koets korf korte kuil kunst laan lamp les leger loon mark mees mus muur "
    "nek neus noot oom pad paard pen pijl pijp prins punt rek rits rog ros sam sas schaar schans "
    "school schuur slag snip snoek spaan span spil spits staal stad stal stap stem stoel sterk "
    "sterre tak tas ton touw trein vis vlieg vlag vloed vonk vork wand ward wees werf wiel zak "
    "zeil zijl zilver zout hoop vrede trouw bont bok bijl bel berk beuk iep es els den roet spoor "
    "sluis kade plein groep bond raadt zaal zorg lage hoge kosten lijn anders ernst kader beste "
    "moet grote hoog wel"
)
ALSO_WORDS: Final = frozenset(_ALSO_WORDS_TEXT.split())
"""Names that are also words: in lower case they are left for a person to judge."""

_FUNCTION_TEXT = (
    "ik je jij u hij zij ze we wij jullie hun haar hem mij me ons onze mijn jouw uw zijn dit dat "
    "die deze er hier daar waar wat wie welke hoe waarom wanneer een het de en of maar want dus "
    "als dan toen nu nog al ook niet geen wel zo te om op in uit aan bij voor na naar over onder "
    "tussen door met zonder tot tegen sinds per via is was ben bent waren wordt worden werd "
    "werden heeft hebben had hadden kan kunnen kon konden zal zullen zou zouden moet moeten mag "
    "mogen wil willen wilde wilden gaat gaan ging komt komen kwam doet doen deed maakt maken zegt "
    "zeggen zei staat staan ja nee veel weinig meer minder alle alles iets niets iedereen iemand "
    "niemand mensen beste eerst daarna daarom vooral misschien ad ca nr ma di wo do vr za zie ten "
    "ter"
)
FUNCTION_WORDS: Final = frozenset(_FUNCTION_TEXT.split())
"""Words of any sentence: capitalised they begin one, and are occasionally a name."""

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
    "vereniging stichting centrum bedrijf team corporatie dienst fonds comite commissie platform "
    "cooperatie overleg"
)
_ENDINGS: Final = tuple(_ENDINGS_TEXT.split())
_LIKE_SURNAMES: Final = re.compile(
    r"(?:buurt|wijk|dorps?|stads?|stad|bewoners?|huurders?|eigenaars|eigenaren|ondernemers|"
    r"ondernemings|winkeliers|gemeente|woon|energie|klimaat|jongeren|ouderen|ouders?|zieken|"
    r"verpleeg|verzorgings|provincie|raad|raads|water|zorg|welzijns?|sport|speel|kinder|project|"
    r"werk|stuur|kern|klankbord|regie|bouw|bestuurs|beleids|advies|basis|hoge|vak|muziek|brede|"
    r"medezeggen|medezeggenschaps|hoogheemraad|heemraad|genoot|vennoot|gezel|clienten|"
    r"leerlingen|studenten|fietsers|consumenten|volks|actie|begeleidings|deel|inspraak|rayon|regio|"
    r"rijks|spelers|stuurs|techniek|trek|vrijwilligers|weggebruikers|denk|themas?|natuur|kring|"
    r"kringloop|weggeef|repair|gezondheids|artsen|gemeenschaps|parochie|kerken?)"
    r"(?:huis|raad|winkel|schap|groep|school|scholen|bond)$"
)
"""Organisations with a surname-like ending: 'Nieuwenhuis' is not a 'buurthuis'."""
_BODY: Final = (
    "vereniging",
    "stichting",
    "corporatie",
    "fonds",
    "cooperatie",
    "gemeente",
    "provincie",
    "subsidie",
    "regeling",
)
_BODY_BEFORE: Final = ("vereniging", "stichting", "waterschap", "corporatie", "basisschool")
_ROLES_TEXT = (
    "bewoner bewoonster buurtbewoner wijkbewoner huurder huiseigenaar woningeigenaar eigenaar "
    "inwoner ondernemer ouder vrijwilliger medewerker beleidsmedewerker beleidsadviseur adviseur "
    "projectleider projectmanager programmamanager manager ambtenaar bestuurder voorzitter "
    "secretaris lid beheerder coordinator ontwerper deskundige vertegenwoordiger"
)
_ROLE_WORDS: Final = frozenset(_ROLES_TEXT.split())
"""Roles of many people: none of these identifies a person."""
_COMMON: Final = frozenset(ROLES.split())
_PHRASE_TEXT = "idee voorstel vanuit namens samen uit methode zie door op in"
_PHRASE: Final = frozenset(_PHRASE_TEXT.split())
STREET: Final = re.compile(
    r"(?:straat|laan|weg|plein|hof|singel|kade|gracht|dreef|dijk|steeg|plantsoen|park|buurt|wijk)$"
)
"""Endings of street names."""


_MAILBOXES_TEXT = (
    "info contact post mail email secretariaat secretaris administratie bestuur balie receptie "
    "redactie communicatie klantenservice planning project projecten beheer energie vergunningen "
    "voorzitter penningmeester kantoor loket hallo welkom team wijkteam algemeen"
)
_MAILBOXES: Final = frozenset(_MAILBOXES_TEXT.split())
"""The part before the @ in addresses of organisations."""


def is_mailbox(word: str) -> bool:
    """Whether the part before an @ may be an ordinary word, and so is not a personal account."""
    return word in _MAILBOXES or word in ALSO_WORDS or word in common_words()


def is_organisation(word: str) -> bool:
    """Whether a word names an organisation or group of people, not one person."""
    ends = len(word) > 5 and (word.endswith(_ENDINGS) or _LIKE_SURNAMES.search(word) is not None)
    return word in ORGANISATIONS or ends


def says_what(word: str) -> bool:
    """Whether a word is a role or membership, and is not written like a name."""
    return word in _ROLE_WORDS or (is_organisation(word) and len(word) > 4)


def is_common_role(word: str) -> bool:
    """Whether a word applies to many people: 'bewoner', 'adviseur', 'lid', 'van', 'team'."""
    common = word in _ROLE_WORDS or word in _COMMON or word in PARTICLES
    return common or is_organisation(word)


def is_body(word: str) -> bool:
    """Whether an organisation's name follows: 'Stichting …', and lower-case 'de stichting …'."""
    plain = fold(word).text
    if not word[:1].isupper():
        return plain.endswith(_BODY_BEFORE)
    return plain.endswith(_BODY) or _LIKE_SURNAMES.search(plain) is not None


def is_phrase(word: str) -> bool:
    """Whether a word is ordinary language in 'put forward by'."""
    return word in _PHRASE or word in PARTICLES or word.isdigit()


def common_words() -> frozenset[str]:
    """Collect the words that are not a name in any workbook."""
    found = _COMMON | PARTICLES | ORGANISATIONS | TITLES | _ROLE_WORDS | FUNCTION_WORDS
    return frozenset(found - TITLES_OR_NAMES)
