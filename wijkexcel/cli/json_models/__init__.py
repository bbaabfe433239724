"""What each command prints with ``--json``: its models, and how a result becomes one."""
