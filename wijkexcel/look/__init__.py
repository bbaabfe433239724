"""How everything that people look at looks: colours with their roles, and sizes of type."""
