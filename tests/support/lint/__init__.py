"""The parts of the package lint; use it through ``tests.support.ooxml_lint``."""
