"""The documentation says what is there: commands, JSON, template fields, links, pictures."""

import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docs.maken.beelden_bron import marks
from tests.docs.support import ROOT, text_of
from wijkexcel import __version__, addin
from wijkexcel.cli import main as cli
from wijkexcel.cli.options import TO_MEND
from wijkexcel.documents import ambition, form, handout, letter, sheet
from wijkexcel.documents.internal_builder import decision_sheet
from wijkexcel.example import example
from wijkexcel.excel import cell_functions as functions
from wijkexcel.excel.buttons import FUNCTIONS as MODULE
from wijkexcel.excel.buttons import WINDOWS, write_buttons
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Group, Opgave, Scorer, Settings
from wijkexcel.model.scores import ABSTENTION, ScoreTable
from wijkexcel.new import shipped as template
from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.outgoing.ambition_builder import ambition_page
from wijkexcel.outgoing.form import Occasion
from wijkexcel.outgoing.handout import QuestionSlip, host_of, meeting_order
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.outgoing.request import request_for
from wijkexcel.post.back.line import Kind
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.steps.five import STEPS
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource

DOCS = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/anonimiseren.md",
    "docs/architectuur.md",
    "docs/excel.md",
    "docs/excel-controle.md",
    "docs/handleiding.md",
    "docs/json.md",
    "docs/python.md",
    "docs/verdelen.md",
    "docs/libreoffice.md",
    "docs/methode.md",
    "docs/server.md",
    "docs/werkboek.md",
    "workbook_template/README.md",
)
LARGEST_PICTURE = 150_000
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def links(name: str) -> Iterator[str]:
    for found in LINK.finditer(text_of(name)):
        target = found.group(1) or found.group(2)
        if not target.startswith(("http:", "https:", "mailto:")):
            yield target


def anchors(name: str) -> set[str]:
    """Anchors of the headings, as the usual hosts make them."""
    heads = re.findall(r"^#+ (.+)$", text_of(name), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.replace(" ", "-") for head in kept}


# Commands -------------------------------------------------------------------------------------


def command_names() -> list[str]:
    return sorted(cli.parser().names)


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"\| `wijkexcel {name}[ `]", text_of("README.md"))


