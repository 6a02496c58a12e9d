"""Styles in the window: the gallery, the mixing pad, and what is asked of the pipeline."""
