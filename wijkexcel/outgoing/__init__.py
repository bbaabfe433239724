"""What leaves the organisation, each as a type of its own; nothing else can be sent along."""
