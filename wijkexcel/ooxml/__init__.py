"""The inside of office files: packages, parts, cells. Knows nothing of what they are about."""
