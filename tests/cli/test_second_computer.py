"""`share` and `import` at an office: two computers of it bring each other up to date."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Trio

from helpers.commands import PERIOD, Desk, Said


def joined(trio: Trio) -> tuple[Desk, Path]:
    """A second computer of the first office, and the hub's answer that registered it."""
    out = ("--out", str(trio.folder))
    invited = trio.hub("enrol", "invite", "district-office.901", *out).result
    desk = Desk(trio.folder, "third.gbdesk", "tu")
    made = desk(
        *("init", "--role", "office", "--invitation", invited["file"], *out), code=invited["code"]
    ).result
    answer = Path(trio.hub("enrol", "certify", made["request"], *out).result["file"])
    assert desk("enrol", "accept", str(answer)).result["state"] == "enrolled"
    return desk, answer


def content(desk: Desk) -> str:
    said: Said = desk("check")
    return str(said.result["check"]["content"])


def test_two_computers_have_the_same_after_an_exchange(trio: Trio) -> None:
    third, answer = joined(trio)
    refused = trio.first("share", "--out", str(trio.folder))
    assert (refused.exit, refused.code) == (3, "sibling.none")
    trio.first("enrol", "accept", str(answer))
    out = trio.folder / "stick"
    out.mkdir()
    shared = trio.first("share", "--out", str(out)).result["shared"]
    assert (shared["readers"], len(shared["paths"])) == (1, 1)
    dry = third("import", shared["paths"][0], "--dry-run").result
    assert next(iter(dry["previews"].values()))["counts"]["activity"]["new"] == 1
    taken = third("import", shared["paths"][0]).result
    assert [one["outcome"] for one in taken["files"]] == ["OK"]
    assert content(third) == content(trio.first)
    again = third("import", shared["paths"][0]).result
    assert [one["outcome"] for one in again["files"]] == ["ALREADY"]
    third("undo", str(taken["files"][0]["number"]))
    assert content(third) != content(trio.first)


def test_the_package_for_the_hub_opens_at_the_other_computer_too(trio: Trio) -> None:
    third, answer = joined(trio)
    trio.first("enrol", "accept", str(answer))
    package = trio.first("export", "--period", PERIOD, "--out", str(trio.folder)).result["package"]
    assert third("import", package["path"]).result["files"][0]["outcome"] == "OK"
    assert trio.hub("import", package["path"]).result["files"][0]["outcome"] == "OK"
    assert trio.second("import", package["path"]).code == "package.E_NOT_FOR_US"
