"""The scores of the example, as a table that is easy to read."""

from collections.abc import Iterable
from typing import Final

from wijkexcel.model.records import Criterion, Scorer
from wijkexcel.model.scores import ABSTENTION, Score

UNKNOWN: Final = "w"
"""The answer 'weet niet'."""
BLANK: Final = "."
"""Not filled in yet."""
MARKS: Final = "12345"

# Per scorer one character for each criterion that the scorer's group is asked, in order:
#   gemeente (S01-S04)          C01 C02 C03 C04 C05
#   woningcorporatie (S05, S06) C01 C02 C04 C05 C06
#   andere partners (S07)       C01 C02 C04 C06
#   bewoners (S08-S10)          C01 C06
SCORES: Final = """
     S01    S02    S03    S04    S05    S06    S07   S08  S09  S10
O01  45445  34345  35345  3w3w4  35w44  44443  3ww3  43   33   44
O02  45444  44434  44434  3w3w3  44w43  44443  3w34  44   33   43
O03  43433  54443  44433  43433  43343  33324  5345  55   54   55
O04  43433  43w43  54554  53543  54545  54553  5355  55   55   44
O05  32223  32232  43242  22w31  32322  33432  2w22  22   w2   1.
O06  33444  33443  43444  54554  33343  33433  5343  43   33   44
O07  43444  43w34  54544  54554  44445  44435  5355  55   54   45
O08  33433  33w23  43434  54544  43433  32423  5345  33   34   44
O09  41433  52442  52532  52543  52524  41533  5254  55   55   54
O10  33322  33432  32w22  33322  32222  22223  4334  55   55   45
O11  42233  22221  42342  43332  43334  42333  4344  55   44   54
O12  44444  33334  34w33  3w2w3  33342  34442  3w33  32   43   3.
O13  33433  3w333  43443  43543  43434  43..4  5344  54   5.   ..
O14  33333  33343  32334  33334  33243  32232  3w22  32   w2   43
"""


def asked_of(scorer: Scorer, criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """Ids of the criteria that a scorer's group scores, in order."""
    return tuple(c.id for c in criteria if scorer.group in c.groups)


def parse_scores(
    text: str, scorers: Iterable[Scorer], criteria: Iterable[Criterion]
) -> dict[tuple[str, str, str], Score]:
    """Read a table of marks: (scorer, opgave, criterion) -> mark or abstention.

    Raises:
        ValueError: a row, or the marks of one scorer, are too long or too short, or a character is
            not a mark, ``w`` or ``.``.
    """
    every = tuple(criteria)
    asked = {scorer.id: asked_of(scorer, every) for scorer in scorers}
    header, *rows = (line.split() for line in text.strip().splitlines())
    if header != list(asked):
        msg = f"the header names {header}, expected {list(asked)}"
        raise ValueError(msg)
    cells: dict[tuple[str, str, str], Score] = {}
    for opgave, *answers in rows:
        if len(answers) != len(header):
            msg = f"{opgave}: {len(answers)} scorers, expected {len(header)}"
            raise ValueError(msg)
        for scorer, answer in zip(header, answers, strict=True):
            if len(answer) != len(asked[scorer]) or answer.strip(MARKS + UNKNOWN + BLANK):
                msg = f"{opgave}, {scorer}: '{answer}' does not answer {asked[scorer]}"
                raise ValueError(msg)
            for criterion, mark in zip(asked[scorer], answer, strict=True):
                if mark != BLANK:
                    score = ABSTENTION if mark == UNKNOWN else float(mark)
                    cells[scorer, opgave, criterion] = score
    return cells
