"""Whether both sides hold the same at the end, and digests of every file that is left."""

from __future__ import annotations

import hashlib
from typing import Any

from gbdesk.demo.world import FOLDERS, Site, World


def compare(
    world: World, hub: Site, sites: list[Site], accepted: set[int], summary: dict[str, Any]
) -> None:
    """Add to the summary what `gbdesk check` says of every workspace.

    An office whose package is in must have the same digests of content and ops at the hub.
    """
    with world.open(hub) as app:
        found = app.selfcheck.run()
        summary["hub_short"] = app.catalogue.word("hub_short")
    rows, whole = [], [found.ok]
    for number, site in enumerate(sites):
        with world.open(site) as app:
            there = app.selfcheck.run()
        whole.append(there.ok)
        ours, theirs = found.offices.get(site.office), there.offices.get(site.office)
        rows.append(
            {
                "office": site.name,
                "in": number in accepted,
                "hub": ours,
                "own": theirs,
                "equal": ours == theirs,
            }
        )
    same = all(row["equal"] for row in rows if row["in"])
    summary["checks"] |= {"workspaces_are_whole": all(whole), "both_sides_equal": same}
    summary["digests"] = {"content": found.content, "ops": found.ops}
    summary["offices"] = rows


def digests(world: World) -> dict[str, str]:
    """SHA-256 of every file, by its path below the folder."""
    return {
        world.shown(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in FOLDERS
        for path in sorted(world.at(name).rglob("*"))
        if path.is_file()
    }
