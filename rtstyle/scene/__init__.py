"""The synthetic scene: a portrait by a lake at golden hour, painted by arithmetic, with its sound."""
