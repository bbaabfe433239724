"""Formulas whose result fills several cells."""

from typing import Any

from xlwings import XlwingsError

from . import values
from .address import Box
from .formulas import to_excel, to_office
from .looks import Looks


class Arrays(Looks):
    """The part of a range that concerns formulas with more than one result."""

    area: Box

    def box(self, box: Box) -> Any:
        """Other cells of the same sheet."""
        raise NotImplementedError

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return bool(self.call("arrays.text"))

    @property
    def formula_array(self) -> str | None:
        """The array formula that the first cell belongs to; None if to none."""
        return to_excel(self.call("arrays.text")) or None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.call("arrays.put", to_office(value))

    @property
    def formula2(self) -> Any:
        """The contents of the cells, as ``formula``; one with several results fills several cells.

        LibreOffice enters such a formula over the cells that its result fills at that moment; it
        does not grow or shrink afterwards.
        """
        return self.formula

    @formula2.setter
    def formula2(self, data: Any) -> None:
        top, left, bottom, right = self.area
        if isinstance(data, list | tuple):
            lines = data if data and isinstance(data[0], list | tuple) else [data]
            for r, line in enumerate(lines, top):
                for c, value in enumerate(line, left):
                    self.box((r, c, r, c)).formula2 = value
            return
        text = values.as_typed(values.prepared(data))
        if not text.startswith("=") or text == "=":
            self.formula = data
            return
        height, width = self.call("arrays.size", to_office(text))
        if (height, width) == (1, 1):
            self.formula = text
        elif (top, left) == (bottom, right):
            place = self.box((top, left, top + height - 1, left + width - 1))
            place.call("arrays.spill", to_office(text))
        else:
            message = f"The result fills {height} x {width} cells: enter it in the first cell only."
            raise XlwingsError(message)
