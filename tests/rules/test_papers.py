"""What the papers name exists: files, folders, commands, decisions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.source import ROOT

PAPERS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
TOPS = ("gbdesk", "resources", "docs", "tests", "requirements", "installer", ".ci")
NAMED = re.compile(
    r"`((?:" + "|".join(map(re.escape, TOPS)) + r")/[^`\s]*|[\w.-]+\.(?:md|py|toml))`"
)
LINKS = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def papers() -> list[Path]:
    deeper = sorted((ROOT / "docs").rglob("*.md"))
    return [*(ROOT / name for name in PAPERS if (ROOT / name).exists()), *deeper]


@pytest.mark.parametrize("paper", papers(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_it_names_exists(paper: Path) -> None:
    said = paper.read_text(encoding="utf-8")
    missing = [name for name in NAMED.findall(said) if not _exists(name)]
    missing += [name for name in LINKS.findall(said) if not (paper.parent / name).exists()]
    assert not missing, missing


def _exists(name: str) -> bool:
    if "*" in name:
        return any(ROOT.glob(name))
    if "/" in name or (ROOT / name).exists():
        return (ROOT / name).exists()
    return any(ROOT.glob(f"gbdesk/**/{name}"))


def test_the_architecture_names_every_layer_and_walks_through_real_modules() -> None:
    said = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for folder in sorted((ROOT / "gbdesk").iterdir()):
        if folder.is_dir() and not folder.name.startswith("_"):
            assert re.search(rf"\b{folder.name}\b", said), folder.name
    assert len(re.findall(r"`gbdesk/", said)) > 10


def test_every_decision_is_listed_and_says_why_or_what_follows() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    found = sorted((ROOT / "docs/adr").glob("0*.md"))
    assert [int(path.name[:3]) for path in found] == list(range(1, len(found) + 1))
    for path in found:
        assert f"]({path.name})" in index, path.name
        said = path.read_text(encoding="utf-8")
        assert "Status: accepted" in said, path.name


def test_every_paper_is_there() -> None:
    for name in ("LICENSE", "NOTICE", *PAPERS):
        assert (ROOT / name).is_file(), name
