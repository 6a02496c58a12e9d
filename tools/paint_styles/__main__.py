"""Entry point for ``python tools/paint_styles [NAME ...]``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from paint_styles.cli import main

if __name__ == "__main__":
    sys.exit(main())
