"""Answers in a workbook that an earlier version sent are still taken."""

from pathlib import Path

from tests.post.support import read_back
from tests.workbook.books import small
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.post.back.versions import outdated

EARLIER = (Path(__file__).parent / "earlier" / "antwoord_0_2_0.xlsx").read_bytes()
"""Of S01 in the small dossier, made by 0.2.0: without what is good to know beside an opgave."""


def test_what_was_sent_before_there_was_anything_good_to_know_is_taken() -> None:
    answer = read_back(EARLIER, "antwoord.xlsx").answer
    assert answer is not None
    assert answer.findings == ()
    assert answer.scores == {("O01", "C01"): 4.0, ("O02", "C02"): ABSTENTION}
    assert answer.remarks == {"O03": "Let op"}
    assert outdated(small(), small().scorers[0], answer) == {}
