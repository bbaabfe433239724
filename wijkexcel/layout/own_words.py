"""The words of the workbook itself, which are not names of people."""

from wijkexcel.layout.spec import Layout
from wijkexcel.names.fold import tokens
from wijkexcel.names.words import common_words


def own_words(layout: Layout) -> frozenset[str]:
    """Collect the words of the workbook itself: headers, help texts and titles are not names."""
    texts: list[str] = []
    for sheet in layout.sheets:
        texts += [sheet.name, sheet.title, sheet.purpose]
        texts += [cell.content for cell in sheet.cells if isinstance(cell.content, str)]
        for table in sheet.tables:
            texts.append(table.purpose)
            for column in table.columns:
                texts += [column.header, column.help, *column.choices]
    for setting in layout.settings:
        texts += [setting.label, setting.help, *setting.choices]
    words = {word for text in texts for word in tokens(text)}
    return common_words() | words
