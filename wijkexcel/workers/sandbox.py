"""Run a function on untrusted bytes, in a separate process that can be terminated.

openpyxl and calamine are not protected: some files make them hang, use all memory, or abort the
whole process (Rust cannot catch running out of memory). Here that costs one worker process.

Limits per request: time everywhere; memory on Linux (``RLIMIT_AS``). macOS accepts that limit but
does not enforce it, Windows has none: there only time is limited, and the check before parsing
(``wijkexcel.post.inspect.inspect``) must refuse large files.
"""

from dataclasses import dataclass, field
from typing import Any, Self

from wijkexcel.workers.process import Failure, SandboxError, Worker

__all__ = ["Failure", "Sandbox", "SandboxError"]

SECONDS = 10.0
MEGABYTES = 500


@dataclass
class Sandbox:
    """A worker process that is reused as long as it succeeds; a fresh one after a failure.

    ``function`` is ``module:name`` of a function from bytes and options to a dict, compatible with
    JSON.
    """

    function: str
    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    at_once: bool = True
    """Whether it starts with the ``with`` block; else with the first request, if any."""
    _worker: Worker | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        """Start the worker; its imports go on while the caller does other things."""
        if self.at_once:
            self._worker = self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """Terminate the worker and its children."""
        self._end()

    @property
    def pid(self) -> int | None:
        """Process id of the worker, if there is one."""
        return None if self._worker is None else self._worker.process.pid

    def run(self, data: bytes, **options: Any) -> dict[str, Any]:
        """Call the function with these bytes and options in the worker.

        Raises:
            SandboxError: it hung, used too much memory, crashed, or refused the file.
        """
        if self._worker is None:
            self._worker = self._start()
        worker = self._worker
        try:
            reply = worker.ask(data, options)
        except SandboxError as error:
            if error.kind is not Failure.REFUSED:
                self._end()
            raise
        except BaseException:
            self._end()
            raise
        return reply

    def _start(self) -> Worker:
        return Worker(self.function, self.seconds, self.megabytes)

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()
