"""Style pictures: by name, from files, and what the network makes of them."""
