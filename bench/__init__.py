"""Measurements: speed and memory (bench), fidelity of the tables (accuracy)."""
