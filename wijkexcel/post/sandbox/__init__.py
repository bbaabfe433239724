"""A process that may die, for work on files of somebody else."""
