"""Steps that can be taken back, kept encrypted beside the drafts: locking the window keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from gbdesk.store.drafts import Drafts

MOST: Final = 200
_ADD = "INSERT INTO step (who, run, forth, words, payload) VALUES (?, ?, ?, ?, ?)"
_LIST = "SELECT n, words FROM step WHERE who = ? AND run = ? AND forth = ? ORDER BY n DESC"
_TRIM = "DELETE FROM step WHERE who = ? AND run = ? AND n <= (SELECT max(n) FROM step) - ?"


@dataclass(frozen=True, slots=True)
class Kept:
    """One step by its number, with the words for it."""

    number: int
    words: str


class StepFile:
    """The steps of one person in one run of the program; every call may come from any thread."""

    def __init__(self, drafts: Drafts, who: str, run: str) -> None:
        self._drafts, self._who, self._run = drafts, who, run

    def begin(self) -> None:
        """Forget what an earlier run of the program left behind."""
        self._drafts.run("DELETE FROM step WHERE run <> ?", (self._run,))

    def add(self, words: str, payload: dict[str, Any], *, forth: bool = False) -> None:
        """Keep one more step; the oldest give way.

        Raises:
            Refused: the disk does not take it.
        """
        said = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        self._drafts.run(_ADD, (self._who, self._run, int(forth), words, said))
        self._drafts.run(_TRIM, (self._who, self._run, MOST))

    def all(self, *, forth: bool = False) -> list[Kept]:
        """The steps to be taken back, or forth again, newest first."""
        rows = self._drafts.run(_LIST, (self._who, self._run, int(forth)))
        return [Kept(int(number), str(words)) for number, words in rows]

    def read(self, number: int) -> dict[str, Any] | None:
        """One step, None where it is gone."""
        rows = self._drafts.run("SELECT payload FROM step WHERE n = ?", (number,))
        return dict(json.loads(rows[0][0])) if rows else None

    def drop(self, number: int) -> None:
        """Forget one step."""
        self._drafts.run("DELETE FROM step WHERE n = ?", (number,))

    def drop_forth(self) -> None:
        """Forget what could be done again: something else was done since."""
        wanted = "DELETE FROM step WHERE who = ? AND run = ? AND forth = 1"
        self._drafts.run(wanted, (self._who, self._run))
