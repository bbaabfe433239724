"""The output of every command that fails."""

from pydantic import Field

from wijkexcel.errors import WijkexcelError
from wijkexcel.steps.as_json import Versioned


class FailureShape(Versioned):
    """The output with exit code 2; the sentence is also written to standard error."""

    fout: str = Field(description="what went wrong and what to do, in Dutch")


def failure_shape(error: WijkexcelError) -> FailureShape:
    """Convert the error to its model."""
    return FailureShape(fout=str(error))
