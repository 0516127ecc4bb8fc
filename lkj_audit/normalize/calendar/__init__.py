"""Dates, years and periods, and when something was made."""
