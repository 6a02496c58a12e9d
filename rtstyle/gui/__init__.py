"""The window: the only part of rtstyle that knows Qt."""
