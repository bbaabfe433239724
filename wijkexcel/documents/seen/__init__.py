"""What of a Word template is seen on paper, and so may go along with a letter.

``accept`` takes the text as it is printed, ``hidden`` leaves out what is not shown, ``fields`` and
``drawing`` look at what can hold more than it shows, ``allowed`` is the list of what may stay, and
``repack`` writes a new package of that alone.
"""
