"""The functions for use in cells, where xlwings Server looks for them."""

from wijkexcel.hosts.excel_functions import *  # noqa: F403 - whatever functions there are
