"""AuditResult → what people and programs read: one file per format. A renderer decides nothing; it only shows."""
