"""A receipt read out on the telephone: it fits one package of one PC, slips are caught."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.ids import CROCKFORD
from gbdesk.domain.refusals import Refused
from gbdesk.services.phoning import code_of, normal
from gbdesk.store.oplog import Head
from helpers.enrolled import PERIOD
from helpers.journey import Province, figure, province, same_for, send, take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def told(at: Province, name: str = "a") -> str:
    office = at.apps[name].session.office
    (one,) = at.hub.receiving.phone_codes(office)
    return one.code


def refused(at: Province, code: str, name: str = "a") -> str:
    with pytest.raises(Refused) as caught:
        at.apps[name].sending.take_phone(code)
    return caught.value.code


def test_a_receipt_by_telephone_does_what_its_file_does(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 1)
    take(at, send(at, "a").path)
    (one,) = at.hub.receiving.phone_codes(app.session.office)
    assert (one.seq, one.device) == (1, app.session.device)
    done = app.sending.take_phone(one.code.lower().replace("-", " "))
    assert (done.is_new, done.seq, done.n) == (True, 1, one.n)
    assert "gói 1" in done.words
    (row,) = app.sending.sent()
    assert row.state == "received"
    assert not app.sending.take_phone(one.code).is_new
    figure(app, 2, place=1)
    usual = app.sending.export(PERIOD, at.usb)
    assert usual.ops < 5
    assert take(at, usual.path)[0].outcome == "OK"
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_an_older_code_takes_nothing_back(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 1)
    take(at, send(at, "a").path)
    first = told(at)
    figure(app, 2, place=1)
    take(at, send(at, "a").path)
    assert app.sending.take_phone(told(at)).seq == 2
    assert not app.sending.take_phone(first).is_new
    assert {row.state for row in app.sending.sent()} == {"received"}


def test_only_what_was_taken_in_has_a_code_and_only_its_own_pc_takes_it(at: Province) -> None:
    app, other = at.apps["a"], at.apps["b"]
    with pytest.raises(Refused) as caught:
        at.hub.receiving.phone_codes(app.session.office)
    assert caught.value.code == "receipt.nothing"
    figure(app, 1)
    take(at, send(at, "a").path)
    figure(other, 1)
    send(at, "b")
    code = told(at)
    assert refused(at, code, "b") == "phone.unknown"
    assert refused(at, code[:-1]) == "phone.check"
    assert refused(at, "") == "phone.check"
    swapped = code[1] + code[0] + code[2:]
    if swapped != code:
        assert refused(at, swapped) == "phone.check"
    with pytest.raises(Refused):
        at.hub.sending.take_phone(code)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 9), st.sampled_from(CROCKFORD))
def test_one_wrong_character_is_always_noticed(ch: bytes, at: int, wrong: str) -> None:
    plain = code_of("d_x", Head(7, ch)).replace("-", "").lower()
    assert normal(plain) == code_of("d_x", Head(7, ch))
    typed = plain[:at] + wrong + plain[at + 1 :]
    if typed == plain:
        return
    with pytest.raises(Refused):
        normal(typed)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 8))
def test_two_neighbours_in_the_wrong_order_are_always_noticed(ch: bytes, at: int) -> None:
    plain = code_of("d_x", Head(7, ch)).replace("-", "").lower()
    typed = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    if typed == plain:
        return
    with pytest.raises(Refused):
        normal(typed)
