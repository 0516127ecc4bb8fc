"""Indicators, and which rows of several tables are the same one."""
