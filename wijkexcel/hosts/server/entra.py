"""Logging in with Entra ID: xlwings Server's own check, on each request, with three more.

xlwings Server keeps an accepted token for an hour, also when it has expired in the meantime.
Here each request is checked. The keys of Entra ID themselves are kept for a day.
"""

import json
import os
from pathlib import Path
from typing import Any

from wijkexcel.hosts.server.settings import PREFIX


async def validate_token(token_string: str) -> Any:
    """Tell who sends this token.

    Raises:
        HTTPException: (401) it is not a valid token of a person in this organisation.
    """
    from fastapi import HTTPException  # noqa: PLC0415
    from xlwings_server.auth import entraid  # noqa: PLC0415

    user = await entraid.validate_token.__wrapped__(token_string)
    tenant = os.environ.get(f"{PREFIX}ENTRA_TENANT", "")
    claims = user.claims
    if not (tenant and claims.get("tid") == tenant and claims.get("oid") and claims.get("exp")):
        raise HTTPException(status_code=401)
    return user


async def get_jwks_json() -> dict[str, Any] | None:
    """The public keys of Entra ID from a file, or None to have them fetched from Microsoft."""
    path = os.environ.get(f"{PREFIX}ENTRA_SLEUTELS", "")
    if not path:
        return None
    keys: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return keys
