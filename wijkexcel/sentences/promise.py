"""Promises on scores, remarks and notes: declared once, and no text promises more.

A municipality may have to disclose internal papers on request, in a form that cannot be traced to
persons. So no text says that something *stays* internal, or that only certain people will see it.
"""

from typing import Final

_LETTER: Final = "taat niet in de brief."
_NAME: Final = "Wij zetten uw naam niet in een openbaar stuk."
_ON_REQUEST: Final = "Vraagt iemand het op, dan kan de gemeente het"

TO_SCORER: Final = (
    f"Wat u hier invult, s{_LETTER} {_NAME} {_ON_REQUEST} zonder uw naam moeten geven."
)
"""For everyone who is asked for scores, wherever there is room for it."""
TO_SCORER_BRIEFLY: Final = f"S{_LETTER} {_ON_REQUEST} zonder uw naam moeten geven."
"""Beside a cell that they fill in."""
TO_TEAM: Final = f"S{_LETTER} {_ON_REQUEST} zonder namen moeten geven."
"""Beside a cell for decision makers."""
OF_CRITERION: Final = f"Intern: s{_LETTER} {_ON_REQUEST} moeten geven."
"""Beside the choice that makes a criterion internal."""
