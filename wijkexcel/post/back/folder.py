"""Verzamelen from a folder: its files are read in a process that may crash safely."""

from functools import partial
from pathlib import Path

from wijkexcel.hosts.port import Port
from wijkexcel.post.back.collect import Collected, collect
from wijkexcel.post.back.mail_in import OPENED, SECONDS
from wijkexcel.post.back.mailbox import find
from wijkexcel.post.back.returned import PARSED, returned
from wijkexcel.post.back.returns import Choice
from wijkexcel.steps.report import Run
from wijkexcel.workers.sandbox import Sandbox


def collect_from(
    port: Port, run: Run, folder: Path, choice: Choice, reply: str | None = None
) -> Collected:
    """Settle the answers in a folder and write them to the port; the caller may save it, or not.

    ``reply`` is the text of the return mail; None for no mail.

    Raises:
        FileError: the folder cannot be read. Also the errors of ``collect``.
    """
    with Sandbox(PARSED) as sandbox, Sandbox(OPENED, SECONDS, at_once=False) as mails:
        reader = partial(returned, work=sandbox.run)
        return collect(port, run, find(folder, mails.run), reader, choice, reply)
