"""The numbers in records, and their limits."""

from typing import Annotated

from pydantic import Field

LARGEST = 40_000
"""Upper limit for all numbers except amounts of money.

Dates are day numbers in Excel: any date since 2009 is larger than this, so that a date typed by
accident ('3-4') is never taken for a weight, a floor or a round.
"""

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
FIRST_YEAR, LAST_YEAR = 2000, 2199
"""Other whole numbers are no years in which work is planned."""
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Weight = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
