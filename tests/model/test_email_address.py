"""One rule for e-mail addresses: what can be written to, what is told, and what is the same."""

import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.model.email_address import email_in


@pytest.mark.parametrize(
    "typed",
    [
        "jan@example.nl",
        " jan@example.nl\u00a0",
        "\u200bjan@\u00adexample.nl\ufeff",
        "jan@example.nl\n",
        "mailto:jan@example.nl",
        "<jan@example.nl>",
        "'jan@example.nl",
        "\u201cjan@example.nl\u201d",
        "'jan@example.nl' <jan@example.nl>",
        "Jan Jansen <jan@example.nl>",
        '"Jansen, Jan" <mailto:jan@example.nl>;',
        "jan@example.nl <jan@example.nl>",
        "jan@example.nl;",
        "jan@EXAMPLE.nl.",
    ],
)
def test_what_stands_around_an_address_is_no_part_of_it(typed: str) -> None:
    read = email_in(typed)
    assert (read.usable, read.problem) == ("jan@example.nl", "")
    assert read.keys == {"jan@example.nl"}
    assert read.shown.casefold().rstrip(".") == "jan@example.nl"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("geen", "is geen e-mailadres"),
        ("06-12345678", "is geen e-mailadres"),
        ("jan@example", "is geen e-mailadres"),
        ("jan@example..nl", "is geen e-mailadres"),
        ("jan@.nl", "is geen e-mailadres"),
        ("@example.nl", "is geen e-mailadres"),
        ("jan.@example.nl", "is geen e-mailadres"),
        ("jan@-example.nl", "is geen e-mailadres"),
        ("jan@example.n1", "is geen e-mailadres"),
        ("jan@192.168.1.1", "is geen e-mailadres"),
        ("jan@exa_mple.nl", "is geen e-mailadres"),
        ("jan@@example.nl", "is geen e-mailadres"),
        (f"{'j' * 65}@example.nl", "is geen e-mailadres"),
        (f"jan@{'e' * 64}.nl", "is geen e-mailadres"),
        ("jan at example.nl", "is geen e-mailadres"),
        ("jan\x07@example.nl", "is geen e-mailadres"),
        ("jan@example.nl; piet@example.nl", "is meer dan één e-mailadres"),
        ("jan@example.nl,piet@example.nl", "is meer dan één e-mailadres"),
        ("jan@example.nl\npiet@example.nl", "is meer dan één e-mailadres"),
        ("jan@example.nl/piet@example.nl", "is meer dan één e-mailadres"),
        ("Jan <jan@example.nl>, Piet <piet@example.nl>", "is meer dan één e-mailadres"),
        ("piet@example.nl <jan@example.nl>", "is meer dan één e-mailadres"),
        ("jan@example.nl of bellen", "is een e-mailadres met iets erbij"),
        ("was jan@example.nl", "is een e-mailadres met iets erbij"),
        ("andré@example.nl", "heeft een letter die in een e-mailadres niet kan"),
        ("jan@straße.de", "heeft een letter die in een e-mailadres niet kan"),
    ],
)
def test_what_is_not_one_address_is_told_and_never_written_to(typed: str, problem: str) -> None:
    read = email_in(typed)
    assert (read.usable, read.problem) == ("", problem)


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\u200b"])
def test_nothing_is_no_problem(typed: str) -> None:
    assert (email_in(typed).usable, email_in(typed).problem) == ("", "")


def test_an_international_domain_is_written_in_plain_letters_and_shown_as_typed() -> None:
    read = email_in("Boekhandel <post@bücher.example>")
    assert read.usable == "post@xn--bcher-kva.example"  # the example of RFC 3490 and others
    assert read.shown == "post@bücher.example"
    assert read.keys == email_in("Post@XN--bcher-kva.EXAMPLE").keys


def test_of_a_text_with_two_addresses_both_are_known() -> None:
    assert email_in("jan@example.nl; Piet@example.nl").keys == {"jan@example.nl", "piet@example.nl"}


@given(st.text(alphabet="ab@.<>;, é\u00a0\u200b:\"'-x", max_size=24))
def test_whatever_is_usable_is_one_address_to_another_reader_too(typed: str) -> None:
    usable = email_in(typed).usable
    if usable:
        message = EmailMessage(policy=email.policy.SMTP)
        message["To"] = usable
        (address,) = message["To"].addresses
        assert address.addr_spec == usable
        assert usable.isascii()
