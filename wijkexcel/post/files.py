"""Put what goes out in a folder: never over something that may be an answer."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.post.distribute import Parcel
from wijkexcel.workbook.save import explained, sync_folder


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


def check_free(files: Mapping[str, bytes | None], folder: Path) -> None:
    """See to it that nothing is overwritten.

    Args:
        files: content by name; None where a file of that name may not be there at all.
        folder: where they are to come.

    Raises:
        FileError: a file of that name is there with another content; it may hold answers.
    """
    for name, content in files.items():
        _holds(folder / name, content)


@contextlib.contextmanager
def ready(
    files: Mapping[str, bytes], folder: Path, workbook: Path
) -> Iterator[Callable[[], tuple[Path, ...]]]:
    """Write all files out of sight; what is given puts them in the folder and tells their paths.

    So a full disk shows before anyone notes that something went out. A folder that was not there
    appears with everything in it; into one that is there each file goes whole, and the same
    command makes what is still missing. ``workbook`` gives the name by which a next run
    recognises what a killed one left.

    Raises:
        FileError: something cannot be written, or the name of a file was taken meanwhile.
    """
    mark = hashlib.sha256(os.fsencode(workbook.resolve())).hexdigest()[:12]
    name = f".verdeel-{mark}.wijkexcel-tmp"
    for place in (folder, folder.parent):
        shutil.rmtree(place / name, ignore_errors=True)
    hidden = (folder if folder.is_dir() else folder.parent) / name
    try:
        hidden.mkdir(parents=True)
        for file_name, content in files.items():
            with (hidden / file_name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        sync_folder(hidden)
        yield partial(_put, hidden, folder, files)
    except OSError as error:
        raise explained(folder, error, "opgeslagen") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _put(hidden: Path, folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    try:
        if folder.is_dir():
            for name, content in files.items():
                if not _holds(folder / name, content):
                    (hidden / name).rename(folder / name)
            sync_folder(folder)
        else:
            hidden.rename(folder)
            sync_folder(folder.parent)
    except OSError as error:
        message = (
            f"De codes staan in het werkboek, maar niet alle bestanden in {folder}: het "
            f"besturingssysteem meldt: {error.strerror}. Geef dezelfde opdracht opnieuw."
        )
        raise FileError(message) from error
    return tuple(folder / name for name in files)


def _holds(path: Path, content: bytes | None) -> bool:
    """Whether the file is there already.

    Raises:
        FileError: a file of that name is there with another content; it may hold answers.
    """
    if not path.exists():
        return False
    if path.is_file() and path.read_bytes() == content:
        return True
    message = (
        f"In {path.parent} staat al een bestand {path.name}. Daar kunnen antwoorden in staan. Kies "
        "een nieuwe, lege map."
    )
    raise FileError(message)
