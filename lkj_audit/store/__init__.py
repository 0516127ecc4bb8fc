"""Results of many runs in SQLite."""
