"""House rules a machine can see: nothing half done, no broad catch, NFC, no machine of ours."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

from rules.source import calls, modules, tracked

CATCH_ALL = {"gbdesk/ui/tasks.py", "gbdesk/ui/errors.py", "gbdesk/cli/main.py"}
MARKS = re.compile(r"#\s*(TODO|FIXME|XXX)|NotImplementedError|assert True\b")
PLACES = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z])(?:/|\b)")
NOW = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "date.today", "system_ms"}
MACHINE_CLOCK = {
    "gbdesk/domain/clock.py",  # the clock itself
    "gbdesk/store/drafts.py",  # which draft is the older
    "gbdesk/store/leftovers.py",  # against the times of files
    "gbdesk/store/patience.py",  # how long a wrong password waits
}
NETWORK = {"socket", "ssl", "urllib.request", "http.client", "ftplib", "smtplib", "requests"}


def test_nothing_is_marked_to_be_done_later() -> None:
    found = [
        f"{module.name}: {match.group(0)}"
        for folder in ("gbdesk", "tests")
        for module in modules(folder)
        for match in MARKS.finditer(module.text)
        if module.name != "tests/rules/test_habits.py"
    ]
    assert not found, "\n".join(found)


def test_a_broad_catch_stands_only_where_everything_ends() -> None:
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ExceptHandler) or module.name in CATCH_ALL:
                continue
            caught = ast.unparse(node.type) if node.type else "everything"
            reraises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
            if caught in {"Exception", "BaseException", "everything"} and not reraises:
                found.append(f"{module.name}:{node.lineno}")
    assert not found, "\n".join(found)


def test_the_program_never_speaks_to_a_network() -> None:
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            found += [f"{module.name}: {name}" for name in names if name in NETWORK]
    assert not found, "\n".join(found)


def test_no_signal_is_joined_to_a_lambda_over_self() -> None:
    found = [
        f"{module.name}:{call.lineno}"
        for module in modules("gbdesk/ui")
        for call in calls(module.tree, "connect")
        if call.args
        and isinstance(call.args[0], ast.Lambda)
        and any(isinstance(node, ast.Name) and node.id == "self" for node in ast.walk(call.args[0]))
    ]
    assert not found, "\n".join(found)


def test_no_process_events_and_no_terminated_threads() -> None:
    for module in modules():
        assert not list(calls(module.tree, "processEvents", "terminate")), module.name


@pytest.mark.parametrize("path", tracked(), ids=lambda path: path.name)
def test_every_file_is_nfc_and_names_no_place_of_a_machine(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    if path.name != "test_habits.py":
        assert not PLACES.search(content), PLACES.search(content)
    if path.suffix != ".py" or "tests" not in path.parts:
        assert unicodedata.is_normalized("NFC", content)
        assert "\u200b" not in content
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", content)


def test_what_is_kept_takes_its_moment_from_the_clock_of_the_session() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for folder in ("domain", "services", "sync", "reports", "sheets", "store", "cli")
        for module in modules(f"gbdesk/{folder}")
        if module.name not in MACHINE_CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in NOW
    ]
    assert not found, "\n".join(found)
