"""Worker processes: addressed over a pipe, limited, and replaced when they fail."""
