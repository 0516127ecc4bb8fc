"""Sample reports that the project makes itself: invented figures, invented people, sentences of its own."""
