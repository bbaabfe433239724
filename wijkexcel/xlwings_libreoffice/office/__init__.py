"""The side that talks UNO: runs in a process of its own, in any Python >= 3.8 that imports ``uno``.

It imports nothing but the standard library and ``uno``. ``worker`` reads calls from standard input
and answers on standard output; the other modules hold the operations, by kind of object.
"""
