"""Known addresses, phone numbers, codes, accounts and file names, found literally."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from wijkexcel.names.fold import SIGN

EMAIL, PHONE, CODE, IBAN = "[e-mailadres]", "[telefoonnummer]", "[code]", "[rekeningnummer]"
FILE_WHY: Final = "bestandsnaam"
PSEUDONYM: Final = re.compile(r"(?:Deelnemer S\d{2,}|Betrokkene \d+|Gebruiker \d+)(?![^\W_])")
ENDING: Final = (
    r"\.(?:xlsx|xlsm|xlsb|xls|xltx|xltm|ods|csv|numbers|eml|msg|zip|docx|doc|odt|pdf|jpg|jpeg|png)"
)
"""Extensions that a file keeps in the copy; any other might reveal something."""
OWN_FILE: Final = re.compile(rf"bestand-\d+(?:{ENDING})?")
# Only from the beginning of a word: trying every letter of a long word would take forever.
_EMAIL = re.compile(
    rf"(?<!{SIGN})(?<![.+_-])(?:mailto:)?(?:{SIGN}|[.+_-])+@(?:{SIGN}|-)+(?:\.(?:{SIGN}|-)+)+",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
PHONES: Final = re.compile(r"[+(\d][\d\s./()-]{6,}\d")
"""Candidates for phone numbers of anyone; ``national`` decides whether it is one."""
_SHORTEST_CODE: Final = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One match; without ``replacement`` it is only for a person to check."""

    start: int
    end: int
    word: str
    replacement: str | None
    why: str


@dataclass(frozen=True)
class Known:
    """Everything that must not stay: pseudonym -> names; and addresses, codes and file names."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    """In the form given by ``national``."""
    codes: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    """File name -> its name in the copy; searched for in every text."""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """Part before the @ of an address -> its replacement: 'wvdb' is a person too."""


class Exact:
    """Finds texts that are written in one way only."""

    def __init__(self, known: Known) -> None:
        self._patterns = list(_patterns(known))
        self._called = {name.casefold(): new for name, new in known.files.items()}
        self._files = _any_alone(known.files)
        self._accounts = {name.casefold(): new for name, new in known.accounts.items()}
        self._logins = _any_alone(known.accounts)

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield known texts, and any address and account number."""
        for match in self._files.finditer(text):
            new = self._called.get(match[0].casefold(), "bestand")
            yield Hit(*match.span(), match[0], new, FILE_WHY)
        for pattern, replacement, why in self._patterns:
            for match in pattern.finditer(text):
                yield Hit(*match.span(), match[0], replacement, why)
        for match in _EMAIL.finditer(text):
            yield Hit(*match.span(), match[0], EMAIL, "e-mailadres")
        for match in _IBAN.finditer(text):
            if is_iban(match[0]):
                yield Hit(*match.span(), match[0], IBAN, "rekeningnummer")

    def accounts(self, text: str) -> Iterator[Hit]:
        """Yield known accounts; a name at the same place takes precedence."""
        for match in self._logins.finditer(text):
            new = self._accounts.get(match[0].casefold(), EMAIL)
            yield Hit(*match.span(), match[0], new, "account")


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))


def _patterns(known: Known) -> Iterator[tuple[re.Pattern[str], str, str]]:
    for address in _longest_first(known.emails):
        yield _any_alone([address]), EMAIL, "e-mailadres"
    for phone in _longest_first(known.phones):
        digits = r"[\s./()-]*".join(phone)
        start = r"(?<![\d+])(?:(?:\+\s?|00)31[\s./()-]*(?:\(0\)[\s./-]*|0)?|0[\s./()-]*)?"
        yield re.compile(rf"{start}{digits}(?!\d)"), PHONE, "telefoonnummer"
    for code in sorted(known.codes):
        if len(code) >= _SHORTEST_CODE and not code.isdecimal():
            yield _any_alone([code]), CODE, "code"


def _any_alone(texts: Iterable[str]) -> re.Pattern[str]:
    """Find any of these, longest first, that is not part of a longer word."""
    found = "|".join(map(re.escape, _longest_first(texts)))
    return re.compile(rf"(?<!{SIGN})(?:{found})(?!{SIGN})" if found else r"(?!)", re.IGNORECASE)


def national(phone: str) -> str:
    """Digits of a phone number without the prefix before the area code; empty if it is not one."""
    digits = "".join(char for char in phone if char.isdecimal())
    digits = digits.removeprefix("00")
    digits = digits.removeprefix("31") if len(digits) > 10 else digits
    digits = digits.removeprefix("0")
    return digits if len(digits) >= 8 else ""


_ACCOUNT: Final = re.compile(r"[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{11,30}")


def is_iban(text: str) -> bool:
    """Whether a text is an account number, by its own check digits."""
    bare = text.replace(" ", "")
    if not _ACCOUNT.fullmatch(bare):
        return False
    return int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1
