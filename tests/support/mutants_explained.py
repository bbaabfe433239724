"""Mutants that no test can kill, each with why: they change nothing that anybody can see.

By module, function, and what changed: a line number would be another after every edit.
"""

EXPLAINED: dict[str, str] = {
    "wijkexcel.rules.apart groups_apart: 9  ->  10": (
        "two distances that differ in the tenth decimal differ by the noise of adding"
    ),
    "wijkexcel.rules.figures Answers._bare: 9  ->  10": (
        "nobody copies a score with nine decimals"
    ),
    "wijkexcel.rules.figures _beside: True  ->  False": (
        "of two names that both fit the text behind it decides, in whatever order they are tried"
    ),
    "wijkexcel.rules.agreed changed_afterwards: 1  ->  2": (
        "a second start tells nothing that the first does not: being the same is transitive"
    ),
    "wijkexcel.rules.figures Answers._mark: False  ->  True": (
        "of what is no possible score it does not matter whether it is a real one"
    ),
    "wijkexcel.rules.figures Answers._people: 0  ->  1": (
        "there are no sizes only if there are no scorers, and then no number is possible"
    ),
    "wijkexcel.rules.lapsed lapsed_since: settled[0] < lapses.get(opgave.id, len(dossier.log))  "
    "->  settled[0] <= lapses.get(opgave.id, len(dossier.log))": (
        "one line of the log cannot tell both that a decision was settled and that a law lapsed"
    ),
    "wijkexcel.rules.settled _same: len(was.reason) < len(now.reason)  ->  "
    "len(was.reason) <= len(now.reason)": "a number of six digits is in no workbook",
    "wijkexcel.rules.threshold rounded: np.abs(units - np.floor(units) - 0.5) <= units * _NOISE  "
    "->  np.abs(units - np.floor(units) - 0.5) < units * _NOISE": (
        "exactly as far from a half as the noise is: what is taken apart then rounds the same"
    ),
    "wijkexcel.rules.threshold rounded: units * _NOISE  ->  units / _NOISE": (
        "every number is then taken apart, as is done with those near a half: slower, and the same"
    ),
}
