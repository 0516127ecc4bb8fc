"""Which regulations the report cites."""
