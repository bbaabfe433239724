"""Finds wijkexcel from this file and runs what the menu asks, whatever LibreOffice's surroundings.

LibreOffice may start it with paths for its own Python; those are left out.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])
    from wijkexcel.libreoffice_menu.__main__ import main

    main(sys.argv[1:])
