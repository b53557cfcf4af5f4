"""Workspaces and files that a version wrote are kept: they open, and work goes on in them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from gbdesk.services import restoring
from gbdesk.services.activities import ActivityQuery
from helpers.enrolled import PASSWORD, enrol_by
from helpers.journey import MORNING, Province, content, meeting, same_for, send, shown
from helpers.kept import (
    BACKUP,
    CORRECTED,
    FACTS,
    INVITATION,
    PACKAGE,
    RECEIPT,
    RELEASE,
    REQUEST,
)

KEPT = Path(__file__).resolve().parents[1] / "golden" / "versions"
VERSIONS = sorted(one.name for one in KEPT.iterdir() if one.is_dir())
WHOLE = [one for one in VERSIONS if (KEPT / one / FACTS).exists()]


def test_the_first_versions_are_kept() -> None:
    assert "1" in VERSIONS
    assert {"1-whole", "2"} <= set(WHOLE)


def opened(version: str, folder: Path, *names: str) -> tuple[Province, dict[str, Any]]:
    for file in (KEPT / version).iterdir():
        shutil.copy(file, folder)
    at = Province(folder, now=MORNING)
    for name in ("usb", "back"):
        (folder / name).mkdir()
    for name in names:
        at.apps[name] = at.open(name)
    facts = folder / FACTS
    return at, json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_version_wrote_opens_and_is_taken_in(version: str, tmp_path: Path) -> None:
    at, _facts = opened(version, tmp_path, "hub")
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


@pytest.mark.parametrize("version", WHOLE)
def test_an_office_goes_on_where_a_version_left_it(version: str, tmp_path: Path) -> None:
    at, facts = opened(version, tmp_path, "hub", "a")
    office, hub = at.apps["a"], at.hub
    try:
        assert {name: content(at.apps[name]) for name in ("hub", "a")} == facts["content"]
        assert office.selfcheck.run().ok
        assert office.enrolment.accept(tmp_path / RELEASE).catalogue == 2
        office.enrolment.accept(tmp_path / RECEIPT)
        assert shown(office, office) == CORRECTED
        meeting(office, "Giao ban quý")
        third = send(at, "a").path
        taken = hub.receiving.take_in_all([tmp_path / PACKAGE, third])
        assert all(one.ok for one in taken), [one.outcome for one in taken]
        assert same_for(hub, office, office.session.office)
        at.receipt("a")
        assert [row.state for row in office.sending.sent()][:1] == ["received"]
    finally:
        at.close()


@pytest.mark.parametrize("version", WHOLE)
def test_a_backup_of_a_version_is_counted_and_put_back(version: str, tmp_path: Path) -> None:
    at, facts = opened(version, tmp_path)
    found = restoring.preview(tmp_path / BACKUP, "mai", PASSWORD)
    assert found["activities"] == facts["counts"]["activities"] - 1
    restoring.restore(tmp_path / BACKUP, at.path("back"))
    app = at.open("back")
    try:
        assert app.selfcheck.run().ok
        meeting(app, "Sau khi khôi phục")
        assert len(app.activities.ids(ActivityQuery()).keys) == 2
    finally:
        app.close()


@pytest.mark.parametrize("version", WHOLE)
def test_an_invitation_and_a_request_of_a_version_still_lead_in(
    version: str, tmp_path: Path
) -> None:
    at, facts = opened(version, tmp_path, "hub")
    try:
        invitation = (tmp_path / INVITATION).read_bytes()
        made = at.make_office("b", invitation, facts["invitation"])
        at.apps["b"] = enrol_by(at, at.hub, "b", made.request)
        assert at.apps["b"].sending is not None
        assert at.hub.enrolment.certify((tmp_path / REQUEST).read_bytes()).bytes
    finally:
        at.close()
