"""Who is in the picture, so that they alone are painted, or all but them. Imported only where that is asked for."""
