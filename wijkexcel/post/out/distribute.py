"""Verdelen: one workbook and one draft mail per scorer, made from a few skeletons.

Scorers with the same criteria get the same workbook except for a few cells. So each such workbook
is built and calculated once, and then only those cells are changed.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wijkexcel.checks.base import SETTINGS, setting_label
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.numbers import count
from wijkexcel.dutch.plain import fitted
from wijkexcel.errors import TemplateError
from wijkexcel.files.names import slug
from wijkexcel.layout.partner import DAY, EXPLAINED, IDENTITY_TABLE, SEND
from wijkexcel.layout.partner_form import FORM, REMARKS, ROW_DONE, SCORES, progress
from wijkexcel.layout.spec import Layout, a1
from wijkexcel.layout.wording import whom_to_ask
from wijkexcel.look.house import PLAIN, House
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Scorer
from wijkexcel.ooxml.edit import CachedValue, CellEdit, Mould
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.gate import Gate
from wijkexcel.outgoing.mail import Mail, lines_of
from wijkexcel.outgoing.request import Request, request_for
from wijkexcel.outgoing.typed import Cell, OwnWords, Typed
from wijkexcel.outgoing.wording import bare_gemeente, one_line
from wijkexcel.post.out.mail import draft, filled, gaps, written
from wijkexcel.workbook.building.partner import (
    Loose,
    build_partner,
    nobody,
    partner_layout,
    partner_rows,
    partner_texts,
)
from wijkexcel.workbook.recalculate import recalculate
from wijkexcel.workbook.typed_cells import Rows

_ALPHABET = "ACDEFHJKLMNPQRTUVWXY34679"
"""Letters and digits that are not confused on paper."""
_CODE_LENGTH = 6
_LONGEST_NAME = 40
"""Maximum number of characters of a wijk or person in a file name."""


def new_code() -> str:
    """Make a random issue code; it identifies the sender, and is not a security measure."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))


@dataclass(frozen=True)
class Parcel:
    """What is sent to one scorer."""

    request: Request
    file_name: str
    workbook: bytes
    mail: bytes | None
    """Draft mail; None when the scorer has no usable e-mail address."""
    text: str
    """Text and subject of the mail, to pass on to a scorer without an address."""
    doubts: tuple[str, ...] = ()
    """What a person has to check before it is sent."""


def requests(
    dossier: Dossier, scorers: Iterable[Scorer], codes: Mapping[str, str]
) -> list[Request]:
    """Requests for the scorers who are asked something; the others are left out."""
    found = []
    for scorer in scorers:
        try:
            found.append(request_for(dossier, scorer, codes[scorer.id]))
        except ValueError:
            continue
    return found


def parcels(
    gate: Gate,
    asked: Sequence[Request],
    text: str,
    sender: Mapping[str, str],
    before: date | None,
    day: date,
    blocks: Mapping[str, Mapping[str, OwnWords]] | None = None,
    house: House = PLAIN,
) -> Iterator[Parcel]:
    """Make the parcels, one by one.

    Args:
        gate: the gate of the dossier, which clears what is sent to each scorer.
        asked: the requests.
        text: the mail text with its fields.
        sender: values of the fields that are the same for everyone.
        before: the day by which answers are due.
        day: today, for the properties of the workbooks.
        blocks: fields of several lines by scorer, for a text that differs per scorer.
        house: colour of the municipality.

    Raises:
        TemplateError: the mail text uses a field that does not exist, or its subject one that is
            empty on Start.
        NotReadyError: it contains something that its reader may not see.
    """
    own = blocks or {}
    filled(text, sender, {name: "" for each in own.values() for name in each})
    if asked:
        check_subject(text, sender)
    skeletons: dict[tuple[str, ...], Skeleton] = {}
    lines = lines_of(text)
    for request in asked:
        reader = gate.reader(request)
        cleared = reader.clear(request)
        key = tuple(c.id for c in request.criteria)
        if key not in skeletons:
            skeletons[key] = Skeleton.of(cleared, before, day, house)
        workbook = skeletons[key].filled(cleared)
        name = file_name(request)
        values = {**sender, **_values(request, before, name)}
        to = Typed(email_in(request.email).usable, request.email.cell)
        mail = Mail(to, lines, values, own.get(request.scorer, {}))
        subject, body = written(reader.clear(mail))
        doubts = reader.doubts((request, mail))
        draft_mail = draft(to, subject, body, f"{name}.xlsx", workbook) if to else None
        yield Parcel(request, name, workbook, draft_mail, f"{subject}\n\n{body}", doubts)


def check_subject(text: str, sender: Mapping[str, str]) -> None:
    """Make sure that the subject of a mail text has no empty field.

    Raises:
        TemplateError: it has one; the text says which setting to fill in.
    """
    for field in gaps(text, sender).in_subject:
        message = (
            f"Het onderwerp van de mail vraagt om {{{field}}}, en dat is op het blad Start niet "
            f"ingevuld. Vul daar {setting_label(ON_START[field][0])} in, of haal het uit het "
            "onderwerp."
        )
        raise TemplateError(message)


def file_name(request: Request, kind: str = "scores") -> str:
    """Readable name without extension: what it is, wijk, number and name of the scorer."""
    return name_of(kind, request.wijk, request.scorer, request.name)


def name_of(kind: str, wijk: str, scorer: str, name: str) -> str:
    """Readable name of a file for one scorer, likewise."""
    where, who = (slug(text, _LONGEST_NAME) for text in (wijk, name))
    return "-".join(part for part in (kind, where, scorer.lower(), who) if part)


