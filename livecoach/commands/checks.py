"""Say what Livecoach stands on here."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path


def doctor(args: Namespace) -> int:
    """Print a line for each thing looked at; return 2 where one of them is not well."""
    from livecoach.doctor import examine

    findings = examine(Path(args.vault))
    for one in findings:
        print(f"{'well ' if one.well else 'AMISS'}  {one.what}: {one.said}")
    return 0 if all(one.well for one in findings) else 2
