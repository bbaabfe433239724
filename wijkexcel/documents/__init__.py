"""Decision sheet and letter: views, Word templates, PDF."""
