"""What the text of Bab III tells of the indicators: their results, and each figure and verdict on them."""
