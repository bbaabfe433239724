"""Checks: pure functions from a dossier to findings."""
