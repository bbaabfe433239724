"""Finds what makes Excel 'repair' an .xlsx file and the Open XML SDK validator lets pass.

``lint`` tells what would make Excel complain, ``lint_functions`` which functions do not belong in
a workbook for Excel 2016, ``lint_cached`` which formulas have no usable stored value. Each finding
names the part, the place in it and the defect. An empty list is no proof that Excel opens the file
without a word; it only says that none of these rules is broken.
"""

from tests.support.ooxml_lint.check import RULES, Rule, lint, lint_cached, lint_functions

__all__ = ["RULES", "Rule", "lint", "lint_cached", "lint_functions"]
