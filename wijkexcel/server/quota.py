"""How many requests a person may make per minute, counted over all web processes with Redis.

Redis only contains a number, for two minutes, under a code that reveals nothing about the person.
"""

import hashlib
import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

log = logging.getLogger("wijkexcel.server")
MINUTE = 60


@dataclass
class Quota:
    """Counts per person per minute: in Redis, or else in memory."""

    most: int
    redis: Any = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    what: str = "stap"
    """The kinds of request, which are counted separately."""
    _counts: dict[str, int] = field(default_factory=dict, init=False, repr=False)

    async def allows(self, person: str, now: float | None = None) -> bool:
        """Count one more for this person, and return whether that is within the limit."""
        minute = int((time.time() if now is None else now) // MINUTE)
        code = hashlib.blake2b(person.encode(), key=self.secret, digest_size=16).hexdigest()
        key = f"wijkexcel:{self.what}:{minute}:{code}"
        if self.redis is not None:
            try:
                async with self.redis.pipeline(transaction=True) as pipe:
                    count, _ = await pipe.incr(key).expire(key, 2 * MINUTE).execute()
            except Exception as error:  # without Redis the work goes on
                log.warning("Redis antwoordt niet (%s); per proces geteld", type(error).__name__)
            else:
                return int(count) <= self.most
        self._counts = {k: n for k, n in self._counts.items() if k.split(":")[2] == str(minute)}
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key] <= self.most
