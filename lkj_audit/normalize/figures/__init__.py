"""Figures: in digits and in words, with their units, and what a sentence does with them."""
