"""``python -m rtstyle``."""

from __future__ import annotations

from rtstyle.cli.main import main

if __name__ == "__main__":
    main()
