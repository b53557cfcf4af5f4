"""Every moment a workspace keeps is of the clock of its session, whatever the machine says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from gbdesk.app import App
from gbdesk.services.audit_log import AuditLog
from gbdesk.store import audit
from gbdesk.store.tables import metadata
from helpers.enrolled import PERIOD
from helpers.journey import FIRST, SECOND, Province, complete, correct, meeting, send, take

MOMENT = re.compile(r"\b(\d{4})-\d\d-\d\dT\d\d:\d\d")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    """A province whose hub too was set up in May 2024."""
    made = Province(tmp_path)
    made.new_hub("hub")
    made.apps["hub"] = made.open("hub")
    for name in ("usb", "back"):
        (tmp_path / name).mkdir()
    made.join("a", FIRST)
    made.join("b", SECOND)
    yield made
    made.close()


def moments(app: App) -> set[str]:
    """The years of every moment in every table of a workspace, with table and column."""
    found = set()
    with app.store.read() as db:
        for table in metadata.sorted_tables:
            for row in db.execute(select(table)).mappings():
                for name, value in row.items():
                    if isinstance(value, str | dict | list):
                        said = value if isinstance(value, str) else json.dumps(value)
                        found |= {f"{table.name}.{name} {year}" for year in MOMENT.findall(said)}
    return found


def whats(app: App) -> list[str]:
    with app.store.read() as db:
        return [one.what for one in audit.lines(db)]


def work(at: Province) -> None:
    """Every deed that leaves a line in the audit and is not of an hour of need."""
    office, hub = at.apps["a"], at.hub
    hub.accounts.add("lan", "Hoàng Thị Lan", "suối xanh chiều thứ năm", "enter")
    hub.accounts.set_role("lan", "approve")
    hub.accounts.reset_password("lan", "suối xanh chiều thứ sáu")
    hub.accounts.remove("lan")
    AuditLog(hub.desk).note_capture()
    hub.monitoring.reminder(PERIOD, [office.session.office])
    office.activities.delete([meeting(office)])
    complete(office)
    first = send(at, "a")
    take(at, first.path)
    correct(at, office, 0)
    at.receipt("a")
    hub.receiving.phone_codes(office.session.office)
    hub.receiving.send_back(hub.receiving.history()[0].ident, "Thiếu biểu của hai xã")
    hub.receiving.undo(hub.receiving.history()[0].number)
    hub.backups.set_folder(at.folder / "backups")
    (at.folder / "backups").mkdir()
    hub.backups.make(at.folder / "backups")
    hub.enrolment.revoke(at.apps["b"].session.device)


def test_every_moment_is_of_the_clock_of_the_session(at: Province) -> None:
    work(at)
    done = set(whats(at.hub))
    assert {"create", "invite", "certify", "add", "remove", "role-approve", "reset"} <= done
    assert {"capture", "remind", "import", "correct", "receipt", "receipt-told"} <= done
    assert {"send-back", "undo-import", "backup", "backup-folder", "revoke"} <= done
    assert {"create", "delete", "complete", "export", "answer"} <= set(whats(at.apps["a"]))
    for name in ("hub", "a", "b"):
        found = moments(at.apps[name])
        assert any(one.startswith("audit.at") for one in found)
        assert {one for one in found if not one.endswith(" 2024")} == set()
