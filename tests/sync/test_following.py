"""Root statements in the header of a hub's file: followed in order, and only where they fit."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from gbdesk.sync import following, trust
from gbdesk.sync.keys import SigningKey
from gbdesk.sync.trust import Root
from gbdesk.sync.writing import HUB_OPS, Enclosure, write_package
from helpers.packages import World, outgoing, put


def written(hub: World, folder: Path, roots: list[bytes]) -> Path:
    """A file of the hub that encloses these root statements."""
    enclosed = tuple(Enclosure(kind="root", data=one) for one in roots)
    said = outgoing(hub.hub, [hub.one.receive.recipient], (), kind=HUB_OPS, enclosed=enclosed)
    out = io.BytesIO()
    write_package(out, said, (), hub.hub.key)
    return put(folder, out.getvalue())


def later(hub: World, number: int) -> Root:
    return replace(hub.root, number=number, operational=SigningKey.new().public)


def test_they_are_followed_in_order_whoever_was_away(hub: World, tmp_path: Path) -> None:
    two, three = later(hub, 2), later(hub, 3)
    every = [trust.write_root(hub.root_key, one) for one in (hub.root, two, three)]
    path = written(hub, tmp_path, every)
    assert following.ahead(path, hub.root) == three
    assert following.ahead(path, two) == three
    assert following.ahead(path, three) == three
    assert following.ahead(written(hub, tmp_path, every[:1]), hub.root) == hub.root


def test_whoever_has_the_root_key_finds_its_newest_statement(hub: World, tmp_path: Path) -> None:
    two, stranger = later(hub, 2), SigningKey.new()
    first, second = (trust.write_root(hub.root_key, one) for one in (hub.root, two))
    assert following.newest(written(hub, tmp_path, [first]), hub.root_key.public) == hub.root
    path = written(hub, tmp_path, [first, second, b"no statement"])
    assert following.newest(path, hub.root_key.public) == two
    assert following.newest(path, stranger.public) is None


def test_b15_what_does_not_follow_is_not_believed(hub: World, tmp_path: Path) -> None:
    first, stranger = trust.write_root(hub.root_key, hub.root), SigningKey.new()
    two, four = later(hub, 2), later(hub, 4)
    false = trust.write_root(stranger, replace(two, public=stranger.public))
    skipping = trust.write_root(hub.root_key, four)
    for wrong in (false, skipping, b"no statement"):
        assert following.ahead(written(hub, tmp_path, [first, wrong]), hub.root) == hub.root
    true = trust.write_root(hub.root_key, two)
    path = written(hub, tmp_path, [first, true, false])
    assert following.ahead(path, hub.root) == two
    (tmp_path / "x").write_bytes(b"gbpkg/1 h=999999")
    assert following.ahead(tmp_path / "x", hub.root) == hub.root


def test_a_header_holds_the_newest_that_fit(hub: World) -> None:
    one = trust.write_root(hub.root_key, hub.root)
    found = following.said([one] * 60)["roots"]
    assert 12 < len(found) < 60
    assert sum(map(len, found)) <= 40 << 10
