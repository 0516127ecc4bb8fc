"""Words → lines, paragraphs, headings, in the order in which they are read."""
