"""No widget keeps a `QIcon`: freed after its engine, in the order of the collector, it ends all."""

from __future__ import annotations

import re
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "gbdesk" / "ui"
KEPT = re.compile(r"self\.\w+(?:, self\.\w+)* = (?:\()?(?:icon|QIcon)\(")


def test_no_icon_is_kept() -> None:
    wrong = [
        f"{path.relative_to(UI)}:{number}"
        for path in sorted(UI.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if KEPT.search(line)
    ]
    assert wrong == []
