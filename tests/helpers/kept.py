"""Files a version of gbdesk wrote, kept for good: `python -m helpers.kept FOLDER` in tests.

A hub that holds one package of an office, and the office itself, with all that was on its way
between them: a package, a receipt, a release, a backup, an invitation and a request. Invented data,
test keys and a public password; never made anew for a version that was kept already.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from helpers.enrolled import office_id
from helpers.journey import (
    OFFICES,
    Province,
    complete,
    content,
    correct,
    meeting,
    province,
    send,
    take,
)

PACKAGE: Final = "second.gbpkg"
RECEIPT: Final = "receipt.gbpkg"
RELEASE: Final = "release.gbpkg"
BACKUP: Final = "a.gbbackup"
INVITATION: Final = "b.gbinv"
REQUEST: Final = "c.gbreq"
FACTS: Final = "facts.json"
CORRECTED: Final = "?"


def make(folder: Path) -> None:
    """Write the files of the present version into an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temp, province(Path(temp) / "p", "a") as at:
        office, hub = at.apps["a"], at.hub
        complete(office)
        meeting(office)
        take(at, send(at, "a").path)
        backup = office.backups.make(at.back).path
        meeting(office, "Hội thi tìm hiểu Luật")
        correct(at, office, CORRECTED)
        lists = hub.releasing.lists()
        lists.facts["seat"] = "Hoa Ban"
        hub.releasing.publish(lists)
        (release,) = hub.releasing.write_files(at.back)
        (receipt,) = hub.receiving.receipts(at.back, [office.session.office])
        invitation = hub.enrolment.invite(office_id(hub, OFFICES["b"]))
        third = hub.enrolment.invite(office_id(hub, OFFICES["c"]))
        request = at.make_office("c", third.bytes, third.code).request
        second = send(at, "a").path
        facts = {
            "invitation": invitation.code,
            "content": {name: content(at.apps[name]) for name in ("hub", "a")},
            "counts": dict(office.backups.counts()),
        }
        _keep(at, folder)
        for file, name in ((second, PACKAGE), (receipt, RECEIPT), (release, RELEASE)):
            shutil.copy(file, folder / name)
        shutil.copy(backup, folder / BACKUP)
        (folder / INVITATION).write_bytes(invitation.bytes)
        (folder / REQUEST).write_bytes(request)
        (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _keep(at: Province, folder: Path) -> None:
    """Copy the closed workspaces."""
    names = tuple(at.apps)
    for name in names:
        at.apps[name].store.compact()
    at.close()
    for name in names:
        for ending in (".gbdesk", ".keys"):
            shutil.copy(at.folder / f"{name}{ending}", folder / f"{name}{ending}")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
