"""What Excel would raise or warn of."""

from __future__ import annotations


class ComError(Exception):
    """The shape of `pywintypes.com_error`: hresult, strerror, excepinfo, argerror."""

    def __init__(self, description: str, scode: int = -2146827284) -> None:
        self.hresult = -2147352567
        self.strerror = "Exception occurred."
        self.excepinfo = (0, "Microsoft Excel", description, "xlmain11.chm", 0, scode)
        self.argerror = None
        super().__init__(self.hresult, self.strerror, self.excepinfo, self.argerror)


class UncalculatedFormulaWarning(UserWarning):
    """Formulas the calculation engine cannot read; their stored values stay as they are."""


def protected() -> ComError:
    return ComError(
        "The cell or chart you're trying to change is on a protected sheet. "
        "To make a change, unprotect the sheet. You might be requested to enter a password."
    )
