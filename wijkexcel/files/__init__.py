"""The only room that accesses the disk: reading files, and putting files in place."""
