"""Outgoing files in a folder: never overwriting something that may be an answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.reading import holds
from wijkexcel.files.save import New, check
from wijkexcel.post.out.distribute import Parcel


def contents(parcels: Sequence[Parcel]) -> dict[str, bytes]:
    """All files by name: a workbook each, with a mail, or just its text without an address."""
    files = {}
    for parcel in parcels:
        files[f"{parcel.file_name}.xlsx"] = parcel.workbook
        if parcel.mail is not None:
            files[f"{parcel.file_name}.eml"] = parcel.mail
        else:
            files[f"{parcel.file_name}.txt"] = parcel.text.encode()
    return files


def outgoing(files: Mapping[str, bytes], folder: Path, workbook: Path) -> list[New]:
    """Prepare the files for a folder; nothing is written yet.

    A new folder appears with everything in it; in an existing one each file is put in place whole,
    and identical files are left alone.

    Args:
        files: content by name.
        folder: their destination.
        workbook: what they are made from; they get the same read permissions.

    Raises:
        FileError: a file with that name exists with other content, which may be answers; or nothing
            can be written there.
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
    """Make sure that nothing is overwritten.

    Raises:
        FileError: something with that name exists; it may hold answers.
    """
    try:
        path.lstat()
    except OSError:  # other obstacles are reported when the folder is examined
        return
    message = (
        f"In {path.parent} staat al een bestand {path.name}. Daar kunnen antwoorden in staan. Kies "
        "een nieuwe, lege map."
    )
    raise FileError(message)
