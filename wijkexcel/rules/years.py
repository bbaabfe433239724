"""Whether an opgave and the wijkaanpak meet in time."""

from wijkexcel.model.records import Opgave, Settings


def backwards(period: Opgave | Settings) -> bool:
    """Whether the last year is before the first."""
    first, last = period.year_from, period.year_to
    return first is not None and last is not None and last < first


def after(opgave: Opgave, settings: Settings) -> bool:
    """Whether an opgave begins after the wijkaanpak has ended."""
    first, last = opgave.year_from, settings.year_to
    return first is not None and last is not None and first > last


def before(opgave: Opgave, settings: Settings) -> bool:
    """Whether an opgave has ended before the wijkaanpak begins."""
    first, last = settings.year_from, opgave.year_to
    return first is not None and last is not None and first > last


def apart(opgave: Opgave, settings: Settings) -> bool:
    """Whether they do not meet in time; a year that is not filled in keeps no two apart."""
    return after(opgave, settings) or before(opgave, settings)


def undated(opgave: Opgave) -> bool:
    """Whether neither year of the planning is known."""
    return opgave.year_from is None and opgave.year_to is None
