"""Tables as a reader sees them: their headers, and their parts on several pages put together."""
