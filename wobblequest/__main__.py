"""`python -m wobblequest` is the `wobblequest` command."""

from __future__ import annotations

import sys

from wobblequest.cli import main

if __name__ == "__main__":
    sys.exit(main())
