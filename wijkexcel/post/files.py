"""Put what goes out in a folder: never over something that may be an answer."""

from collections.abc import Sequence
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.post.distribute import Parcel
from wijkexcel.workbook.save import save_atomic


def contents(parcels: Sequence[Parcel]) -> dict[str, bytes]:
    """All files by name."""
    files = {}
    for parcel in parcels:
        files[f"{parcel.file_name}.xlsx"] = parcel.workbook
        if parcel.mail is not None:
            files[f"{parcel.file_name}.eml"] = parcel.mail
        if parcel.text:
            files[f"{parcel.file_name}.txt"] = parcel.text.encode()
    return files


def check_free(parcels: Sequence[Parcel], folder: Path) -> None:
    """See to it that nothing is overwritten.

    Raises:
        FileError: a file of that name is there with another content; it may hold answers.
    """
    for name, content in contents(parcels).items():
        path = folder / name
        if path.exists() and not (path.is_file() and path.read_bytes() == content):
            message = (
                f"In {folder} staat al een bestand {name}. Daar kunnen antwoorden in staan. Kies "
                "een nieuwe, lege map."
            )
            raise FileError(message)


def save(parcels: Sequence[Parcel], folder: Path) -> tuple[Path, ...]:
    """Save all files, each whole or not at all.

    Raises:
        FileError: one cannot be saved.
    """
    made = []
    for name, content in contents(parcels).items():
        save_atomic(folder / name, content, keep_previous=False)
        made.append(folder / name)
    return tuple(made)
