"""Workbooks in the headless LibreOffice that the tests of all hosts share."""

import pytest
import xlwings as xw


@pytest.fixture
def book(app: xw.App) -> xw.Book:
    return app.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]
