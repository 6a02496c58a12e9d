"""The paper's experiments and those that video needs, one module each, and the page that shows them."""
