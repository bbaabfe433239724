"""Run the command line with ``python -m wijkexcel``."""

from wijkexcel.cli import main

if __name__ == "__main__":
    main()
