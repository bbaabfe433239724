"""What goes out, as files in a folder: never over something that may be an answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.reading import holds
from wijkexcel.files.save import New, check
from wijkexcel.post.out.distribute import Parcel


def contents(parcels: Sequence[Parcel]) -> dict[str, bytes]:
    """All files by name: a workbook each, with a mail, or its text for who cannot be mailed."""
    files = {}
    for parcel in parcels:
        files[f"{parcel.file_name}.xlsx"] = parcel.workbook
        if parcel.mail is not None:
            files[f"{parcel.file_name}.eml"] = parcel.mail
        else:
            files[f"{parcel.file_name}.txt"] = parcel.text.encode()
    return files


def outgoing(files: Mapping[str, bytes], folder: Path, workbook: Path) -> list[New]:
    """Make ready what goes in a folder; nothing is written yet.

    A folder that is not there appears with everything in it; in one that is there each file comes
    whole, and what is there already just so is left alone.

    Args:
        files: content by name.
        folder: where they go.
        workbook: what they are made from; who may read that may read these.

    Raises:
        FileError: a file of that name is there with another content, which may hold answers; or
            nothing can be put there.
    """
    new = []
    for name, content in files.items():
        path = folder / name
        if not holds(path, content):
            check_free(path)
        new.append(New(path, content, like=workbook, with_folder=True, free=True))
    check(new)
    return new


def check_free(path: Path) -> None:
    """See to it that nothing is overwritten.

    Raises:
        FileError: there is something of that name; it may hold answers.
    """
    try:
        path.lstat()
    except OSError:  # what else stands in the way is told when it is looked at
        return
    message = (
        f"In {path.parent} staat al een bestand {path.name}. Daar kunnen antwoorden in staan. Kies "
        "een nieuwe, lege map."
    )
    raise FileError(message)
