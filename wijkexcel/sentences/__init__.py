"""Sentences that several rooms write or must recognise, each declared once."""
