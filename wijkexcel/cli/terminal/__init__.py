"""What people see in a terminal: tables, colours, something that moves.

Loaded only where there is one: for other programs a command prints lines, and starts sooner.
"""
