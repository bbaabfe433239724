"""The sizes that are measured."""

from dataclasses import dataclass

from wijkexcel.layout.spec import Capacity


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a workbook; ``slow_runs`` is the maximum number of runs of the slow side."""

    name: str
    opgaven: int
    criteria: int
    groups: int
    scorers: int
    slow_runs: int | None = None
    """None: as often as the other side."""

    @property
    def capacity(self) -> Capacity:
        """Room for exactly this size."""
        return Capacity(self.opgaven, self.criteria, self.groups, self.scorers)

    @property
    def title(self) -> str:
        """The size in words."""
        counts = f"{self.opgaven} opgaven, {self.criteria} criteria, {self.scorers} invullers"
        return f"{self.name}: {counts}"


TYPICAL = Size("typisch", 30, 8, 4, 12)
LARGE = Size("groot", 200, 20, 6, 60, slow_runs=1)
SIZES = {size.name: size for size in (TYPICAL, LARGE)}
