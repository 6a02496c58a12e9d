"""The picture alone in a window of its own: for OBS, a call that shows a window, a projector."""
