"""A workspace and a package that a version wrote are kept: they always open and are taken in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gbdesk.services.activities import ActivityQuery
from helpers.journey import MORNING, Province
from helpers.kept import PACKAGE

KEPT = Path(__file__).resolve().parents[1] / "golden" / "versions"
VERSIONS = sorted(one.name for one in KEPT.iterdir() if one.is_dir())


def test_the_first_version_is_kept() -> None:
    assert "1" in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_version_wrote_opens_and_is_taken_in(version: str, tmp_path: Path) -> None:
    for file in (KEPT / version).iterdir():
        shutil.copy(file, tmp_path)
    at = Province(tmp_path, now=MORNING)
    at.apps["hub"] = at.open("hub")
    try:
        query = ActivityQuery()
        assert len(at.hub.activities.ids(query).keys) == 1
        assert len(at.hub.receiving.history()) == 1
        assert at.hub.selfcheck.run().ok
        look = at.hub.receiving.look(tmp_path / PACKAGE)
        assert look.ready, look.outcome
        (taken,) = at.hub.receiving.take_in_all([tmp_path / PACKAGE])
        assert taken.ok
        rows = at.hub.activities.rows(at.hub.activities.ids(query).keys)
        assert "Hội thi tìm hiểu Luật" in {row.title for row in rows}
        assert at.hub.selfcheck.run().ok
    finally:
        at.close()
