"""Vertellen: a draft mail with the outcome for every scorer, of what the letter may say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wijkexcel.checks.base import label
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import pick
from wijkexcel.errors import FileError
from wijkexcel.hosts.port import Port
from wijkexcel.layout.named import SCORERS
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Scorer
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.letter import PublicLetter
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.outgoing.mail import lines_of
from wijkexcel.outgoing.news import News
from wijkexcel.outgoing.readiness import missing_for_letter
from wijkexcel.outgoing.typed import Cell, Typed
from wijkexcel.outgoing.wording import one_line
from wijkexcel.post.out.distribute import ON_START, check_subject, name_of, sender_values
from wijkexcel.post.out.mail import NEWS, filled, packaged, plain_draft
from wijkexcel.sentences import logged
from wijkexcel.steps.frame import begin, finish
from wijkexcel.steps.publishing import not_ready
from wijkexcel.steps.report import Report, Run

FIELDS = ("naam", *ON_START)
"""The fields of the mail text on one line."""
BLOCKS = ("gekozen", "niet_gekozen", "uitgesteld", "hoe_verder")
"""Its fields of several lines, each on a line of its own."""


@dataclass(frozen=True)
class Telling:
    """The result: mails to save by file name, or a report of what prevents them.

    Attributes:
        report: what was found and recorded in the workbook.
        files: content by file name: a mail, or its text for who has no usable address.
        notes: what to know before sending.
    """

    report: Report
    files: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def tell(port: Port, run: Run, only: frozenset[str], text: str | None) -> Telling:
    """Make the mails, and record in the workbook for whom.

    Args:
        port: the workbook.
        run: who asks for it, and when.
        only: ids of scorers; empty for everyone who was asked.
        text: the municipality's own mail text; None for wijkexcel's own text.

    Raises:
        FileError: a named scorer does not exist.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that must not become public.
    """
    work = begin(port, run)
    dossier = work.reading.dossier
    told = _told(dossier, only)
    if wrong := not_ready(work, missing_for_letter(dossier, work.outcome)):
        said = logged.NEWS_REFUSED.write(errors=len(wrong))
        return Telling(finish(work, "vertel", said), {})
    if not told:
        return Telling(finish(work, "vertel", logged.NOBODY_TO_TELL.write()), {})
    letter = gate_of(dossier).letter(public_letter(dossier, work.outcome, work.today)).value
    made = _Mails(dossier, letter, text or packaged(NEWS))
    files = dict(made.to(scorer) for scorer in told)
    said = logged.NEWS_MADE.write(scorers=[scorer.id for scorer in told])
    notes = (*made.doubts(told), *_without_mail(told))
    return Telling(finish(work, "vertel", said), files, notes)


def _told(dossier: Dossier, only: frozenset[str]) -> tuple[Scorer, ...]:
    """Who was asked: by group and round, or by name."""
    if unknown := sorted(only - {scorer.id for scorer in dossier.scorers}):
        who = pick(len(unknown), "staat", "staan")
        message = f"{listed(unknown)} {who} niet op het blad Deelnemers."
        raise FileError(message)
    counted = dossier.settings.rounds_counted
    return tuple(
        s
        for s in dossier.scorers
        if (s.id in only or (not only and s.round <= counted)) and dossier.asked_of(s.group)
    )


class _Mails:
    """The mails of one outcome.

    Raises:
        TemplateError: the mail text cannot be filled in.
    """

    def __init__(self, dossier: Dossier, letter: PublicLetter, text: str) -> None:
        self._gate, self._letter = gate_of(dossier), letter
        self._sender = sender_values(dossier)
        self._lines = lines_of(text)
        check_subject(text, self._sender)

    def to(self, scorer: Scorer) -> tuple[str, bytes]:
        """The file for one scorer: its name, and its content."""
        news = self._news(scorer)
        subject, body = written(self._gate.public_to(scorer.id).clear(news))
        name = name_of("uitkomst", self._letter.wijk, scorer.id, scorer.name)
        if not news.to:
            return f"{name}.txt", f"{subject}\n\n{body}".encode()
        return f"{name}.eml", plain_draft(news.to, subject, body)

    def doubts(self, told: tuple[Scorer, ...]) -> tuple[str, ...]:
        """What a person has to check in the mail text."""
        found = (self._gate.public_to(s.id).doubts(self._news(s).lines) for s in told)
        return tuple(dict.fromkeys(doubt for doubts in found for doubt in doubts))

    def _news(self, scorer: Scorer) -> News:
        to = Typed(email_in(scorer.email).usable, Cell(SCORERS, scorer.id, "email"))
        name = Typed(one_line(scorer.name), Cell(SCORERS, scorer.id, "name"))
        return News(to, self._lines, {**self._sender, "naam": name}, self._letter)


def written(cleared: Cleared[News]) -> tuple[str, str]:
    """Write a cleared mail; returns subject and body.

    Raises:
        TemplateError: the mail text cannot be filled in.
    """
    news = cleared.value
    blocks = {name: "\n".join(lines) for name, lines in _blocks(news.letter).items()}
    return filled("\n".join(news.lines), news.values, blocks, FIELDS)


def _blocks(letter: PublicLetter) -> dict[str, list[str]]:
    """The fields of several lines; one without anything to say has no line at all."""
    chosen = [f"- {o.name} ({o.how}). {_why(o.about_score, o.reason)}" for o in letter.chosen]
    rejected = [f"- {o.name}. {_why(o.about_score, o.reason)}" for o in letter.rejected]
    deferred = [
        f"- {o.name}. {_why(o.about_score, o.reason)} Wij wachten op: {_sentence(o.awaited)} "
        f"Tot wanneer: {day_in_words(o.until)}."
        for o in letter.deferred
    ]
    said = (
        ("Dit doet mee:", chosen),
        ("Dit doet niet mee:", rejected),
        ("Dit wordt later beslist:", deferred),
        ("Zo gaat het verder:", [one_line(letter.next_steps)]),
    )
    return {
        name: [head, *lines] if any(lines) else []
        for name, (head, lines) in zip(BLOCKS, said, strict=True)
    }


def _why(about_score: str | None, reason: str) -> str:
    return " ".join(filter(None, (about_score, one_line(reason))))


def _sentence(text: str) -> str:
    """A text that ends as a sentence."""
    line = one_line(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _without_mail(told: tuple[Scorer, ...]) -> Iterator[str]:
    without = [label(s) for s in told if not email_in(s.email).usable]
    if without:
        yield (
            f"Er is geen mail voor {listed(without)}: op het blad Deelnemers ontbreekt het "
            "e-mailadres, of het klopt niet. Wat in de mail zou staan, staat in een .txt. Geef die "
            "tekst zelf door."
        )
