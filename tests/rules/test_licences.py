"""What the program is made of may be passed on under the terms that NOTICE and ADR 012 say."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement

from rules.source import ROOT

ALLOWED = {
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "PSF-2.0",
    "ISC",
    "Zlib",
    "LGPL-3.0-only",
}
# Read in the source package where the metadata are silent or free words.
READ = {
    "openpyxl": "MIT",
    "et-xmlfile": "MIT",
    "python-docx": "MIT",
    "charset-normalizer": "MIT",
    "pyrage": "MIT",
    "sqlcipher3": "Zlib",
    "reportlab": "BSD-3-Clause",
    "lxml": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "shiboken6": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
}
TOOLS = {"gbdesk"}


def direct() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line).name for line in project["dependencies"]]


def needed() -> Iterator[importlib.metadata.Distribution]:
    """Everything that is installed to run the program."""
    waiting, seen = direct(), set(TOOLS)
    while waiting:
        name = waiting.pop()
        tidy = re.sub(r"[-_.]+", "-", name).lower()
        if tidy in seen:
            continue
        seen.add(tidy)
        found = importlib.metadata.distribution(name)
        yield found
        for line in found.requires or []:
            asked = Requirement(line)
            if asked.marker is None or asked.marker.evaluate({"extra": ""}):
                waiting.append(asked.name)


def licence(found: importlib.metadata.Distribution) -> str:
    name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
    return found.metadata.get("License-Expression") or READ.get(name, "")


@pytest.mark.parametrize("found", list(needed()), ids=lambda each: str(each.metadata["Name"]))
def test_a_library_may_be_passed_on(found: importlib.metadata.Distribution) -> None:
    said = licence(found)
    assert said, "no licence known: read it and note it here"
    for part in said.split(" AND "):
        assert set(part.strip("()").split(" OR ")) & ALLOWED, said


def test_every_library_stands_in_the_decision_and_in_the_lock() -> None:
    words = (ROOT / "docs/adr/012-libraries.md").read_text(encoding="utf-8")
    lock = (ROOT / "requirements/run.txt").read_text(encoding="utf-8").lower()
    for name in direct():
        assert f"| {name} |" in words, name
        assert re.search(rf"^{re.escape(name.lower())}==", lock, re.MULTILINE), name
    for found in needed():
        name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), name


def test_every_locked_file_has_a_hash() -> None:
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        entries = re.split(r"^(?=[a-z0-9][\w.-]*==)", text, flags=re.MULTILINE)[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "http" not in text


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_bundled_files_come_with_their_licence(folder: str) -> None:
    beside = ROOT / "resources" / folder
    names = [one.name.lower() for one in beside.iterdir()]
    assert any("licen" in name or "ofl" in name for name in names), names
    assert f"resources/{folder}" in (ROOT / "NOTICE").read_text(encoding="utf-8")
