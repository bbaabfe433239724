"""What goes out to scorers: workbooks, mails and forms."""
