"""The arithmetic of the decision: pure functions on arrays and records."""
