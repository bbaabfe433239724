"""What all tests share: hypothesis profiles, oracles, the short run, commands, LibreOffice."""

import gc
import os
import zlib
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence

import pytest
from hypothesis import core, settings

from tests.support import engines, once, sample
from tests.support.command import Run
from wijkexcel.cli import main as cli
from wijkexcel.steps import output

pytest_plugins = ("tests.support.programs",)

IN_CI = os.environ.get("CI") == "true"
PROGRAMS = (
    "libreoffice",
    "pdftoppm",
    "ooxml-validator",
    "chromium",
    "redis-server",
    "ssconvert",
    "Xvfb",
    "xdotool",
)

# Programs that tests start keep what they compile: else each compiles the whole house anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, database=None, print_blob=True)
settings.register_profile("snel", deadline=None, derandomize=True, database=None, max_examples=5)
settings.load_profile("ci" if IN_CI else "dev")

FEW = 2
"""So many cases of a parametrised test are left in the short run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the short run, for while one works."""
    parser.addoption(
        "--snel",
        action="store_true",
        help="only what needs no other program and is not slow, with few examples",
    )
    parser.addoption(
        "--alles", action="store_true", help="every case of the tests that otherwise take a sample"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Take few examples in the short run, where a test does not say how many it needs."""
    once.begin()
    sample.take(everything=_everything(config))
    if IN_CI:  # other examples with each commit, and the same ones when it is done again
        core.global_force_seed = zlib.crc32(sample.seed().encode())
    if config.getoption("snel"):
        settings.load_profile("snel")


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that began the run ends it."""
    if not hasattr(config, "workerinput"):
        once.end()


def pytest_report_header(config: pytest.Config) -> str | None:
    """Tell which sample was taken, so that it can be taken again."""
    if _everything(config):
        return None
    return f"steekproef: {sample.seed()} (opnieuw: {sample.SEED}=...; alle gevallen: --alles)"


def _everything(config: pytest.Config) -> bool:
    """Also for who names a test."""
    return bool(config.getoption("alles")) or any("::" in word for word in config.args)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take samples; and leave out of the short run what takes long, and most of the cases."""
    if not _everything(config):
        _leave_out(config, items, sample.left_out(items, sample.seed()))
    if not config.getoption("snel"):
        return
    tests: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not (_is_oracle(item) or item.get_closest_marker("slow")):
            tests[item.nodeid.partition("[")[0]].append(item)
    kept = {item for cases in tests.values() for item in _some(cases)}
    _leave_out(config, items, [item for item in items if item not in kept])


def pytest_collection_finish() -> None:
    """Let Python not look for rubbish among thousands of tests, time and again: they all stay."""
    gc.collect()
    gc.freeze()


def _leave_out(
    config: pytest.Config, items: list[pytest.Item], some: Sequence[pytest.Item]
) -> None:
    config.hook.pytest_deselected(items=some)
    out = set(some)
    items[:] = [item for item in items if item not in out]


def _some(cases: Sequence[pytest.Item]) -> Sequence[pytest.Item]:
    """The first, the last and what lies evenly between them."""
    if len(cases) <= FEW:
        return cases
    return [cases[i * (len(cases) - 1) // (FEW - 1)] for i in range(FEW)]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name no test after bytes: a zip holds the time, and then two processes name it otherwise."""
    return argname if isinstance(val, bytes | bytearray) else None


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
