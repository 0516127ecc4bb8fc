"""What a table is, and what its columns and rows are."""
