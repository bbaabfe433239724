"""Speed measurements: ``python -m benchmarks``; see ``--help``."""
