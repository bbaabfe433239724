"""What the five functions print."""

from pydantic import Field

from wijkexcel.steps.as_json import ReportShape, shape_of
from wijkexcel.steps.on_file import Result


class StepShape(ReportShape):
    """What one of the five functions found, did and made."""

    bestanden: list[str] = Field(description="documents that were made, with their path")
    werkboek: str = Field(description="where the workbook was saved")


def step_shape(result: Result) -> StepShape:
    """Turn the result of a step on a file into what is printed."""
    return StepShape(
        **dict(shape_of(result.report)),
        bestanden=[str(path) for path in result.files],
        werkboek=str(result.saved),
    )
