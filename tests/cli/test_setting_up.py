"""`init`, `enrol`, the envelope, and where secrets come from."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import pytest
from cli.conftest import Trio

from helpers.commands import PASSWORD, Desk, given, piped


def test_the_envelope_is_the_same_for_good_and_bad(trio: Trio) -> None:
    good = trio.hub("enrol", "list").json
    assert set(good) == {"ok", "command", "exit", "result"}
    assert (good["ok"], good["command"], good["exit"]) == (True, "enrol list", 0)
    bad = trio.hub("activity", "add", "--title", "x", "--kind", "talk", "--start", "31/2/2024")
    assert set(bad.json) == {"ok", "command", "exit", "result", "error"}
    assert set(bad.json["error"]) == {"code", "happened", "kept", "todo"}
    assert (bad.exit, bad.json["exit"], bad.code) == (2, 2, "cli.date")


def test_a_hub_knows_how_far_its_offices_are(trio: Trio) -> None:
    rows = trio.hub("enrol", "list").result["offices"]
    states = [row["state"] for row in rows]
    assert states.count("enrolled") == 2
    assert set(states) == {"enrolled", "none"}


def test_a_wrong_password_ends_with_6_and_says_so(trio: Trio) -> None:
    desk = trio.first
    desk.password = "không phải mật khẩu"
    said = desk("check")
    assert said.exit == 6
    assert said.code.startswith("unlock.")
    assert all(said.json["error"][part] for part in ("happened", "todo"))


def test_a_wrong_code_of_an_invitation_is_refused(trio: Trio) -> None:
    out = ("--out", str(trio.folder))
    invited = trio.hub("enrol", "invite", "district-office.903", *out).result
    wrong = "0000-0000-0000-00000"
    office = Desk(trio.folder, "third.gbdesk", "ha")
    words = ("init", "--role", "office", "--invitation", invited["file"], *out)
    said = office(*words, code=wrong)
    assert (said.exit, said.code) == (3, "package.E_CODE")
    assert not (trio.folder / "third.gbdesk").exists()


def test_a_workspace_is_never_written_over(trio: Trio) -> None:
    before = (trio.folder / "hub.gbdesk").read_bytes()
    said = Desk(trio.folder, "hub.gbdesk", "van")("init", "--role", "hub")
    assert said.exit == 5
    assert (trio.folder / "hub.gbdesk").read_bytes() == before


def test_a_trial_is_set_up_and_sends_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "try.gbdesk", "ha")
    assert desk("init", "--role", "trial", "--side", "office").exit == 0
    said = desk("export", "--period", "2024-6T", "--out", str(tmp_path))
    assert said.exit == 3
    assert not list(tmp_path.glob("*.gbpkg"))


def test_no_workspace_no_user_no_password(trio: Trio) -> None:
    assert given(["--json", "check"], trio.folder).code == "cli.workspace"
    missing = Desk(trio.folder, "nobody.gbdesk")("check")
    assert (missing.exit, missing.json["ok"]) == (5, False)
    path = str(trio.folder / "hub.gbdesk")
    with ExitStack() as ends:
        words = ["--json", "--workspace", path, "--password-fd", piped(ends, "\n"), "check"]
        said = given(words, trio.folder)
    assert (said.exit, said.code) == (2, "cli.password_missing")


def test_a_secret_is_never_said_again(trio: Trio) -> None:
    with ExitStack() as ends:
        path = str(trio.folder / "hub.gbdesk")
        words = [
            "--workspace",
            path,
            "--password-fd",
            piped(ends, f"{PASSWORD}\n"),
            "enrol",
            "list",
        ]
        said = given(words, trio.folder)
    assert said.exit == 0
    assert PASSWORD not in said.out + said.err


@pytest.mark.parametrize("words", [["nonsense"], ["cell"], ["export"], ["import"]])
def test_what_is_not_understood_ends_with_2_in_json(words: list[str], tmp_path: Path) -> None:
    said = given(["--json", *words], tmp_path)
    assert (said.exit, said.code) == (2, "cli.usage")
    assert "\n" not in said.out.strip()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_is_in_the_language_asked_for(lang: str, tmp_path: Path) -> None:
    said = given(["--lang", lang, "--help"], tmp_path)
    assert said.exit == 0
    assert ("commands" in said.out) == (lang == "en")


def test_secrets_come_one_line_after_the_other(tmp_path: Path) -> None:
    """Password and code from one descriptor are two lines."""
    with ExitStack() as ends:
        fd = piped(ends, f"{PASSWORD}\n{PASSWORD}\n")
        path = str(tmp_path / "x.gbdesk")
        words = ["--json", "--workspace", path, "--user", "ha", "--password-fd", fd]
        assert given([*words, "init", "--role", "trial"], tmp_path).exit == 0
        said = given([*words, "status", "--period", "2024-6T"], tmp_path)
    assert said.exit == 0, said.out
    assert json.loads(said.out)["command"] == "status"
