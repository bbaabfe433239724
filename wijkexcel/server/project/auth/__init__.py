"""xlwings Server looks here for ways to sign in."""
