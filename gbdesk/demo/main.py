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
from gbdesk.text import translate

OFFICES: Final = 6
ACTIVITIES: Final = 12


def main(words: list[str]) -> int:
    """Run the demo into a folder; 0 when every step did what it says."""
    asked = _arguments(words)
    folder = Path(asked.out).resolve()
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(
            translate(
                "Demo", "The folder {folder} is not empty. Nothing was written.", folder=folder
            )
            + "\n"
        )
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    facts = Story(folder, asked.offices, asked.activities, asked.seed, _tell).run()
    if not asked.no_pictures:
        _pictures(facts)
    (folder / "demo.json").write_text(
        json.dumps(facts.summary, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    _tell(translate("Demo", "Everything is in {folder}.", folder=folder))
    if asked.window and _display():
        return _window(facts)
    return 0


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
    return parser.parse_args(words)


def _tell(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def _display() -> bool:
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def _pictures(facts: Facts) -> None:
    """Pictures of the main pages, taken by another process: one crash of Qt ends no demo."""
    for plan in facts.pictures:
        done = subprocess.run(
            [sys.executable, "-m", "gbdesk.ui.shots"],
            input=json.dumps(plan),
            text=True,
            check=False,
            capture_output=True,
        )
        if done.returncode:
            _tell(
                translate("Demo", "The pictures could not be taken: {why}", why=done.stderr[-400:])
            )
            facts.summary["pictures_failed"] = True


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
