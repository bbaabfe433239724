"""Give an existing workbook more room or a newer layout, and keep everything that users entered.

The user's file stays the package: its own sheets, pictures, charts, notes, formats and anything
that this program does not know are never touched. Only the program's sheets are rebuilt, from the
declaration, and typed values are put back cell by cell, as XML. The opposite, copying everything
into a fresh file, would require knowing every part that any program can put in a workbook; here
only our own parts move, and those are known.
"""
