"""Registers the functions for use in cells with xlwings: on Windows, in the server and in Lite.

*Import Functions* of the add-in takes this module when ``UDF MODULES`` names it. In xlwings Lite,
``from wijkexcel.excel.functions import *`` in ``main.py``. In the server, the same line in
``custom_functions/__init__.py`` of its project.
"""

import xlwings as xw

from wijkexcel.excel.cell_functions import FUNCTIONS

CATEGORY = "wijkexcel"

for _function in FUNCTIONS:
    globals()[_function.__name__] = xw.func(category=CATEGORY)(_function)
del _function  # xlwings looks at every name in this module

__all__ = [function.__name__ for function in FUNCTIONS]
