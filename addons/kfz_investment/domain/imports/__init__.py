"""Rows of a found table to checked values: one module a kind, plain Python. Sentences are made by whoever shows them."""
