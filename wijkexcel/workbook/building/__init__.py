"""From the declaration to a file."""
