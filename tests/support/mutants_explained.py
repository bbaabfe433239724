"""Mutants that no test can kill, each with why: they change nothing that anybody can see."""

EXPLAINED: dict[str, str] = {}
