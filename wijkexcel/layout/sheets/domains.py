"""The list of domains: those in use, and after them what is often one. It grows by itself."""

from collections.abc import Mapping

from wijkexcel.layout.derived_columns import CALC, derived
from wijkexcel.layout.formulas import nth
from wijkexcel.layout.spec import Capacity, Formula, Here, Kind, Table
from wijkexcel.layout.starter import DOMAINS
from wijkexcel.rules.domains import PLAIN

LIST = "calcDomeinlijst"


def folded(cell: str) -> str:
    """A domain as it is compared (``rules.domains.domain_key``), of a cell without stray spaces."""
    text = f"LOWER({cell})"
    for accented, plain in PLAIN.items():
        text = f'SUBSTITUTE({text},"{accented}","{plain}")'
    return text


def _word(opgaven: int) -> Formula:
    """Each domain in the row of its first opgave; below those what is not in use."""

    def formula(here: Here) -> str:
        calc, index = here.layout.tables[CALC], here.index
        if index < opgaven:
            new, name = (nth(calc.rng(key), index + 1) for key in ("new_domain", "domain"))
            return f'=IF({new}=1,{name},"")'
        name, word = tuple(DOMAINS.items())[index - opgaven]
        used = f'COUNTIF({calc.rng("domain_key")},"*{word}*")'
        return f'=IF({used}>0,"","{name}")'

    return formula


def _place(here: Here) -> str:
    word, first = here.me("word"), f"${here.table.letters['word']}${here.table.first_row + 1}"
    return f'=IF({word}="",0,SUMPRODUCT(({first}:{word}<>"")*1))'


def _name(here: Here) -> str:
    words, places = (here.table.rng(key) for key in ("word", "place"))
    return f'=IFERROR(INDEX({words},MATCH({here.index + 1},{places},0)),"")'


def domain_list(capacity: Capacity, header_row: int, first_col: int) -> Table:
    """Build the table from which the list of domains is chosen."""
    return Table(
        LIST,
        "Lijsten",
        header_row,
        (
            derived("word", _word(capacity.opgaven), "domein", Kind.TEXT),
            derived("place", _place, "plek in de lijst"),
            derived("name", _name, "lijst_domeinen", Kind.TEXT),
        ),
        tuple(f"D{i}" for i in range(1, capacity.opgaven + len(DOMAINS) + 1)),
        first_col=first_col,
        list_object=False,
        purpose="De domeinen die in gebruik zijn, en daarna domeinen die vaak voorkomen.",
    )


def domain_names(tables: Mapping[str, Table]) -> dict[str, str]:
    """Defined name of the list, without empty lines."""
    table = tables[LIST]
    last = f"MAX(1,MAX({table.rng('place')}))"
    return {"lijst_domeinen": f"{table.at('name', 0)}:INDEX({table.rng('name')},{last})"}
