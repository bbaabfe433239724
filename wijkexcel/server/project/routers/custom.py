"""Our routes, where xlwings Server looks for them."""

from wijkexcel.server.routes import router

__all__ = ["router"]
