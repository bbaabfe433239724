"""Automatic mails: delivery failures, automatic replies and receipts."""

import re
from itertools import islice

from wijkexcel.dutch.lists import commas
from wijkexcel.files.kinds import What
from wijkexcel.model.email_address import email_in
from wijkexcel.post.back.mime import Entity, decoded_words

_LOOKED_AT = 1 << 20
_FAILED = re.compile(
    r"(?:\[?undeliver|onbestelbaar|(?:niet|on)[- ]?(?:be|af)(?:zorg|lever)|"
    r"bezorging (?:is )?mislukt|"
    r"(?:mislukte|vertraagde) bezorging|mail (?:delivery|system error)|failure notice|"
    r"(?:message )?delivery (?:status|failure|has failed|delayed|incomplete|notification|report)|"
    r"returned (?:mail|to sender)|warning: (?:message|could not send)|unzustellbar)",
    re.I,
)
"""How the subject of a delivery failure begins."""
_AWAY = re.compile(
    r"(?:autom(?:\.|atisch(?:e)?)? ?(?:antwoord|reactie|bericht|beantwoord|afwezig)|"
    r"automati(?:c|sche|que) (?:reply|response|antwort|réponse)|réponse automatique|"
    r"auto[- ]?(?:reply|response|responder|antwoord)|auto:|out[- ]of[- ](?:the[- ])?office|ooo\b|"
    r"afwezig|buiten (?:het )?kantoor|niet (?:aanwezig|op kantoor)|vakantie(?:melding|bericht)?\b|"
    r"(?:met|op) (?:vakantie|verlof)\b|abwesen|"
    r"ik ben (?:er |even |tot |momenteel )*(?:niet|afwezig|met vakantie|met verlof|vrij))",
    re.I,
)
"""How the subject of an automatic reply begins."""
_SERVERS = re.compile(r"(?:mailer-daemon|mail-daemon|postmaster|microsoftexchange[0-9a-f]{20,})@")
_BY_ITSELF = re.compile(r"auto-?(?:matic-?)?(?:repl|respon(?!se-suppress)|generated|answer)")
"""Part of the name of a header that only programs set."""
_REPORTS = {
    "message/delivery-status": What.BOUNCE,
    "message/global-delivery-status": What.BOUNCE,
    "message/disposition-notification": What.RECEIPT,
    "message/global-disposition-notification": What.RECEIPT,
}
_NOT_ARRIVED_AT = re.compile(
    rb"^(?:final|original)-recipient[ \t]*+:[ \t]*+(?:rfc822[ \t]*+;)?[ \t]*+<?"
    rb"([^\s<>;]{1,64}@[^\s<>]{1,253})",
    re.I | re.M,
)


def automatic_kind(mail: Entity) -> What | None:
    """Say what kind of automatic mail it is; None for a mail written by a person."""
    field = mail.fields.get
    report = mail.parameter("report-type").lower()
    if mail.kind == "multipart/report" or report:
        return What.RECEIPT if report.startswith("disposition") else What.BOUNCE
    reports = (_REPORTS.get(part.kind) for part in islice(mail.parts or (), 20))
    if (told := next(filter(None, reports), None)) is not None:
        return told
    subject = decoded_words(field("subject", ""))[:500].strip()
    if (
        "x-failed-recipients" in mail.fields
        or _SERVERS.match(mail.sender)
        or _FAILED.match(subject)
    ):
        return What.BOUNCE
    submitted = field("auto-submitted", "no").partition(";")[0].strip().lower()
    if (
        (submitted != "no" and "forward" not in submitted)
        or any(
            _BY_ITSELF.search(name) and text.lower() != "no" for name, text in mail.fields.items()
        )
        or "auto" in field("precedence", "").lower() + field("x-precedence", "").lower()
        or field("return-path", "-") == "<>"
        or _AWAY.match(subject)
    ):
        return What.AUTOREPLY
    return None


def not_arrived_at(mail: Entity) -> str:
    """The addresses that could not be reached, as far as the notice names them."""
    told = [word.decode("latin-1") for word in _NOT_ARRIVED_AT.findall(mail.body[:_LOOKED_AT])]
    told += re.split(r"[\s,]+", mail.fields.get("x-failed-recipients", "")[:500])
    return commas(sorted({key for word in told for key in email_in(word).keys})[:5])
