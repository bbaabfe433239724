"""Where the five functions run: on files, and on everything that xlwings reaches."""
