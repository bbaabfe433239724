"""What runs with the server, where xlwings Server looks for it."""

from wijkexcel.server.routes import lifespan

__all__ = ["lifespan"]
