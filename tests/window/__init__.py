"""Typing as people type: keys sent to a real window of LibreOffice."""
