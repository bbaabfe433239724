"""The connection with one LibreOffice: a named pipe, which only the same user can open."""

from __future__ import annotations

import time
from typing import Any

import uno

from .problem import Closed, Problem

_CALC = "com.sun.star.sheet.SpreadsheetDocument"


class Office:
    """One LibreOffice and the objects looked up in it."""

    def __init__(self) -> None:
        self.context: Any = None
        self.desktop: Any = None
        self.kinds: dict[tuple[str, int], int] = {}
        self.indicator: Any = None
        """Our text in a status bar."""
        self._books: dict[str, Any] = {}
        self._sheets: dict[tuple[str, str], Any] = {}

    def service(self, name: str) -> Any:
        """Create a service in LibreOffice."""
        return self.context.getServiceManager().createInstanceWithContext(name, self.context)

    def forget(self) -> None:
        """Discard cached objects: something was closed."""
        self._books.clear()
        self._sheets.clear()
        self.kinds.clear()

    def alive(self) -> bool:
        """Tell whether LibreOffice still answers."""
        try:
            self.desktop.getCurrentComponent()
        except Exception:  # not connected, or no longer
            return False
        return True

    def books(self) -> dict[str, Any]:
        """All open spreadsheet documents by id, in the order in which they were opened."""
        found = {}
        components = self.desktop.getComponents().createEnumeration()
        while components.hasMoreElements():
            one = components.nextElement()
            if hasattr(one, "supportsService") and one.supportsService(_CALC):
                found[str(one.RuntimeUID)] = one
        return dict(sorted(found.items(), key=lambda pair: (len(pair[0]), pair[0])))

    def book(self, uid: str) -> Any:
        """One open spreadsheet document.

        Raises:
            Closed: it was closed.
        """
        if uid not in self._books:
            self._books.update(self.books())
        if uid not in self._books:
            raise Closed("The workbook is closed.")
        return self._books[uid]

    def sheet(self, uid: str, name: str) -> Any:
        """One sheet by name.

        Raises:
            Problem: the sheet does not exist (any more).
        """
        known = self._sheets.get((uid, name))
        try:
            if known is not None and known.getName() == name:
                return known
        except Exception:
            self.forget()
        sheets = self.book(uid).getSheets()
        if not sheets.hasByName(name):
            raise Problem(f"There is no sheet '{name}' in '{self.book(uid).getTitle()}'.")
        self._sheets[uid, name] = sheets.getByName(name)
        return self._sheets[uid, name]


def struct(name: str, *values: Any) -> Any:
    """Make a UNO struct."""
    return uno.createUnoStruct(f"com.sun.star.{name}", *values)


def properties(**values: Any) -> tuple[Any, ...]:
    """Make a sequence of property values."""
    return tuple(
        struct("beans.PropertyValue", name, -1, value, uno.Enum(*_DIRECT))
        for name, value in values.items()
    )


_DIRECT = ("com.sun.star.beans.PropertyState", "DIRECT_VALUE")


def connect(office: Office, pipe: str, seconds: float) -> bool:
    """Connect through a pipe; False when there is no answer within these seconds."""
    local = uno.getComponentContext()
    resolver = local.getServiceManager().createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    deadline = time.monotonic() + seconds
    while True:
        try:
            office.context = resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
            office.desktop = office.service("com.sun.star.frame.Desktop")
        except Exception:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.05)
        else:
            return True


def ping(office: Office) -> bool:
    """Tell whether LibreOffice still answers."""
    return office.alive()


def version(office: Office) -> str:
    """Version of LibreOffice, such as 25.2.3.2."""
    provider = office.service("com.sun.star.configuration.ConfigurationProvider")
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess",
        properties(nodepath="/org.openoffice.Setup/Product"),
    )
    return str(access.getByName("ooSetupVersionAboutBox"))


def run_macro(office: Office, url: str) -> None:
    """Run a macro without arguments, by its ``vnd.sun.star.script:`` address.

    Raises:
        Problem: the macro does not exist, or it failed.
    """
    name = "/singletons/com.sun.star.script.provider.theMasterScriptProviderFactory"
    provider = office.context.getValueByName(name).createScriptProvider("")
    try:
        provider.getScript(url).invoke((), (), ())
    except Exception as error:
        detail = str(getattr(error, "Message", "") or type(error).__name__)
        raise Problem(f"The macro {url} cannot be run: {detail}") from error


def end(office: Office, only: Any) -> bool:
    """Close workbooks without saving; end LibreOffice unless something else is open in it.

    ``only`` gives the ids of those to close; None closes all.
    """
    for uid, book in office.books().items():
        if only is None or uid in only:
            book.setModified(False)
            book.close(True)
    office.forget()
    if office.desktop.getComponents().createEnumeration().hasMoreElements():
        return False
    try:
        return bool(office.desktop.terminate())
    except Exception:  # it ended before it could answer
        return True


def path_of(url: str) -> str:
    """A file on this machine as a path; any other URL as it is."""
    return str(uno.fileUrlToSystemPath(url)) if url.startswith("file:") else url


def url_of(path: str) -> str:
    """A path as a URL for LibreOffice."""
    return str(uno.systemPathToFileUrl(path))
