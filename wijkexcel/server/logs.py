"""Logging without content: an error is logged by its type and its places in the code.

The text of an exception may quote a cell, so it never reaches a log.
"""

import logging
import traceback
from typing import Any


class NoContent(logging.Filter):
    """Replace exceptions by type and places, and lines that name a person by their place.

    xlwings Server's own lines name the user, so only their place in the code is kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean a record; every record passes."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(record.msg, BaseException):
            error = record.msg
        if error is not None:
            record.msg, record.args = described(error), ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("xlwings_server"):
            record.msg, record.args = f"{record.name}:{record.lineno}", ()
        return True


def described(error: BaseException) -> str:
    """Type and places of an exception."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return " ".join([type(error).__name__, *(f"{f.name}:{f.lineno}" for f in frames)])


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_content": {"()": "wijkexcel.server.logs.NoContent"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {
        "error": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_content"],
        }
    },
    "root": {"level": "WARNING", "handlers": ["error"]},
    "loggers": {"uvicorn": {"level": "WARNING"}, "wijkexcel.server": {"level": "INFO"}},
}
