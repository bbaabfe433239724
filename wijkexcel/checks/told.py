"""Checks on figures in public texts: marks, means, and so many of so few participants."""

from collections.abc import Iterator

from wijkexcel.checks.base import OPGAVEN, error, warning
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.phrases import PUBLIC, place
from wijkexcel.rules.figures import Answers, Told
from wijkexcel.rules.outcome import Outcome


def told(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """No public text tells a mark, a mean or how many participants thought what."""
    answers = Answers(dossier, outcome)
    for piece in gate_of(dossier).public_texts:
        where, text = Where(*piece.cell), piece.text
        there = place(piece.cell, piece.field, PUBLIC)
        # Two residents may have put an opgave forward: that is no answer.
        named = (where.table, where.column) == (OPGAVEN, "put_forward_by")
        found = [one for one in answers.told(text, where.row) if one.figure.telling or not named]
        if sure := [one for one in found if one.sure]:
            yield error(
                "score-in-openbare-tekst",
                where,
                f"In {there} staat {_quoted(sure)}. Daaruit is af te leiden wat iemand antwoordde.",
                f"De brief noemt geen scores en geen aantallen deelnemers. {PUBLIC.rewrite}",
            )
        elif found and not any(one.figure.telling for one in found) and _bare(found):
            yield warning(
                "score-in-openbare-tekst",
                where,
                f"In {there} staat {found[0].figure.words}. Dat is ook een score van deze opgave.",
                f"Is dit de score? De brief noemt geen scores. {PUBLIC.rewrite}",
            )
        elif found:
            yield warning(
                "score-in-openbare-tekst",
                where,
                f"In {there} staat {_quoted(found)}. Dat lijkt een score of een aantal deelnemers.",
                "Gaat het over wie de opgaven scoorden? De brief noemt geen scores en geen "
                f"aantallen deelnemers. {PUBLIC.rewrite}",
            )


def _quoted(found: list[Told]) -> str:
    return listed(dict.fromkeys(f"'{one.figure.words}'" for one in found))


def _bare(found: list[Told]) -> bool:
    """Whether nothing but numbers stands there."""
    return all(one.figure.words.replace(",", "").replace(".", "").isdigit() for one in found)
