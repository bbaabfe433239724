"""The output of ``verdeel``."""

from pydantic import Field

from wijkexcel.cli.json_models.parcel import ParcelShape, PersonShape, parcel_shape
from wijkexcel.post.out.on_file import Distribution
from wijkexcel.steps.as_json import RefusalShape, Versioned, refusals


class SentShape(ParcelShape):
    """The files for one scorer; file names are relative to `map`."""

    code: str = Field(description="the code in that workbook")


class ProgressShape(PersonShape):
    """The progress of one scorer."""

    gevraagd: int = Field(description="how many scores were asked")
    ingevuld: int = Field(description="how many of them are in, 'weet niet' included")


class DistributionShape(Versioned):
    """The files to send, and the progress of each scorer."""

    map: str = Field(description="folder in which everything was made")
    verstuurd: list[SentShape] = Field(description="what was made for each scorer")
    stand: list[ProgressShape] = Field(
        description="how far each scorer is; with `--wie` only those"
    )
    opmerkingen: list[str] = Field(
        description="who was left out or has no mail, and why; and what else to know before sending"
    )
    geweigerd: list[RefusalShape] = Field(description="errors because of which nothing was made")


def distribution_shape(made: Distribution) -> DistributionShape:
    """Convert the result to its model."""
    sending = made.sending
    return DistributionShape(
        map=str(made.folder),
        verstuurd=[
            SentShape(**dict(parcel_shape(parcel)), code=parcel.request.code)
            for parcel in sending.parcels
        ],
        stand=[
            ProgressShape(nummer=p.scorer.id, naam=p.scorer.name, gevraagd=p.asked, ingevuld=p.done)
            for p in sending.progress
        ],
        opmerkingen=list(sending.notes),
        geweigerd=refusals(sending.refused),
    )
