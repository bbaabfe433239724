"""The output of the five functions."""

from pydantic import Field

from wijkexcel.steps.as_json import ReportShape, shape_of
from wijkexcel.steps.on_file import Result


class StepShape(ReportShape):
    """The findings, changes and documents of one of the five functions."""

    bestanden: list[str] = Field(description="documents that were made, with their path")
    werkboek: str = Field(description="where the workbook was saved")


def step_shape(result: Result) -> StepShape:
    """Convert the result of a step on a file to its model."""
    return StepShape(
        **dict(shape_of(result.report)),
        bestanden=[str(path) for path in result.files],
        werkboek=str(result.saved),
    )
