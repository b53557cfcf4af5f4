"""`gbdesk demo`: the main job on invented data, told step by step."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from gbdesk.demo.story import Facts, Story
from gbdesk.demo.world import Tell
from gbdesk.text import translate

OFFICES: Final = 12
FEWEST: Final = 2
ACTIVITIES: Final = 12


def main(words: list[str], *, as_json: bool = False) -> int:
    """Run the demo into a folder; 0 when every step did what it says.

    `as_json` tells the steps on standard error and sums up in one object on standard output; no
    window is opened then.
    """
    asked = _arguments(words)
    if asked.json or as_json:
        code, facts = _run(asked, _aside)
        summary = facts.summary if facts else {}
        said = {"ok": code == 0, "command": "demo", "exit": code, "result": summary}
        _tell(json.dumps(said, ensure_ascii=False, sort_keys=True))
        return code
    code, facts = _run(asked, _tell)
    return _end(facts) if facts and code == 0 and asked.window else code


def _run(asked: argparse.Namespace, tell: Tell) -> tuple[int, Facts | None]:
    """Every step but the window: the exit code and what was found."""
    folder = Path(asked.out).resolve()
    if said := _refused(asked, folder):
        sys.stderr.write(said + "\n")
        return 2, None
    folder.mkdir(parents=True, exist_ok=True)
    facts = Story(folder, asked.offices, asked.activities, asked.seed, tell).run()
    if not asked.no_pictures:
        facts.summary["pictures"] = _pictures(facts, folder, tell)
    (folder / "demo.json").write_text(
        json.dumps(facts.summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    tell(translate("Demo", "Everything is in {folder}.", folder=folder))
    if not facts.holds:
        names = ", ".join(name for name, ok in facts.summary["checks"].items() if not ok)
        tell(translate("Demo", "This does not hold: {names}. See demo.json.", names=names))
        return 1, facts
    return 0, facts


def _refused(asked: argparse.Namespace, folder: Path) -> str:
    """Why the demo cannot begin; empty where it can."""
    if asked.offices < FEWEST:
        return translate("Demo", "Two offices at least are needed. Nothing was written.")
    if asked.activities < 0:
        return translate("Demo", "Activities are counted from 0. Nothing was written.")
    if folder.exists() and any(folder.iterdir()):
        return translate(
            "Demo", "The folder {folder} is not empty. Nothing was written.", folder=folder
        )
    return ""


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="gbdesk demo",
        description=translate("Demo", "The main job, end to end, on invented data."),
    )
    parser.add_argument("--out", default="demo-out", help=translate("Demo", "an empty folder"))
    parser.add_argument(
        "--offices", type=int, default=OFFICES, help=translate("Demo", "how many offices report")
    )
    parser.add_argument(
        "--activities",
        type=int,
        default=ACTIVITIES,
        help=translate("Demo", "how many activities each enters"),
    )
    parser.add_argument("--seed", type=int, default=1, help=translate("Demo", "another invention"))
    parser.add_argument(
        "--no-window",
        dest="window",
        action="store_false",
        help=translate("Demo", "do not open the window at the end"),
    )
    parser.add_argument(
        "--no-pictures", action="store_true", help=translate("Demo", "take no pictures of pages")
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=translate("Demo", "one JSON object on standard output; no window"),
    )
    return parser.parse_args(words)


def _tell(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def _aside(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _display() -> bool:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or not sys.platform.startswith("linux")


def _pictures(facts: Facts, folder: Path, tell: Tell) -> list[str]:
    """Pictures of the main pages, taken by another process: one crash of Qt ends no demo."""
    found: list[str] = []
    for plan in facts.pictures:
        done = subprocess.run(
            [sys.executable, "-m", "gbdesk.ui.shots"],
            input=json.dumps(plan),
            text=True,
            encoding="utf-8",
            check=False,
            capture_output=True,
        )
        found += [Path(line).relative_to(folder).as_posix() for line in done.stdout.splitlines()]
        if done.returncode:
            why = done.stderr[-400:]
            tell(translate("Demo", "The pictures could not be taken: {why}", why=why))
    facts.summary["checks"]["pictures"] = len(found) == sum(
        len(plan["pages"]) for plan in facts.pictures
    )
    tell(translate("Demo", "Pictures of the main pages: {count}.", count=len(found)))
    return found


def _end(facts: Facts) -> int:
    if _display():
        return _window(facts)
    _tell(translate("Demo", "There is no display, so the window is not opened."))
    return 0


def _window(facts: Facts) -> int:
    from gbdesk.ui.main import run

    _tell(
        translate(
            "Demo",
            "Opening the window. User: {user}, password: {password}",
            user=facts.user,
            password=facts.password,
        )
    )
    return run(facts.hub)
