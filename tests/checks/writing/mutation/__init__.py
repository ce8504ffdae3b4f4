"""Flaws planted on purpose, and what the reviewer finds of them."""
