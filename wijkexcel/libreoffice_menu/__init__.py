"""A menu in LibreOffice with the steps of the add-in, as an extension installed by one command.

The entries of the menu run ``start.py`` with the Python that installed the menu; it works on the
open workbook through ``wijkexcel.xlwings_libreoffice``. LibreOffice itself needs no Python for it:
the extension contains a few lines of Basic.
"""

from wijkexcel.libreoffice_menu.install import install, remove

__all__ = ["install", "remove"]
