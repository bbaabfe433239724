"""The parts of a Word template that are visible on paper, and so may be in a letter.

``accept`` reduces the text to what is printed, ``hidden`` leaves out what is not shown, ``fields``
and ``drawing`` check what can contain more than it shows, ``allowed`` is the list of what may stay,
and ``repack`` writes a new package with only that.
"""
