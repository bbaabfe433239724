"""The output of each command with ``--json``: its models, and converting results to them."""
