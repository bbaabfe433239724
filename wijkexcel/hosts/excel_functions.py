"""Where ``xlwings.conf`` of before 0.2.0 lets Excel look for the functions in cells."""

from wijkexcel.excel.functions import *  # noqa: F403
