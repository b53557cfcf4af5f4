"""`python -m gbdesk`: the command line, or the window where no command is given."""

from __future__ import annotations

import sys


def main() -> int:
    """Run gbdesk."""
    from gbdesk.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
