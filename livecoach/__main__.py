"""Start Livecoach as ``python -m livecoach``."""

from __future__ import annotations

import sys

from livecoach.cli import main

if __name__ == "__main__":
    sys.exit(main())
