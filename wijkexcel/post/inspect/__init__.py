"""What is looked at before anything parses a file of somebody else."""
