"""How fast and how good: what is measured, and how."""
