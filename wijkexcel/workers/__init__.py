"""Processes that work for another: asked over a pipe, limited, and replaced when they fail."""
