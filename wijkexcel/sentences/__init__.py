"""Whole sentences that several rooms say or must recognise, each declared once."""
