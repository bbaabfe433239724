"""xlwings Server looks here for scripts: the five steps go through ``routers`` instead."""
