"""Outgoing files for scorers: workbooks, mails and forms."""
