"""The inside of office files: packages, parts, cells. Knows nothing about their subject."""
