"""What is in a folder, before it is opened: links, folders and devices are not answers."""

import stat
from pathlib import Path

from wijkexcel.post.inspect.zip import MOST_IN_ALL


def refusal_of_path(path: Path) -> str | None:
    """Say why an item in a folder must not even be opened, and what to do; None when it may.

    The walker asks this for every item with the extension of a workbook or message.
    """
    try:
        found = path.lstat()
    except OSError:
        return "Dit bestand is er niet meer of is niet te openen. Probeer het nog eens."
    if stat.S_ISLNK(found.st_mode):
        return (
            "Dit is een verwijzing naar een bestand ergens anders. Zet het bestand zelf in deze "
            "map en probeer het nog eens."
        )
    if stat.S_ISDIR(found.st_mode):
        return "Dit is een map met de naam van een bestand. Geef de map een andere naam."
    if not stat.S_ISREG(found.st_mode):
        return "Dit is geen gewoon bestand en wordt niet geopend. Haal het uit deze map."
    if found.st_size > MOST_IN_ALL:
        return (
            "Dit bestand is groter dan 64 MB; zo groot is een ingevuld werkboek nooit. Vraag de "
            "afzender om het ingevulde werkboek."
        )
    return None
