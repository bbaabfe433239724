"""Run a function on bytes that nobody vouches for, in a process of its own that can be ended.

Neither openpyxl nor calamine guards itself: some files make them hang, take all memory, or end
the whole process (Rust cannot catch running out of memory). Here that costs one worker process.

Limits per request: time everywhere; memory on Linux (``RLIMIT_AS``). macOS accepts that limit and
does not keep it, Windows has none: there only time is limited, and the check before parsing
(``wijkexcel.post.inspect.inspect``) must keep out what is large.
"""

from dataclasses import dataclass, field
from typing import Any, Self

from wijkexcel.workers.process import Failure, SandboxError, Worker

__all__ = ["Failure", "Sandbox", "SandboxError"]

SECONDS = 10.0
MEGABYTES = 500


@dataclass
class Sandbox:
    """A worker process that is used again as long as it does well; a fresh one after a failure.

    ``function`` is ``module:name`` of a function that takes bytes and options and gives a dict,
    all of which JSON can hold.
    """

    function: str
    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    at_once: bool = True
    """Whether it starts with the block; else with the first request, if there is one."""
    _worker: Worker | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        """Start the worker; its imports go on while the caller does other things."""
        if self.at_once:
            self._worker = self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the worker and all that it started."""
        self._end()

    @property
    def pid(self) -> int | None:
        """Process id of the worker, if there is one."""
        return None if self._worker is None else self._worker.process.pid

    def run(self, data: bytes, **options: Any) -> dict[str, Any]:
        """Call the function with these bytes and options in the worker.

        Raises:
            SandboxError: it hung, took too much memory, crashed, or refused the file.
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
