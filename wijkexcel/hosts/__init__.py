"""Where the five functions run: files, and everything that xlwings reaches."""
