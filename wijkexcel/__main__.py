"""Run the command line with `python -m wijkexcel`."""

import sys

from wijkexcel.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
