"""Vragen wie meedoet: a draft mail with two questions to each body on the sheet *Meedoen*."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wijkexcel.checks.joining import named
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import pick
from wijkexcel.errors import FileError
from wijkexcel.hosts.port import Port
from wijkexcel.layout.named import JOINING, header
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Joining, Joins
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.mail import Mail, lines_of
from wijkexcel.outgoing.typed import Cell, Typed
from wijkexcel.outgoing.wording import one_line
from wijkexcel.post.out.distribute import ON_START, check_subject, name_of, sender_values
from wijkexcel.post.out.mail import JOIN, filled, packaged, plain_draft
from wijkexcel.post.out.ready import LOG_FULL
from wijkexcel.sentences import logged
from wijkexcel.steps.changes import Change, log_change, next_log_row, to_edits
from wijkexcel.steps.report import Run
from wijkexcel.workbook.reading.read import Reading, read

FIELDS = ("naam", "organisatie", "wanneer", *ON_START)
"""The fields of the mail text."""


@dataclass(frozen=True)
class JoinAsk:
    """What the coordinator wants.

    Attributes:
        before: the day before which answers are wanted; None for that of each row.
        only: ids of rows; empty for everyone who was not asked yet and has not answered.
        text: the municipality's own mail text; None for wijkexcel's own text.
    """

    before: date | None = None
    only: frozenset[str] = frozenset()
    text: str | None = None


@dataclass(frozen=True)
class Asking:
    """The result: content by file name, a mail or its text; and what to know before sending."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def ask_to_join(port: Port, run: Run, ask: JoinAsk) -> Asking:
    """Make the mails, and record in the workbook who is asked by mail, and when.

    Raises:
        FileError: a named row does not exist, or a day has passed.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that must not become public.
        StructureError: it is not a wijkexcel workbook, or one of before this sheet.
    """
    reading = read(port)
    dossier = reading.dossier
    asked = _asked(reading, ask)
    _check_days(asked, ask, run.when.date())
    if not asked:
        return Asking({}, tuple(_nobody(dossier)))
    text = ask.text or packaged(JOIN)
    sender = sender_values(dossier)
    check_subject(text, sender)
    gate, lines = gate_of(dossier), lines_of(text)
    files: dict[str, bytes] = {}
    doubts: list[str] = []
    for one in asked:
        mail = Mail(_to(one), lines, {**sender, **_values(one, ask.before)})
        reader = gate.public_to(one.id)
        subject, body = _written(reader.clear(mail))
        doubts += reader.doubts(mail.lines)
        name = name_of("meedoen", dossier.settings.wijk, one.id, one.body)
        if mail.to:
            files[f"{name}.eml"] = plain_draft(mail.to, subject, body)
        else:
            files[f"{name}.txt"] = f"{subject}\n\n{body}".encode()
    full = _note(port, reading, run, asked, ask.before)
    return Asking(files, (*dict.fromkeys(doubts), *_without_mail(asked), *full))


def _asked(reading: Reading, ask: JoinAsk) -> tuple[Joining, ...]:
    """Who gets a mail.

    Raises:
        FileError: a named row does not exist, or the workbook has no such sheet yet.
    """
    dossier = reading.dossier
    if JOINING not in reading.map.tables:
        message = (
            f"Dit werkboek heeft nog geen blad Meedoen. Laat '{as_typed('bijwerken')}' lopen: dat "
            "zet het erbij."
        )
        raise FileError(message)
    if unknown := sorted(ask.only - {one.id for one in dossier.joining}):
        who = pick(len(unknown), "staat", "staan")
        message = (
            f"{listed(unknown)} {who} niet op het blad Meedoen. Geef bij --wie de nummers van dat "
            "blad, bijvoorbeeld M01,M03."
        )
        raise FileError(message)
    return tuple(
        one
        for one in dossier.joining
        if one.id in ask.only
        or (not ask.only and one.asked_on is None and one.joins in {None, Joins.UNSURE})
    )


def _check_days(asked: Sequence[Joining], ask: JoinAsk, today: date) -> None:
    """Make sure that no mail asks for an answer before a day that has passed.

    Raises:
        FileError: one would.
    """
    if ask.before is not None:
        if ask.before < today:
            message = (
                f"De dag bij --voor is {in_digits(ask.before)}, en die is voorbij. Geef een dag "
                "die nog komt."
            )
            raise FileError(message)
        return
    late = [one for one in asked if one.answer_before is not None and one.answer_before < today]
    if late:
        message = (
            f"De dag bij 'Antwoord voor' is voorbij bij {listed(map(named, late))}. Vul op het "
            "blad Meedoen een nieuwe dag in, of geef er een met --voor."
        )
        raise FileError(message)


def _nobody(dossier: Dossier) -> Iterator[str]:
    if dossier.joining:
        yield (
            "Iedereen op het blad Meedoen is al gevraagd, of gaf al antwoord. Wilt u het nog eens "
            "vragen? Dat kan met --wie."
        )
    else:
        yield "Er is niemand om het te vragen. Vul het blad Meedoen in."


def _to(one: Joining) -> Typed:
    return Typed(email_in(one.email).usable, Cell(JOINING, one.id, "email"))


def _values(one: Joining, before: date | None) -> dict[str, str]:
    day = before or one.answer_before
    contact = Typed(one_line(one.contact), Cell(JOINING, one.id, "contact"))
    body = Typed(one_line(one.body), Cell(JOINING, one.id, "body"))
    return {
        "naam": contact if contact else body,
        "organisatie": body,
        "wanneer": f"uiterlijk op {day_in_words(day)}" if day else "zo snel als het u lukt",
    }


def _written(cleared: Cleared[Mail]) -> tuple[str, str]:
    mail = cleared.value
    return filled("\n".join(mail.lines), mail.values, fields=FIELDS)


def _note(
    port: Port, reading: Reading, run: Run, asked: Sequence[Joining], before: date | None
) -> list[str]:
    """Record for whom it was made in the logbook, and who gets a mail on the sheet.

    Whether a text is passed on, only the coordinator knows. What was typed stays.
    """
    version = fingerprint(reading.dossier)
    mailed = (one for one in asked if email_in(one.email).usable)
    changes = [Change(JOINING, one.id, "asked_on", run.when.date()) for one in mailed]
    if before is not None:
        changes += [Change(JOINING, one.id, "answer_before", before) for one in asked]
    log_row = next_log_row(reading, port)
    line = logged.ASKED_TO_JOIN.write(asked=[one.id for one in asked])
    changes += log_change(log_row, run.when, run.who, line, version)
    port.write(to_edits(changes, reading, port))
    return [] if log_row is not None else [LOG_FULL]


def _without_mail(asked: Sequence[Joining]) -> Iterator[str]:
    without = [one for one in asked if not email_in(one.email).usable]
    if without:
        yield (
            f"Er is geen mail voor {listed(map(named, without))}: op het blad Meedoen ontbreekt "
            "het e-mailadres, of het klopt niet. Wat in de mail zou staan, staat in een .txt. Geef "
            "die tekst zelf door."
        )
    if any(one.asked_on is None for one in without):
        yield (
            f"Deed u dat, vul dan op het blad Meedoen de dag in bij {header(JOINING, 'asked_on')}. "
            "Tot dan geldt dit niet als gevraagd. Vult u een adres in, dan maakt 'meedoen' alsnog "
            "een mail."
        )
