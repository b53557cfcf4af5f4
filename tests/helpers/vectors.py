"""Where the public test vectors lie: beside the project, not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "vectors"


def vectors(name: str) -> Path:
    """The folder of a set; the test is skipped where the set is not there."""
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"the public vectors are not here: ../shared/vectors/{name}")
    return folder
