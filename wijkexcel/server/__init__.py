"""The Office add-in that a municipality hosts itself, on xlwings Server.

Optional: nothing else in wijkexcel needs it, and it needs the extra ``wijkexcel[server]``.
"""
