"""What all tests share: hypothesis profiles, the oracle rule, commands and LibreOffice's end."""

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests.support import engines
from tests.support.command import Run
from wijkexcel import cli
from wijkexcel.hosts import output

IN_CI = os.environ.get("CI") == "true"
PROGRAMS = ("libreoffice", "pdftoppm", "ooxml-validator", "chromium", "redis-server", "ssconvert")

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "dev")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked ``oracle("program", ...)`` whose program is missing (no name: all)."""
    for mark in item.iter_markers("oracle"):
        for program in mark.args or PROGRAMS:
            if reason := engines.missing(program):
                pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped oracle test is a failed one, however it was skipped."""
    report = yield
    if IN_CI and report.skipped and _is_oracle(item):
        report.outcome = "failed"
        report.longrepr = f"an oracle test may not be skipped in CI: {report.longrepr}"
    return report


def _is_oracle(item: pytest.Item) -> bool:
    return item.get_closest_marker("oracle") is not None


@pytest.fixture(scope="session", autouse=True)
def libreoffice() -> Iterator[engines.LibreOffice]:
    """The LibreOffice of this test process: starts when first asked, ends with the session."""
    yield engines.LIBREOFFICE
    engines.LIBREOFFICE.close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a command as typed, in this process."""

    def command(*words: object) -> tuple[int, str]:
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as stopped:  # wrong use
            code = int(stopped.code or 0)
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return command


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDFs: LibreOffice takes seconds for each."""
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)
