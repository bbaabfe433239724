"""Whether the body that confirms the choices did so."""

import re

from wijkexcel.model.dossier import Dossier

_ARTICLES = frozenset({"de", "het", "een", "'t"})
_NOT_YET = frozenset(
    {"nog", "niet", "wordt", "worden", "moet", "moeten", "zal", "bevestigt", "voorbehoud"}
)
"""Words with which people tell that a body that they name did not confirm yet."""


def is_confirmed(dossier: Dossier) -> bool:
    """Tell whether each decision names, as who decided, the body that confirms the choices.

    False if nobody confirms apart, and if a decision says that it is still to be confirmed. Only
    the name of its kind counts, so that 'college van B en W' names 'het college van burgemeester
    en wethouders'.
    """
    body = _body(dossier.settings.confirmed_by)
    made = [d for o in dossier.opgaven if (d := dossier.decision(o.id)).choice is not None]
    by = [set(_words(d.decided_by)) for d in made]
    return bool(body and made) and all(body in said and not said & _NOT_YET for said in by)


def _body(text: str) -> str:
    return next((word for word in _words(text) if word not in _ARTICLES), "")


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'&-]+", text.casefold())
