"""Tables by their ruling lines, drawn in whole or in part."""
