"""Signing in with Entra ID: xlwings Server's own check on every request, and a few more.

xlwings Server keeps an accepted token for an hour, even if it has expired meanwhile. Here every
request is checked. The keys of Entra ID themselves are kept for a day.
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
"""Claims, at least one of which is in every person's token."""


async def validate_token(token_string: str) -> Any:
    """Return the user to whom a token belongs.

    Raises:
        HTTPException: (401) it is not a valid token of a person in this organisation.
    """
    entraid = import_module("xlwings_server.auth.entraid")  # it loads this module, so not earlier
    user = await entraid.validate_token.__wrapped__(token_string)
    tenant = os.environ.get(f"{PREFIX}ENTRA_TENANT", "")
    claims = user.claims
    if not (tenant and claims.get("tid") == tenant and claims.get("oid") and claims.get("exp")):
        raise HTTPException(status_code=401)
    if not is_person(claims):
        raise HTTPException(status_code=401)
    return user


def is_person(claims: Mapping[str, Any]) -> bool:
    """Whether a token belongs to a person, and not to a service that signed in as itself.

    A service has equal subject and object ids, the claim ``idtyp`` app where requested, and neither
    a name nor delegated permissions.
    """
    if str(claims.get("idtyp", "user")).casefold() == "app":
        return False
    if claims.get("sub") == claims.get("oid"):
        return False
    return any(claims.get(key) for key in _OF_PERSONS)


async def get_jwks_json() -> dict[str, Any] | None:
    """The public keys of Entra ID from a file, or None to fetch them from Microsoft."""
    path = os.environ.get(f"{PREFIX}ENTRA_SLEUTELS", "")
    if not path:
        return None
    keys: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return keys
