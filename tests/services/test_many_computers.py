"""An office that had many computers over the years: what goes into the files of its hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.services import identity
from gbdesk.store import certificates
from gbdesk.sync.frame import MAX_BLOCK
from gbdesk.sync.reading import outside
from helpers.journey import OFFICES, Province, figure, province, same_for, send, take
from helpers.judged import Court, court
from helpers.packages import Craft, Device, chain, device, put

MANY = 26


@pytest.mark.slow
def test_an_office_whose_pc_was_set_up_anew_many_times_still_gets_its_files(
    tmp_path: Path,
) -> None:
    """More certificates than a signature block holds: the changes come in more than one file."""
    with province(tmp_path / "p", "a", "b", "c") as at:
        hub, app = court(at), at.apps["a"]
        figure(app, 3)
        take(at, send(at, "a").path)
        gone, paths = _older_computers(at, hub)
        assert all(one.ok for one in at.hub.receiving.take_in_all(paths))
        for one in gone:
            at.hub.enrolment.revoke(one.key.device)
        new = at.join("again", OFFICES["a"])
        files = at.hub.receiving.receipts(at.back, [app.session.office])
        assert len(files) > 1
        assert max(len(outside(path).signature_bytes) for path in files) < MAX_BLOCK
        for office in (app, new):
            for path in files:
                assert office.enrolment.accept(path).outcome == "OK"
            with office.desk.read() as db:
                assert {one.key.device for one in gone} <= certificates.known(db).keys()
        assert same_for(at.hub, app, app.session.office)


def _older_computers(at: Province, hub: Court) -> tuple[list[Device], list[Path]]:
    office, made, paths = hub.one.office, list[Device](), list[Path]()
    for number in range(MANY):
        made.append(device(hub.operational, office, sample=hub.root.sample))
        crafted = Craft(hub, made[-1], chain(made[-1], 1))
        paths.append(put(at.usb, crafted.make(), f"{number}.gbpkg"))
    with at.hub.desk.write() as db:
        for one in made:
            identity.keep_certificate(db, one.signed, one.certificate)
    return made, paths
