"""Whose report this is, and what the names in it are to that unit."""
