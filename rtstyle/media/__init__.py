"""Media files: opening, reading and writing them safely."""
