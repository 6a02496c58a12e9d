"""From a source through the engine to the sinks, each in its own thread."""
