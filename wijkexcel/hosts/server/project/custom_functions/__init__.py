"""xlwings Server looks here for custom functions: there are none."""
