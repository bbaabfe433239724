"""The command that tries real workbooks by the folder says what was refused and whether rightly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.post.corpus import Corpus
from tests.post.makes import (
    LAUGHS,
    added,
    answer,
    ods_answer,
    old_office,
    one_far_cell,
    with_bad_checksum,
    with_member_twice,
)

RIGHTLY: dict[str, Callable[[], bytes]] = {
    "password.xlsx": lambda: old_office("EncryptedPackage"),
    "twice.xlsx": with_member_twice,
    "crc.xlsx": with_bad_checksum,
    "dtd.xlsx": lambda: added({"docProps/core.xml": LAUGHS.encode() + b"<x/>"}),
    "far.xlsx": one_far_cell,
    "linked.xlsx": lambda: added({"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "word.xlsx": lambda: b"Beste mensen",
}


def test_what_is_refused_for_what_is_in_it_counts_as_right(tmp_path: Path) -> None:
    for name, make in RIGHTLY.items():
        (tmp_path / name).write_bytes(make())
    (tmp_path / "good.xlsx").write_bytes(answer())
    (tmp_path / "good.ods").write_bytes(ods_answer())
    corpus = Corpus(opens=lambda _: True)
    corpus.run(iter(sorted(tmp_path.iterdir())))
    assert corpus.untrue == {}
    assert (corpus.counts["read"], sum(corpus.counts.values())) == (2, 9)
    assert corpus.share == 0


@pytest.mark.parametrize("opens", [True, False])
def test_what_is_refused_for_something_else_is_a_fault_where_it_can_be_opened(
    opens: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "_refusal", staticmethod(lambda *_: "Er zitten macro's in (DDE)."))
    (tmp_path / "good.xlsx").write_bytes(answer())
    corpus = Corpus(opens=lambda _: opens)
    corpus.run(iter([tmp_path / "good.xlsx"]))
    assert corpus.share == opens
