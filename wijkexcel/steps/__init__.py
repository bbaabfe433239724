"""The five functions: valideer, bereken, heroverweeg, besluit, brief."""
