"""Setting up: a hub with its root, an office by invitation and code, a trial; or nothing."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from gbdesk.bootstrap import front, open_app, recover
from gbdesk.domain.refusals import Refused
from gbdesk.domain.template_scaled import scaled_template
from gbdesk.services import founding, identity, installation, setup
from gbdesk.services.session import ADMIN
from gbdesk.services.setup import Person
from gbdesk.store import catalogues, certificates, secrets
from gbdesk.sync import trust
from helpers.enrolled import PASSWORD, Places, office_id

HA = Person(user="ha", display="Nông Thị Hà", password=PASSWORD)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "anchors")


def test_a_hub_keeps_what_it_works_with_and_gives_its_root_away(tmp_path: Path) -> None:
    places = Places(tmp_path)
    made = places.make_hub()
    assert made.root_file == tmp_path / "hub.gbroot"
    root, (recovery,) = founding.read_root_file(made.root_file.read_bytes(), made.root_secret)
    assert recovery.to_text() == made.recovery_identity
    app = places.open("hub")
    with app.store.read() as db:
        who, kept = identity.of(db), [secrets.get(db, name) for name in secrets.names(db)]
        stored = catalogues.all(db)
        certificate = certificates.known(db)[app.session.device]
    assert (who.root.public, who.root.recovery) == (root.public, recovery.recipient)
    assert who.root.to == (who.receive[0].recipient, recovery.recipient)
    assert root.to_bytes() not in kept
    assert not any(recovery.to_text().encode() in (raw or b"") for raw in kept)
    assert (certificate.rank, certificate.office) == (1, app.session.office)
    assert who.operational is not None
    assert [one.number for one in stored] == [1]
    assert trust.read_release(stored[0].signed, who.operational.public) == app.catalogue.to_dict()
    assert [(one.id, one.role) for one in app.accounts.list()] == [("ha", ADMIN)]
    assert app.session.hub
    assert app.session.office == app.catalogue.hub.office
    app.close()


def test_the_requests_of_two_units_have_two_names(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    names = set()
    for number in (1, 2):
        invited = hub.enrolment.invite(office_id(hub, f"district-office.90{number}"))
        names.add(places.make_office(f"o{number}", invited.bytes, invited.code).request_name)
    hub.close()
    assert len(names) == 2
    assert all(re.fullmatch(r"GB_[A-Za-z0-9_.-]+\.gbreq", name) for name in names)


def test_the_root_file_opens_with_its_code_only(tmp_path: Path) -> None:
    made = Places(tmp_path).make_hub()
    assert made.root_file is not None
    assert os.name == "nt" or made.root_file.stat().st_mode & 0o777 == 0o600
    raw = made.root_file.read_bytes()
    wrong = "0" * 16 + "0"
    with pytest.raises(Refused, match="E_CODE"):
        founding.read_root_file(raw, wrong)
    with pytest.raises(Refused, match="E_NOT_PACKAGE"):
        founding.read_root_file(raw[:-20], made.root_secret)


def test_what_is_shown_once_shows_in_no_repr(tmp_path: Path) -> None:
    made = Places(tmp_path).make_hub()
    said = f"{made!r} {HA!r}"
    for secret in (made.recovery_code, made.root_secret, made.recovery_identity, PASSWORD):
        assert secret not in said


def test_no_private_key_shows_in_the_words_of_an_identity(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    app = places.open("hub")
    with app.store.read() as db:
        said = repr(identity.of(db))
        kept = [secrets.get(db, name) or b"" for name in secrets.names(db) if name != "root"]
    app.close()
    assert len(kept) == 3
    for raw in kept:
        for spelled in (raw.hex(), repr(raw)[2:-1], raw.decode("latin-1")):
            assert spelled not in said


def test_a_hub_begins_with_plain_values_too(tmp_path: Path) -> None:
    places = Places(tmp_path, template=scaled_template(3))
    places.make_hub()
    app = places.open("hub")
    assert sum(one.kind == "district-office" for one in app.catalogue.offices.values()) == 3
    app.close()


def test_real_offices_get_ids_of_their_own_and_no_sample_mark(tmp_path: Path) -> None:
    found = []
    for name in ("hub1", "hub2"):
        places = Places(tmp_path, template="tuyen-quang-2025")
        places.make_hub(name)
        app = places.open(name)
        found.append((app.session.office, app.session.sample, front(places.path(name)).sample))
        app.close()
    assert found[0][0] != found[1][0]
    assert [one[1:] for one in found] == [(False, False), (False, False)]


@pytest.mark.parametrize(
    ("template", "person", "code"),
    [
        ("atlantis", HA, "setup.template"),
        ("sample-2024", Person(user="Hà", display="Hà", password=PASSWORD), "account.name"),
        ("sample-2024", Person(user="ha", display=" ", password=PASSWORD), "account.display"),
        (
            "sample-2024",
            Person(user="ha", display="Hà", password="ngắn"),
            "account.password_short",
        ),
        ({"number": 1}, HA, "catalogue.shape"),
    ],
)
def test_what_cannot_be_set_up_leaves_nothing(
    tmp_path: Path, template: str, person: Person, code: str
) -> None:
    places = Places(tmp_path)
    with pytest.raises(Refused) as told:
        setup.create_hub(places.path("hub"), template=template, person=person, **places.given())
    assert told.value.code == code
    assert names(tmp_path) == []


def test_a_disk_that_fails_while_the_root_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Refused("disk.full", name="hub.gbroot")

    monkeypatch.setattr(setup, "write_whole", fail)
    with pytest.raises(Refused, match=r"disk\.full"):
        Places(tmp_path).make_hub("hub-new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("world", ["2024", "2025"])
@pytest.mark.parametrize("side", ["hub", "office"])
def test_a_trial_opens_marked_as_sample_and_sends_nothing(
    tmp_path: Path, side: str, world: str
) -> None:
    places = Places(tmp_path, today=date(int(world), 11, 3))
    path = places.path("hub")
    made = setup.create_trial(path, HA, side, world, **places.given())
    assert front(path).sample
    app = places.open("hub")
    with app.store.read() as db:
        assert installation.read(db).trial
    assert app.enrolment.state() == "trial"
    assert (app.session.sample, app.session.hub) == (True, side == "hub")
    assert app.catalogue.sample
    if side == "office":
        assert "dv" in app.catalogue.datasets(app.session.office, app.home.current())
        with pytest.raises(Refused, match=r"send\.trial"):
            app.sending.export(app.home.current(), tmp_path)
        with pytest.raises(Refused, match=r"enrolment\.trial"):
            app.enrolment.request()
    else:
        with pytest.raises(Refused, match=r"enrolment\.trial"):
            app.enrolment.invite(office_id(app, app_key(world)))
    assert app.selfcheck.run().ok
    period, own = app.home.current(), app.session.office
    if side == "office":
        assert app.home.office(period).unsent.all > 0
        assert app.narratives.get(period)["results"]
    else:
        taken = app.receiving.history()
        assert len(taken) >= 2
        assert all(row.office != own for row in taken)
        assert app.home.hub(period).reported == len(taken) - 1
        (waiting,) = app.tray.all()
        cut = next(
            one for one in path.with_suffix(".goi-mau").iterdir() if str(one) != waiting.path
        )
        assert app.receiving.look(cut).outcome == "E_TRUNCATED"
        assert app.receiving.take_in(Path(waiting.path)).outcome == "OK"
    app.close()
    assert made.recovery_code.count("-") == 7


def app_key(world: str) -> str:
    return "district-office.901" if world == "2024" else "commune-office.90001"


@pytest.mark.parametrize(("side", "world"), [("hub", "1999"), ("ministry", "2024")])
def test_a_trial_of_what_is_not_there_is_refused(tmp_path: Path, side: str, world: str) -> None:
    places = Places(tmp_path)
    with pytest.raises(Refused, match=r"setup\.world"):
        setup.create_trial(places.path("x"), HA, side, world, **places.given())
    assert names(tmp_path) == []


def test_the_recovery_code_gives_a_new_password(tmp_path: Path) -> None:
    places = Places(tmp_path)
    made = places.make_hub()
    path, given = places.path("hub"), places.given()
    recover(path, made.recovery_code.lower(), "ha", "mật khẩu mới nguyên", cost=given["cost"])
    open_app(path, "ha", "mật khẩu mới nguyên", **given).close()
    with pytest.raises(Refused, match=r"unlock\.password"):
        open_app(path, "ha", PASSWORD, **given)


def test_a_workspace_is_opened_once_at_a_time(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    app = places.open("hub")
    with pytest.raises(Refused, match=r"store\.open_elsewhere"):
        places.open("hub")
    app.close()
    places.open("hub").close()


def test_a_trial_of_the_past_world_begins_with_its_last_period(tmp_path: Path) -> None:
    places = Places(tmp_path, today=date(2026, 11, 27))
    setup.create_trial(places.path("hub"), HA, "office", "2024", **places.given())
    app = places.open("hub")
    period = app.home.current()
    assert period == "2025-6T"
    assert app.catalogue.duty_places(app.session.office, "TT07-2017", period)
    app.close()
