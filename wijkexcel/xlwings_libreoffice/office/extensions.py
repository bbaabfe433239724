"""Operations on the user's extensions."""

from __future__ import annotations

from typing import Any

import uno
import unohelper
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

from .link import Office, url_of
from .problem import Problem


class _Yes(unohelper.Base, XInteractionHandler):
    """Confirms the installation: the caller requested it."""

    def handle(self, request: Any) -> None:
        approve = uno.getTypeByName("com.sun.star.task.XInteractionApprove")
        for one in request.getContinuations():
            answer = one.queryInterface(approve)
            if answer is not None:
                answer.select()
                return


class _Unattended(unohelper.Base, XCommandEnvironment):
    """Shows nothing."""

    def getInteractionHandler(self) -> Any:  # noqa: N802
        return _Yes()

    def getProgressHandler(self) -> Any:  # noqa: N802
        return None


def _manager(office: Office) -> Any:
    name = "/singletons/com.sun.star.deployment.ExtensionManager"
    return office.context.getValueByName(name)


def add(office: Office, path: str) -> str:
    """Install an extension for this user; returns its identifier.

    Raises:
        Problem: LibreOffice rejects it.
    """
    manager = _manager(office)
    abort = manager.createAbortChannel()
    try:
        package = manager.addExtension(url_of(path), (), "user", abort, _Unattended())
    except Exception as error:
        detail = str(getattr(error, "Message", "") or type(error).__name__)
        raise Problem(f"LibreOffice does not take the extension: {detail}") from error
    return str(package.getIdentifier().Value)


def listed(office: Office) -> list[str]:
    """Identifiers of the extensions that the user installed."""
    manager = _manager(office)
    found = manager.getDeployedExtensions("user", manager.createAbortChannel(), _Unattended())
    return [str(package.getIdentifier().Value) for package in found]


def remove(office: Office, identifier: str) -> None:
    """Remove an extension, if it is installed."""
    manager = _manager(office)
    if identifier in listed(office):
        abort = manager.createAbortChannel()
        manager.removeExtension(identifier, "", "user", abort, _Unattended())
