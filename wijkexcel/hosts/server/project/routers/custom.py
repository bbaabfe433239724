"""Our routes, where xlwings Server looks for them."""

from wijkexcel.hosts.server.routes import router

__all__ = ["router"]
