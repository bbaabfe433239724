"""New files: workbooks, the example with its documents, and the Word templates."""
