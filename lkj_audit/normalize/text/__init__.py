"""Text made comparable, taken apart, and searched."""
