"""How a report is built: lists of contents, chapters, annexes."""
