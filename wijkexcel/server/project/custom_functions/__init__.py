"""The functions for use in cells, where xlwings Server looks for them."""

from wijkexcel.excel.functions import *  # noqa: F403 - whatever functions there are
