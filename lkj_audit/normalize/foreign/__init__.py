"""Names of others that stand where the reporting unit's own belongs: left over from the report that was copied."""
