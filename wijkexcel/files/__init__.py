"""The only room that touches the disk: reading what is there, and putting files in place."""
