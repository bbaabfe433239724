"""The side that talks UNO: runs in a separate process, in any Python >= 3.8 that imports ``uno``.

It imports only the standard library and ``uno``. ``worker`` reads calls from standard input and
answers on standard output; the other modules contain the operations, by kind of object.
"""
