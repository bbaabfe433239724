"""One headless LibreOffice with a profile of its own, shared by the tests in this folder."""

from collections.abc import Iterator

import pytest
import xlwings as xw

from wijkexcel.hosts import libreoffice


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.App]:
    """An app; ended with its process when the tests are done."""
    before = xw.engines.active
    engine = libreoffice.register(activate=True)
    app = xw.App(visible=False, add_book=False, spec=str(tmp_path_factory.mktemp("profiel")))
    xw.engines.active = before
    try:
        yield app
    finally:
        engine.activate()
        process = app.impl.connection.office
        app.quit()
        xw.engines.active = before
        assert process.poll() is not None


@pytest.fixture
def app(office: xw.App) -> Iterator[xw.App]:
    """The same app, active in xlwings for one test, and without workbooks afterwards."""
    before = xw.engines.active
    libreoffice.register(activate=True)
    try:
        yield office
    finally:
        for book in office.books:
            book.close()
        xw.engines.active = before


@pytest.fixture
def book(app: xw.App) -> xw.Book:
    return app.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]
