"""Give an existing workbook more room or a newer layout, and keep everything that people put in.

The file that people have stays the package: its own sheets, pictures, charts, notes, formats and
whatever this program does not know are never touched. Only the sheets of the program are made
anew, from the declaration, and what people typed is put back cell by cell, as XML. The other way
round, a fresh file into which everything of theirs is copied, would have to know every part that
any program can put in a workbook; here only our own parts move, and those are known.
"""
