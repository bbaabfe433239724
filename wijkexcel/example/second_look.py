"""The reconsideration of what fell short, and the relations between opgaven."""

from typing import Final

from wijkexcel.model.records import Answer, LeftOut, Pair, Reconsideration, Relation, Verdict

RECONSIDERATIONS: Final = (
    Reconsideration(
        opgave="O05",
        answer=Answer.LEAVE_OUT,
        why=(
            "Dit leek een koppelkans: het dak vernieuwen en isoleren in één keer. De wet viel weg. "
            "Eigenaren hoeven niets, en beginnen er nu niet aan."
        ),
    ),
    Reconsideration(
        opgave="O08",
        answer=Answer.LEAVE_OUT,
        why=(
            "Net onder de afgesproken score. Welzijn heeft nu te weinig vrijwilligers. De "
            "energiehulp (O07) komt toch al langs en kan eenzame bewoners doorverwijzen."
        ),
    ),
    Reconsideration(
        opgave="O09",
        answer=Answer.LEAVE_OUT,
        why=(
            "Bewoners willen dit graag, maar er zit nog jaren een huurder in. Daarop wachten kan "
            "niet. De ondergrens voor tempo is juist hiervoor afgesproken."
        ),
    ),
    Reconsideration(
        opgave="O10",
        answer=Answer.LEAVE_OUT,
        why=(
            "Belangrijk voor bewoners, maar de leidingen komen niet langs de school. Het past "
            "beter in het verkeersprogramma van 2027. Verkeer wil het daarin opnemen."
        ),
    ),
    Reconsideration(
        opgave="O11",
        make_or_break=Verdict.YES,
        answer=Answer.ADD,
        why=(
            "Kan de wijkaanpak breken: zonder afspraken over parkeren doen te weinig bewoners "
            "mee. Wel klein houden: een plan per straat, geen extra plekken."
        ),
    ),
    Reconsideration(
        opgave="O12",
        answer=Answer.ADD,
        why=(
            "Nu geen knelpunt, na 2040 wel. Meedoen kost weinig zolang de straat toch opengaat, "
            "en het waterschap betaalt de helft."
        ),
    ),
)

LEFT_OUT: Final = (LeftOut(id="E1", opgave="O11"),)
"""The team tried what it would change to leave out parking: O03 would be opposed by nothing."""

PAIRS: Final = (
    Pair(
        id="P01",
        first="O01",
        second="O02",
        relation=Relation.STRENGTHENS,
        why="Minder regenwater in het riool: de nieuwe buizen kunnen kleiner.",
    ),
    Pair(
        id="P02",
        first="O02",
        second="O12",
        relation=Relation.STRENGTHENS,
        why="Water van de daken kan naar het lagere grasveld.",
    ),
    Pair(
        id="P03",
        first="O03",
        second="O11",
        relation=Relation.OPPOSES,
        why="Een boom kost vaak een parkeerplaats. Daarom per straat één tekening voor allebei.",
    ),
    Pair(
        id="P04",
        first="O04",
        second="O07",
        relation=Relation.STRENGTHENS,
        why="De energiehulp ziet als eerste waar schimmel zit.",
    ),
    Pair(
        id="P05",
        first="O04",
        second="O13",
        relation=Relation.STRENGTHENS,
        why="De aannemer werkt in dezelfde badkamers.",
    ),
    Pair(
        id="P06",
        first="O07",
        second="O08",
        relation=Relation.STRENGTHENS,
        why="Een bezoek over energie kan ook over eenzaamheid gaan.",
    ),
    Pair(
        id="P07",
        first="O10",
        second="O11",
        relation=Relation.OPPOSES,
        why="Veilig oversteken kost parkeerplaatsen voor de school.",
    ),
    Pair(
        id="P08",
        first="O06",
        second="O12",
        relation=Relation.NONE,
        why="Besproken. Zij raken elkaar niet.",
    ),
)
