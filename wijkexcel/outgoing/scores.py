"""Find the scores of a dossier in a text: marks, means, and counts of few participants."""

from dataclasses import dataclass
from functools import cached_property

from wijkexcel.dutch.figures import Sort
from wijkexcel.layout.named import ANCHORS, OPGAVEN
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.typed import Piece
from wijkexcel.rules.figures import Answers, Told
from wijkexcel.rules.outcome import outcome_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers in one text that may be scores."""

    told: tuple[Told, ...]

    @property
    def sure(self) -> tuple[Told, ...]:
        """Those for which the words and the number leave little doubt."""
        return tuple(one for one in self.told if one.sure)

    @property
    def bare(self) -> bool:
        """Whether the text is only numbers."""
        return all(
            not one.figure.telling and one.figure.words.replace(",", "").replace(".", "").isdigit()
            for one in self.told
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Their words, each once."""
        return tuple(dict.fromkeys(one.figure.words for one in self.told))


class Scores:
    """The scores of a dossier, calculated when a text is first searched.

    Args:
        dossier: no reference to it is kept, so that derived values are released with it.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier.model_copy()

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._dossier, outcome_of(self._dossier))

    def found(self, piece: Piece) -> Figures | None:
        """The numbers in a text that may be scores; None when there are none."""
        told = self._answers.told(piece.text, piece.cell.row)
        place = piece.cell.table, piece.cell.column
        if place == (OPGAVEN, "put_forward_by"):
            # Two residents may have put an opgave forward: that is not an answer.
            told = tuple(one for one in told if one.figure.telling)
        if piece.cell.table == ANCHORS:
            # The meaning of a mark cannot be given without the mark.
            told = tuple(one for one in told if one.figure.sort is not Sort.MARK)
        return Figures(told) if told else None
