"""What leaves the house, each as a type of its own; what has no field here cannot go along."""
