"""How a person likes to see things, kept encrypted beside the drafts: columns, saved views."""

from __future__ import annotations

import json
from typing import Any

from gbdesk.store.drafts import Drafts

_PUT = (
    "INSERT INTO liking (who, name, payload) VALUES (?, ?, ?) "
    "ON CONFLICT (who, name) DO UPDATE SET payload = excluded.payload"
)


class Likings:
    """The likings of one person; every call may come from any thread."""

    def __init__(self, drafts: Drafts, who: str) -> None:
        self._drafts, self._who = drafts, who

    def put(self, name: str, payload: dict[str, Any]) -> None:
        """Keep one, in the place of the one of this name.

        Raises:
            Refused: the disk does not take it.
        """
        said = json.dumps(payload, ensure_ascii=False)
        self._drafts.run(_PUT, (self._who, name, said))

    def get(self, name: str) -> dict[str, Any] | None:
        """One, if there is any."""
        asked = "SELECT payload FROM liking WHERE who = ? AND name = ?"
        rows = self._drafts.run(asked, (self._who, name))
        return dict(json.loads(rows[0][0])) if rows else None

    def beginning(self, head: str) -> dict[str, dict[str, Any]]:
        """Those whose names begin so, by name."""
        asked = "SELECT name, payload FROM liking WHERE who = ? ORDER BY name"
        rows = self._drafts.run(asked, (self._who,))
        return {str(name): dict(json.loads(said)) for name, said in rows if name.startswith(head)}

    def drop(self, name: str) -> None:
        """Forget one."""
        self._drafts.run("DELETE FROM liking WHERE who = ? AND name = ?", (self._who, name))
