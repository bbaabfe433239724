"""wijkexcel: decide which opgaven join a gas-free wijkaanpak, in a workbook anyone can open."""

__version__ = "0.1.0"
