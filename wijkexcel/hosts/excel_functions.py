"""Where an ``xlwings.conf`` from before 0.2.0 makes Excel look for the functions in cells."""

from wijkexcel.excel import functions

globals().update({name: getattr(functions, name) for name in functions.__all__})
