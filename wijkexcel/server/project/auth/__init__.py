"""xlwings Server looks here for ways to log in."""
