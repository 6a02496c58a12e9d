"""Control from outside: what the window has for hands, as addresses for programs."""