@pytest.mark.parametrize("name", command_names())
def test_every_option_is_documented(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.run([name, "--help"])
    shown = capsys.readouterr().out
    options = set(re.findall(r"(?<![\w-])--[a-z]+", shown)) - {"--help"}
    text = "".join(
        map(
            text_of,
            (
                "README.md",
                "docs/handleiding.md",
                "docs/verdelen.md",
                "docs/anonimiseren.md",
            ),
        )
    )
    assert {option for option in options if f"`{option}" not in text} == set()


def test_no_document_names_a_command_that_is_not_there() -> None:
    known = set(command_names())
    for name in DOCS:
        said = re.findall(r"`wijkexcel ([a-z]+)", text_of(name))
        assert set(said) <= known, name


def test_the_manual_explains_each_of_the_five_functions() -> None:
    for step in STEPS:
        assert f"| `wijkexcel {step} WERKBOEK` |" in text_of("docs/handleiding.md")


def test_every_make_target_that_is_documented_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    for name in DOCS:
        assert set(re.findall(r"\bmake ([a-z]+)`", text_of(name))) <= targets, name


def test_exit_codes_are_those_of_the_command_line() -> None:
    rows = re.findall(r"^\| (\d) \| ", text_of("README.md"), re.MULTILINE)
    assert rows[-4:] == ["0", str(TO_MEND), str(cli.WRONG_USE), str(cli.DEFECT)]


def test_default_room_is_as_said() -> None:
    room = Capacity()
    said = (
        f"{room.opgaven} opgaven, {room.criteria} criteria, {room.groups} groepen en "
        f"{room.scorers} deelnemers"
    )
    assert said in text_of("workbook_template/README.md")


# Templates, macros ----------------------------------------------------------------------------


def names_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from names_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from names_in(inner)


@pytest.mark.parametrize(
    "kind", ["brief", "besluitenblad", "formulier", "ambitie", "tafel", "vraag"]
)
def test_the_manual_lists_the_fields_of_the_templates(kind: str) -> None:
    dossier = example()
    outcome, day = outcome_of(dossier), date(2026, 9, 21)
    if kind == "brief":
        fields = letter.fields(public_letter(dossier, outcome, day))
    elif kind == "ambitie":
        fields = ambition.fields(ambition_page(dossier, day))
    elif kind == "formulier":
        request = request_for(dossier, dossier.scorers[0], "")
        fields = form.fields(request, Occasion(day))
    elif kind == "tafel":
        fields = handout.meeting_fields(meeting_order(dossier, Occasion(day)))
    elif kind == "vraag":
        fields = handout.slip_fields(QuestionSlip(host_of(dossier), Occasion(day)))
    else:
        fields = sheet.fields(decision_sheet(dossier, outcome, day))
    manual = text_of("docs/handleiding.md")
    table = manual[manual.index(f"**{kind}**:") :].split("\n\n")[1]
    assert set(re.findall(r"`([a-z_]+)`", table)) == set(names_in(dict(fields)))


def test_the_macros_call_each_function_of_the_add_in() -> None:
    raw = (ROOT / "wijkexcel/excel/wijkexcel.bas").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n"), "VBA imports lines that end in CR LF"
    module = raw.decode("ascii")
    called = re.findall(r'^    RunPython ".*addin\.(\w+)\(\)"', module, re.M)
    assert sorted(called) == sorted(addin.__all__)
    assert len(re.findall(r"^Sub \w+\(\)", module, re.M)) == len(called)


def test_the_file_for_run_main_is_what_knoppen_writes(tmp_path: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)```", text_of("docs/excel.md"), re.DOTALL | re.M)
    book = tmp_path / "mijn_wijk.xlsx"
    book.write_bytes((ROOT / "workbook_template" / template.TEMPLATE).read_bytes())
    _, module, _ = write_buttons(book, WINDOWS)
    assert code in module.read_text()


# What a user must be told ----------------------------------------------------------------------


def test_the_readme_says_the_version_and_who_maintains_it() -> None:
    assert f"Version {__version__}" in text_of("README.md")
    assert re.search(r"^  type: none$", text_of("publiccode.yml"), re.MULTILINE)
    assert "No organisation has taken on the maintenance" in text_of("README.md")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("README.md", "The program makes no connection to the network"),
        ("README.md", ".venv\\Scripts\\wijkexcel"),
        ("SECURITY.md", "**Your account name.**"),
        ("SECURITY.md", "**The optional server**"),
        ("docs/architectuur.md", "[server.md](server.md)"),
        ("docs/handleiding.md", "Laat `besluit` dan **nog één keer** lopen"),
        ("docs/handleiding.md", "Dan is de pdf ernaast **oud**"),
        ("docs/handleiding.md", "**Hoe haal ik een criterium, groep of deelnemer weg?**"),
        ("docs/handleiding.md", "Staat er *eerst scores aanvullen*, maar komen die scores nooit?"),
        ("Makefile", "Het voorbeeld bestaat al en is niet veranderd."),
    ],
)
def test_what_new_users_missed_is_told(name: str, said: str) -> None:
    assert said in text_of(name)


def test_nothing_but_the_server_can_reach_a_network() -> None:
    reaches = re.compile(
        r"^\s*(?:import|from) (?:socket|http|urllib\.request|requests|httpx|smtplib|ftplib)\b(?!.*"
        r"url2pathname)",
        re.MULTILINE,
    )
    for source in (ROOT / "wijkexcel").rglob("*.py"):
        if "server" not in source.relative_to(ROOT).parts:
            assert not reaches.search(source.read_text(encoding="utf-8")), source


# Links, pictures, licence ---------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCS)
def test_every_test_that_a_document_names_exists(name: str) -> None:
    named = re.findall(r"`(test_\w+)`", (ROOT / name).read_text(encoding="utf-8"))
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("test_*.py")]
    for test in named:
        assert any(f"def {test}(" in source for source in sources), test


@pytest.mark.parametrize("name", DOCS)
def test_every_link_leads_somewhere(name: str) -> None:
    for link in links(name):
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(str(target.resolve().relative_to(ROOT))), link


def test_every_picture_is_there_used_and_small() -> None:
    used = {
        ((ROOT / name).parent / link).resolve()
        for name in DOCS
        for link in links(name)
        if link.endswith(".png")
    }
    made = set((ROOT / "docs/beelden").glob("*.png"))
    assert used == made
    for picture in made:
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) <= LARGEST_PICTURE, picture.name


def test_pictures_in_publiccode_are_there() -> None:
    shown = re.findall(r"^ +- (\S+\.png)$", text_of("publiccode.yml"), re.MULTILINE)
    assert shown
    assert all((ROOT / picture).exists() for picture in shown)


def test_the_licence_is_whole_and_the_same_everywhere() -> None:
    licence = text_of("LICENSE")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.[A-Z]", licence, re.MULTILINE)
    assert articles == [str(i) for i in range(1, 16)]
    assert "\n                                                         Appendix\n" in licence
    assert licence.endswith("require the production of a new EUPL version.\n")
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert project["license"] == "EUPL-1.2"
    assert re.search(r"^  license: EUPL-1\.2$", text_of("publiccode.yml"), re.MULTILINE)
    assert "EUPL-1.2" in text_of("README.md")


@pytest.mark.parametrize("name", [*DOCS, "publiccode.yml"])
def test_no_document_names_a_place_on_this_machine(name: str) -> None:
    assert re.search(r"(?<![\w.~/<-])/(work|tmp|home|root|usr|opt)/", text_of(name)) is None


def test_the_page_about_excel_lists_the_functions_for_cells() -> None:
    page = text_of("docs/excel.md")
    listed = re.findall(r"^\| `(WIJK_[A-Z]+)\(([a-z; ]+)\)` \|", page, re.MULTILINE)
    there = [
        (function.__name__.upper(), "; ".join(inspect.signature(function).parameters))
        for function in functions.FUNCTIONS
    ]
    assert listed == there
    assert MODULE in page


def test_the_formula_with_a_range_of_the_page_about_excel_fits_the_example() -> None:
    source = FileSource((ROOT / "workbook_template" / template.EXAMPLE).read_bytes())
    (area,) = set(re.findall(r"Berekening!(\S+?);", text_of("docs/excel.md")))
    first, last = (parse_address(cell) for cell in area.replace("$", "").split(":"))
    grid = source.grid("Berekening")
    assert last == (len(grid), len(grid[0]))
    bounds = [list(row) for row in grid[first[0] - 1 :]]
    assert bounds[0][0] == "id"
    tables = read(source).map.tables
    top = tables["tblCriteria"].header_row
    criteria = [list(row) for row in source.grid("Criteria")[top:]]
    limit = read(source).dossier.settings.threshold
    outcome = outcome_of(read(source).dossier)["O03"]
    assert functions.wijk_stand("O03", bounds, criteria, limit) == outcome.status.value


def test_the_steps_of_the_check_in_excel_are_numbered_one_by_one() -> None:
    """Testers name them by number."""
    steps = re.findall(r"^\| (\d+) \| ", text_of("docs/excel-controle.md"), re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]


# Figures, dates and pictures that grow old ------------------------------------------------------


def test_the_example_of_a_total_is_what_the_rules_give() -> None:
    """Enthousiasme: 3 and 4; 5, 4 and 'weet niet'. Kosten: 2 and 3; the others are not asked."""
    marks = {
        ("S01", "C01"): 3.0,
        ("S02", "C01"): 4.0,
        ("S03", "C01"): 5.0,
        ("S04", "C01"): 4.0,
        ("S05", "C01"): ABSTENTION,
        ("S01", "C02"): 2.0,
        ("S02", "C02"): 3.0,
    }
    scorers = [f"S0{i}" for i in range(1, 6)]
    dossier = Dossier(
        settings=Settings(threshold=3.5),
        criteria=(
            Criterion(id="C01", name="Enthousiasme", weight=60, groups=("G1", "G2")),
            Criterion(id="C02", name="Kosten", weight=40, groups=("G1",)),
        ),
        anchors=(),
        opgaven=(Opgave(id="O01", name="Opgave"),),
        groups=tuple(Group(id=g, name=g, weight=1) for g in ("G1", "G2")),
        scorers=tuple(
            Scorer(id=s, name=s, group="G1" if s in {"S01", "S02"} else "G2") for s in scorers
        ),
        scores=ScoreTable.of(
            ["O01"], scorers, ["C01", "C02"], {(s, "O01", c): m for (s, c), m in marks.items()}
        ),
    )
    outcome = outcome_of(dossier)["O01"]
    assert outcome.by_criterion == {"C01": 4.0, "C02": 2.5}
    assert outcome.total == pytest.approx(3.4)
    assert not outcome.status.reaches
    text = text_of("docs/handleiding.md")
    assert "(3,5 + 4,5) / 2 = **4**" in text
    assert "(60 × 4 + 40 × 2,5) / 100 = **3,40**" in text


def test_days_in_examples_of_commands_are_far_away() -> None:
    """A day that has gone by is refused: an example must work for whoever types it over."""
    days = [
        day for name in DOCS for day in re.findall(r"--voor (\d\d?-\d\d?-\d{4})", text_of(name))
    ]
    assert days
    assert all(int(day[-4:]) >= 2030 for day in days)


def test_every_outcome_of_verzamel_is_documented() -> None:
    section = text_of("docs/json.md").split("### In `regels`")[1]
    row = next(x for x in section.splitlines() if x.startswith("| `uitkomst`"))
    assert {f"`{kind.value}`" for kind in Kind} <= set(re.findall(r"`[^`]+`", row))


@pytest.mark.slow
def test_pictures_are_of_the_product_of_today() -> None:
    """Each picture has a mark of what it shows; ``make beelden`` makes both anew."""
    kept = json.loads(text_of("docs/beelden/bron.json"))
    now = marks()
    assert set(kept) == {path.stem for path in (ROOT / "docs/beelden").glob("*.png")}
    assert [name for name, mark in now.items() if kept.get(name) != mark] == []
