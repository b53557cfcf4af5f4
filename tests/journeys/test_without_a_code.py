"""The code of an invitation is lost: both sides are proven by digits, read out and typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import invited
from gbdesk.store import patience
from gbdesk.sync import digits
from helpers.enrolled import office_id
from helpers.journey import FIRST, SECOND, Province, figure, province, send, take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    patience.forget_in_process()
    with province(tmp_path / "p") as made:
        yield made


def refused(call: object, *given: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*given)  # type: ignore[operator]
    return caught.value.code


def first_ten(shown: str) -> str:
    return shown[:11]


def changed(shown: str) -> str:
    """The same digits but one."""
    return ("1" if shown[0] == "0" else "0") + shown[1:]


def joined(at: Province, name: str, key: str) -> tuple[App, bytes]:
    """An office that is set up with digits; its request."""
    office = office_id(at.hub, key)
    made = at.hub.enrolment.invite(office)
    shown = at.hub.enrolment.digits(office)
    assert len(shown.replace(" ", "")) == 30
    wrong = changed(first_ten(shown))
    assert refused(at.make_office, name, made.bytes, wrong) == "package.E_CODE"
    assert not at.path(name).exists()
    assert refused(invited.proven, made.bytes, shown.replace(" ", "")[:9]) == "package.E_CODE"
    set_up = at.make_office(name, made.bytes, first_ten(shown))
    return at.open(name), set_up.request


def test_both_directions_are_proven_by_typed_digits(at: Province) -> None:
    app, request = joined(at, "a", FIRST)
    at.apps["a"] = app
    assert refused(at.hub.enrolment.certify, request) == "enrolment.digits"
    heard = app.enrolment.digits()
    for wrong in (changed(heard), heard[:8], "12345 67890"):
        assert refused(at.hub.enrolment.certify, request, wrong) == "package.E_CODE"
    office = app.session.office
    assert next(one for one in at.hub.enrolment.list() if one.office == office).state == "invited"
    answer = at.hub.enrolment.certify(request, first_ten(heard))
    file = at.back / answer.name
    file.write_bytes(answer.bytes)
    assert app.enrolment.accept(file).enrolled
    assert app.enrolment.digits() == ""
    figure(app, 3)
    assert [one.outcome for one in take(at, send(at, "a").path)] == ["OK"]
    assert refused(at.hub.enrolment.digits, office) == "enrolment.no_invitation"


def test_b22_a_request_without_its_code_is_another_one_to_the_ear(at: Province) -> None:
    one, request = joined(at, "a", FIRST)
    at.apps["a"] = one
    thief, stolen = joined(at, "thief", SECOND)
    at.apps["thief"] = thief
    heard = one.enrolment.digits()
    assert refused(at.hub.enrolment.certify, stolen, heard) == "package.E_CODE"
    at.hub.enrolment.certify(request, heard)


def test_who_typed_the_code_reads_out_nothing(at: Province) -> None:
    made = at.hub.enrolment.invite(office_id(at.hub, FIRST))
    set_up = at.make_office("a", made.bytes, made.code)
    at.apps["a"] = at.open("a")
    assert at.apps["a"].enrolment.digits() == ""
    assert at.hub.enrolment.certify(set_up.request).office


def test_a_code_is_never_taken_for_digits() -> None:
    for typed in ("1234-5678-9012-34567", "123456789", "1" * 31, "12345 6789x", "", "٠" * 10):
        assert not digits.are_digits(typed)
    for typed in ("12345 67890", "1234567890", "12345-67890-12345", "1" * 30):
        assert digits.are_digits(typed)
    mark = digits.invitation_mark(b"x")
    assert digits.fit(digits.shown(mark), mark)
    assert not digits.fit(digits.shown(digits.invitation_mark(b"y")), mark)
