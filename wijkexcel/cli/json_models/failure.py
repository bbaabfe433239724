"""What every command prints when it fails."""

from pydantic import Field

from wijkexcel.errors import WijkexcelError
from wijkexcel.steps.as_json import Versioned


class FailureShape(Versioned):
    """What is printed with exit code 2; the sentence also goes to standard error."""

    fout: str = Field(description="what went wrong and what to do, in Dutch")


def failure_shape(error: WijkexcelError) -> FailureShape:
    """Turn what went wrong into what is printed."""
    return FailureShape(fout=str(error))
