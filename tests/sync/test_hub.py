"""Section J of the adversarial list, as far as it is decided without a store: hub to office."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest

from gbdesk.domain.ops import REPORT, line_of
from gbdesk.sync.keys import ReceivingKey
from gbdesk.sync.writing import HUB_OPS, Enclosure, write_package
from helpers.packages import Craft, World, chain, outgoing, put, read_all, refused, segment


def from_hub(hub: World, to: str, **changed: Any) -> bytes:
    """A package of the hub with two ops in the stream of office one."""
    stream = "to." + hub.one.office
    ops = chain(hub.hub, 2, stream=stream, office=hub.one.office)
    runs = [segment(hub.hub, ops, stream=stream)]
    out = io.BytesIO()
    said = outgoing(hub.hub, [to], runs, kind=HUB_OPS, **changed)
    write_package(out, said, map(line_of, ops), hub.hub.key)
    return out.getvalue()


def test_an_office_reads_what_its_hub_says(hub: World, tmp_path: Path) -> None:
    path = put(tmp_path, from_hub(hub, hub.one.receive.recipient))
    found, ops = read_all(path, hub.office_trust())
    assert found.verified.certificate.rank == 1
    assert [op.stream for op in ops] == ["to." + hub.one.office] * 2


def test_j02_a_newer_catalogue_is_needed(hub: World, tmp_path: Path) -> None:
    path = put(tmp_path, from_hub(hub, hub.one.receive.recipient, needs_catalogue=31))
    assert refused("E_NEEDS_DIRECTORY", path, hub.office_trust()).facts["number"] == 31
    assert read_all(path, hub.office_trust(catalogue=31))


def test_j02_a_package_that_brings_the_catalogue_it_needs(hub: World, tmp_path: Path) -> None:
    release = Enclosure(kind="release", data=b"{}")
    raw = from_hub(hub, hub.one.receive.recipient, needs_catalogue=31, enclosed=(release,))
    found, _ = read_all(put(tmp_path, raw), hub.office_trust())
    assert found.enclosed == (release,)


def test_j03_a_package_for_another_office(hub: World, tmp_path: Path) -> None:
    path = put(tmp_path, from_hub(hub, hub.two.receive.recipient))
    refused("E_NOT_FOR_US", path, hub.office_trust())
    path = put(tmp_path, from_hub(hub, ReceivingKey.new().recipient))
    refused("E_NOT_FOR_US", path, hub.office_trust())


def test_a_hub_does_not_open_its_own_kind_as_an_offices(hub: World, tmp_path: Path) -> None:
    path = put(tmp_path, from_hub(hub, hub.hub_receive.recipient))
    refused("E_WRONG_KIND", path, hub.trust())


def test_j06_a_recovery_package_carries_the_ops_of_an_office(hub: World, tmp_path: Path) -> None:
    """All ops of an office from several devices, verbatim, under the hub's signature."""
    stream = "to." + hub.one.office
    own, theirs = chain(hub.hub, 2, stream=stream, office=hub.one.office), chain(hub.one, 3)
    runs = [segment(hub.hub, own, stream=stream), segment(hub.one, theirs)]
    said = outgoing(
        hub.hub,
        [hub.one.receive.recipient],
        runs,
        kind=HUB_OPS,
        certs=(hub.hub.signed, hub.one.signed),
    )
    out = io.BytesIO()
    write_package(out, said, map(line_of, [*own, *theirs]), hub.hub.key)
    found, got = read_all(put(tmp_path, out.getvalue()), hub.office_trust())
    assert got == [*own, *theirs]
    assert [part.stream for part in found.manifest.segments] == [stream, REPORT]


def test_only_a_hub_encloses_statements(hub: World, craft: Craft, tmp_path: Path) -> None:
    entry = {"kind": "root", "bytes": 2, "lines": 1, "sha256": "0" * 64}
    craft.manifest = lambda said: said | {"enclosed": [entry]}
    refused("E_ROLE", put(tmp_path, craft.make()), hub.trust())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sha256": "0" * 64}, "E_MANIFEST"),
        ({"bytes": 3}, "E_MANIFEST"),
        ({"lines": 3}, "E_MANIFEST"),
    ],
)
def test_an_enclosed_statement_must_be_whole(
    hub: World, tmp_path: Path, change: dict[str, Any], code: str
) -> None:
    entry = {"kind": "root", "bytes": 2, "lines": 1, "sha256": hashlib.sha256(b"{}").hexdigest()}
    crafted = Craft(hub, hub.hub, chain(hub.hub, 3), to=[hub.one.receive.recipient])
    crafted.header = lambda header: header | {"kind": HUB_OPS}
    crafted.lines = lambda lines: [lines[0], b"{}", *lines[1:]]
    crafted.manifest = lambda said: said | {"kind": HUB_OPS, "enclosed": [entry]}
    assert read_all(put(tmp_path, crafted.make()), hub.office_trust())[0].enclosed
    crafted.manifest = lambda said: said | {"kind": HUB_OPS, "enclosed": [entry | change]}
    refused(code, put(tmp_path, crafted.make()), hub.office_trust())


def test_statements_are_bounded(hub: World, tmp_path: Path) -> None:
    entry = {"kind": "root", "bytes": 12 << 20, "lines": 24, "sha256": "0" * 64}
    crafted = Craft(hub, hub.hub, chain(hub.hub, 1), to=[hub.one.receive.recipient])
    crafted.header = lambda header: header | {"kind": HUB_OPS}
    crafted.manifest = lambda said: said | {"kind": HUB_OPS, "enclosed": [entry] * 3}
    refused("E_LIMIT", put(tmp_path, crafted.make()), hub.office_trust())
