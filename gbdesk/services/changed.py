"""What a service changed, so that pages know whether to ask again."""

from __future__ import annotations

from enum import Flag, auto


class Changed(Flag):
    """Kinds of thing that differ after a commit."""

    NOTHING = 0
    ACTIVITIES = auto()
    FIGURES = auto()
    NARRATIVES = auto()
    PACKAGES = auto()
    CONFLICTS = auto()
    CATALOGUE = auto()
    ACCOUNTS = auto()
    BACKUPS = auto()
    ERASED = auto()
    ENTRIES = auto()
    EVIDENCE = auto()

    @classmethod
    def erased(cls, told: int) -> Changed:
        """What an order to erase changes beside the records: what was typed and shows a text."""
        return cls.ERASED if told else cls.NOTHING
