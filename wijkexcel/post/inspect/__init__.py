"""The inspection of a file from outside, before anything parses it."""
