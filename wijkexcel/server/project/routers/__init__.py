"""xlwings Server looks here for routes."""
