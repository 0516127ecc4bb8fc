"""Tables without ruling lines: by the gaps between words, by their figures, by painted bands."""
