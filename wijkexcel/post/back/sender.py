"""Who sent a returned workbook; in doubt it is set aside for a person to decide."""

import unicodedata
from collections.abc import Iterable, Mapping

from wijkexcel.checks.base import label
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.plain import fitted
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Scorer
from wijkexcel.post.back.answer import Answer
from wijkexcel.post.back.same import same
from wijkexcel.sentences import received
from wijkexcel.workbook.building.partner import NO_NAME
from wijkexcel.workbook.reading.convert import INVISIBLE
from wijkexcel.workbook.reading.locate import as_text

Aside = tuple[str, str]
"""Why it is set aside, and what to do."""
_ALIKE = str.maketrans("аеёіїјорсухѕαερουι01", "aeeiijopcyxsaepoyiol")
"""Letters of other alphabets, and digits, that look like Latin letters."""
_MOST = 100
"""Maximum number of characters quoted from a file."""
_LOOSE = "Klopt het toch? Sla de bijlage dan los op in deze map en verzamel opnieuw."


def scorer_of(dossier: Dossier, answer: Answer) -> tuple[Scorer | None, Aside]:
    """Find the scorer to whom an answer belongs; None and the reason when in doubt."""
    who = answer.identity
    scorer = next((s for s in dossier.scorers if s.id == who["scorer"]), None)
    wijk = as_text(dossier.settings.wijk) or NO_NAME
    if not same(who["wijk"], wijk):
        return None, (
            f"Dit bestand gaat over de wijk '{_short(who['wijk'])}', en dit werkboek over "
            f"'{wijk}'.",
            "Zet het bestand bij het werkboek van die wijk.",
        )
    if scorer is None:
        return None, (
            f"Deelnemer {_short(who['scorer']) or '(leeg)'} staat niet op het blad Deelnemers.",
            "Zet deze deelnemer erbij, of vraag van wie het bestand komt.",
        )
    if not scorer.code:
        return None, (
            f"Aan {scorer.id} is uit dit werkboek nog niets verstuurd.",
            "Gebruik het werkboek waaruit u verstuurde.",
        )
    if not same(who["code"], scorer.code):
        other = next((s for s in dossier.scorers if s.code and same(who["code"], s.code)), None)
        whose = f" Het is de code van {label(other)}." if other else ""
        return None, (
            f"De code in dit bestand hoort niet bij {label(scorer)}.{whose}",
            "Vraag van wie het bestand komt. Is de code veranderd, zet hem dan terug.",
        )
    return _same_person(dossier, answer, scorer)


def _same_person(dossier: Dossier, answer: Answer, scorer: Scorer) -> tuple[Scorer | None, Aside]:
    who = answer.identity
    if not same(who["name"], as_text(scorer.name)):
        likeness = (
            " De namen lijken op elkaar, maar zijn niet gelijk."
            if alike(who["name"], scorer.name)
            else ""
        )
        others = [s for s in dossier.scorers if s.id != scorer.id and alike(s.name, who["name"])]
        if others:
            likeness = f" De naam lijkt op die van {label(others[0])}."
        return None, (
            received.MADE_FOR.write(
                file_for=_short(who["name"]), scorer=scorer.id, name=scorer.name
            )
            + likeness,
            "Vraag wie het invulde, en pas zo nodig het blad Deelnemers aan.",
        )
    group = next((g.name for g in dossier.groups if g.id == scorer.group), "")
    if who["group"] and not same(who["group"], as_text(group)):
        return None, (
            f"Het bestand is gemaakt voor de groep '{_short(who['group'])}', maar "
            f"{label(scorer)} zit nu in de groep '{group}'.",
            "Klopt de groep op het blad Deelnemers? Verstuur dan opnieuw. Is alleen de naam van de "
            "groep veranderd, zet de oude naam dan terug tot alles binnen is.",
        )
    if who["round"] and not same(who["round"], str(scorer.round)):
        return None, (
            f"Het bestand is van ronde {_short(who['round'])}, maar {label(scorer)} "
            f"zit nu in ronde {scorer.round}.",
            "Bewaar het bestand. Tellen deze scores nog? Zet de ronde dan terug op het blad "
            "Deelnemers en verzamel opnieuw.",
        )
    return scorer, ("", "")


def _short(text: str) -> str:
    """What a file says about itself, on one line and short enough for a sentence."""
    return fitted(" ".join(text.split()), _MOST)


def shared(
    dossier: Dossier, senders: Iterable[tuple[str, Scorer]]
) -> Mapping[tuple[str, str], Aside]:
    """Find answers from an address that belongs to another scorer or that sent answers for several.

    Args:
        dossier: for the addresses on Deelnemers.
        senders: address of each mail, and the scorer of the answer in it.

    Returns:
        By address and scorer, why the answer is set aside.
    """
    own = email_in(dossier.settings.contact_email).keys
    held: dict[str, set[str]] = {}
    for scorer in dossier.scorers:
        for address in email_in(scorer.email).keys:
            held.setdefault(address, set()).add(scorer.id)
    sent: dict[str, dict[str, Scorer]] = {}
    for address, scorer in senders:
        if address and address not in own:
            sent.setdefault(address, {})[scorer.id] = scorer
    known = {s.id: s for s in dossier.scorers}
    found = {}
    for address, scorers in sent.items():
        registered = held.get(address, set())
        for scorer in scorers.values():
            others = sorted({*registered, *scorers} - {scorer.id})
            if scorer.id in registered or not others:
                continue
            who = commas(label(known[other]) for other in others)
            found[address, scorer.id] = (
                f"Dit bestand is voor {label(scorer)}, maar het komt van {address}. "
                f"Dat adres hoort bij {who}."
                if registered
                else f"Van het adres {address} komen antwoorden van meer mensen: "
                f"{label(scorer)} en {who}.",
                f"Vraag wie het invulde. {_LOOSE}",
            )
    return found


def alike(one: str, other: str) -> bool:
    """Whether two names look the same to a quick reader."""
    return _looks(one) == _looks(other) != ""


def _looks(name: str) -> str:
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).casefold()
    return "".join(
        char
        for char in plain.translate(_ALIKE)
        if char.isalnum() and not unicodedata.combining(char)
    )
