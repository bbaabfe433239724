"""Signing in with Entra ID, where xlwings Server looks for it."""

from wijkexcel.server.entra import validate_token

__all__ = ["validate_token"]
