"""The public keys of Entra ID, where xlwings Server looks for them."""

from wijkexcel.server.entra import get_jwks_json

__all__ = ["get_jwks_json"]
