"""A file as the source: its player, and painting the whole of it."""
