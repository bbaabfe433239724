"""Finds wijkexcel from this file and runs the menu entry, in any environment of LibreOffice.

LibreOffice may start it with paths for its own Python; those are removed.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])
    from wijkexcel.libreoffice_menu.__main__ import main

    main(sys.argv[1:])