def _values(request: Request, before: date | None, name: str) -> dict[str, str]:
    return {
        "naam": request.name,
        "opgaven": str(len(request.opgaven)),
        "criteria": str(len(request.criteria)),
        "open": str(request.open),
        "gevraagd": _asked(request),
        "duur": f"{minutes(request)} minuten",
        "bestand": f"{name}.xlsx",
        "wanneer": f"uiterlijk op {day_in_words(before)}" if before else "zo snel als het u lukt",
    }


def _asked(request: Request) -> str:
    """What this scorer is asked: everything, or only what is still open."""
    opgaven = count(len(request.opgaven), "opgave", "opgaven")
    criteria = count(len(request.criteria), "criterium", "criteria")
    if not request.given:
        return f"Wilt u {opgaven} een score geven, op {criteria}?"
    if not request.open:
        return "U hebt alles al ingevuld. Wilt u uw scores nog eens nakijken?"
    left = count(request.open, "antwoord", "antwoorden")
    return f"Wilt u nog {left} geven? Wat u al invulde, staat er al in."


def minutes(request: Request) -> int:
    """About how long it takes: a rule of thumb, in steps of five minutes.

    Half a minute to read each opgave that has an open answer, a minute to read each criterion, and
    fifteen seconds for each answer. Nobody has timed it.
    """
    blank = [
        (o.id, c.id)
        for o in request.opgaven
        for c in request.criteria
        if (o.id, c.id) not in request.given
    ]
    opgaven, criteria = ({pair[i] for pair in blank} for i in (0, 1))
    seconds = 30 * len(opgaven) + 60 * len(criteria) + 15 * len(blank)
    return max(5, -(-seconds // 300) * 5)


ON_START = {
    "wijk": ("wijk",),
    "gemeente": ("gemeente",),
    "afzender": ("sender",),
    "functie": ("sender_role",),
    "contact": ("contact_name",),
    "telefoon": ("contact_phone",),
    "email": ("contact_email",),
    "vragen": ("contact_name", "contact_phone", "contact_email"),
}
"""Fields of the mail text that come from sheet Start, with the settings that they use."""


def sender_values(dossier: Dossier) -> dict[str, str]:
    """Fields of the mail text that are the same for every scorer."""
    shown = {"contact_email": email_in(dossier.settings.contact_email).shown}
    said = {
        field: [
            Typed(
                one_line(shown.get(name, getattr(dossier.settings, name))),
                Cell(SETTINGS, name, "value"),
            )
            for name in names
        ]
        for field, names in ON_START.items()
    }
    values: dict[str, str] = {field: texts[0] for field, texts in said.items()}
    gemeente = said["gemeente"][0]
    values["gemeente"] = Typed(bare_gemeente(gemeente), gemeente.cell)
    values["vragen"] = whom_to_ask(*said["vragen"]) or "Vraag het wie u dit stuurde."
    return values


@dataclass(frozen=True)
class Skeleton:
    """A blank workbook shared by all scorers with the same criteria.

    It must not contain anyone's name: a text replaced in a cell can stay behind in the file.
    """

    blank: Request
    before: date | None
    layout: Layout
    mould: Mould

    @classmethod
    def of(
        cls, cleared: Cleared[Request], before: date | None, day: date, house: House = PLAIN
    ) -> "Skeleton":
        """Build the workbook for scorers who are asked the same as in this request."""
        blank = nobody(cleared.value)
        made = recalculate(build_partner(cleared, before, day, to_nobody=True, house=house)).data
        return cls(blank, before, partner_layout(blank), Mould(made))

    @cached_property
    def _rows(self) -> Rows:
        return partner_rows(self.blank, self.before)

    @cached_property
    def _texts(self) -> dict[str, Loose]:
        return partner_texts(self.blank, self.layout)

    @cached_property
    def _results(self) -> dict[str, CachedValue]:
        return _progress(self.blank, self.layout, self._rows)

    def filled(self, cleared: Cleared[Request]) -> bytes:
        """The same workbook with the cells that differ for this scorer."""
        request = cleared.value
        ours, theirs = self._rows, partner_rows(request, self.before)
        edits = [
            CellEdit(table.sheet, a1(table.first_row + i, table.col_of(key)), value)
            for table in (self.layout.tables[name] for name in (IDENTITY_TABLE, SCORES, REMARKS))
            for i, row in enumerate(table.row_ids)
            for key, value in theirs[table.name].get(row, {}).items()
            if ours[table.name].get(row, {}).get(key) != value
        ]
        before = self._texts
        edits += [
            CellEdit(sheet, a1(*place), fitted(text))
            for sheet, cells in partner_texts(request, self.layout).items()
            for place, (text, _) in cells.items()
            if before[sheet][place][0] != text
        ]
        results = {
            cell: value
            for cell, value in _progress(request, self.layout, theirs).items()
            if self._results[cell] != value
        }
        return self.mould.edited(edits, {FORM: results})


def _progress(request: Request, layout: Layout, rows: Rows) -> dict[str, CachedValue]:
    """The formula results for the answers that are already there."""
    table = layout.tables[SCORES]
    results: dict[str, CachedValue] = {}
    asked = {c.id for c in request.criteria}
    given = Counter(opgave for opgave, criterion in request.given if criterion in asked)
    left = 0
    for i, opgave in enumerate(table.row_ids):
        open_ = len(asked) - given[opgave]
        results[a1(table.first_row + i, table.col_of("todo"))] = float(open_)
        left += open_
    said = rows[EXPLAINED]
    total = len(asked) * len(table.row_ids)
    bar = progress(left, total, str(said[DAY]["text"]))
    results[a1(ROW_DONE, 0)] = bar if left else f"Klaar! {said[SEND]['text']}"
    return results
