"""Logging in with Entra ID: xlwings Server's own check, on each request, with a few more.

xlwings Server keeps an accepted token for an hour, also when it has expired in the meantime.
Here each request is checked. The keys of Entra ID themselves are kept for a day.
"""

import json
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import HTTPException

from wijkexcel.server.settings import PREFIX

_OF_PERSONS = ("scp", "name", "preferred_username", "upn", "unique_name", "email")
"""Claims of which a token of a person has at least one."""


async def validate_token(token_string: str) -> Any:
    """Tell who sends this token.

    Raises:
        HTTPException: (401) it is not a valid token of a person in this organisation.
    """
    entraid = import_module("xlwings_server.auth.entraid")  # it loads this module, so not before
    user = await entraid.validate_token.__wrapped__(token_string)
    tenant = os.environ.get(f"{PREFIX}ENTRA_TENANT", "")
    claims = user.claims
    if not (tenant and claims.get("tid") == tenant and claims.get("oid") and claims.get("exp")):
        raise HTTPException(status_code=401)
    if not is_person(claims):
        raise HTTPException(status_code=401)
    return user


def is_person(claims: Mapping[str, Any]) -> bool:
    """Whether a token stands for a person, and not for a service that logged in as itself.

    A service has the same id as subject and as object, says ``idtyp`` app where that is asked
    for, and has neither a name nor rights that a person gave it.
    """
    if str(claims.get("idtyp", "user")).casefold() == "app":
        return False
    if claims.get("sub") == claims.get("oid"):
        return False
    return any(claims.get(key) for key in _OF_PERSONS)


async def get_jwks_json() -> dict[str, Any] | None:
    """The public keys of Entra ID from a file, or None to have them fetched from Microsoft."""
    path = os.environ.get(f"{PREFIX}ENTRA_SLEUTELS", "")
    if not path:
        return None
    keys: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return keys
