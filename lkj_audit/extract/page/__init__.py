"""What is drawn on a page and seen there: words, ruling lines, pictures."""
