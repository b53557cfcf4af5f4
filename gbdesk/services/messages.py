"""What is said when something could not be done: what happened, what was kept, what to do.

Each area keeps its own table `code: (happened, kept, to do)` in a `words_*` module; a code without
words is told in general words that name the code, never with a crash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final, TypeAlias

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.refusals import Refused
from gbdesk.services.words_carrier import CARRIER, KINDS
from gbdesk.services.words_cli import CLI
from gbdesk.services.words_entry import ENTRY
from gbdesk.services.words_evidence import EVIDENCE
from gbdesk.services.words_form import FORM
from gbdesk.services.words_keys import KEYS
from gbdesk.services.words_lists import LISTS
from gbdesk.services.words_package import PACKAGE
from gbdesk.services.words_report import REPORT
from gbdesk.services.words_sending import SENDING
from gbdesk.services.words_setup import SETUP
from gbdesk.services.words_unlock import UNLOCK
from gbdesk.services.words_world import WORLD
from gbdesk.text import mark, say, translate

Marked: TypeAlias = tuple[str, str]
Words: TypeAlias = tuple[Marked, Marked, Marked]

TABLES: Final[tuple[Mapping[str, Words], ...]] = (
    UNLOCK,
    KEYS,
    WORLD,
    ENTRY,
    EVIDENCE,
    FORM,
    PACKAGE,
    SENDING,
    REPORT,
    SETUP,
    LISTS,
    CARRIER,
    CLI,
)
GENERAL: Final[Words] = (
    mark("Message", "This could not be done (code {code})."),
    mark("Message", "Nothing on this computer was changed."),
    mark("Message", "Try again; if it happens again, send the code to the person who helps you."),
)
WORLD_WORDS: Final = ("hub", "hub_short", "office", "place_kind")
_MISSING: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A refusal in the language in use; `code` is for the small print."""

    happened: str
    kept: str
    todo: str
    code: str

    @property
    def text(self) -> str:
        """The three sentences one after the other."""
        return " ".join(part for part in (self.happened, self.kept, self.todo) if part)


def words_of(code: str) -> Words | None:
    """The words of a code, if it has any."""
    return next((table[code] for table in TABLES if code in table), None)


def describe(refused: Refused, catalogue: Catalogue | None = None) -> Message:
    """A refusal in words; names of levels and bodies come from the catalogue.

    The fact `of` (for a file that is no package: what it `seems`) chooses closer words.
    """
    closer = refused.facts.get("of") or KINDS.get(str(refused.facts.get("seems")))
    happened, kept, todo = words_of(f"{refused.code}:{closer}") or words_of(refused.code) or GENERAL
    facts = {**names_of_world(catalogue), **refused.facts, "code": refused.code}
    return Message(
        happened=fill(happened, facts),
        kept=fill(kept, facts),
        todo=fill(todo, facts),
        code=refused.code,
    )


def names_of_world(catalogue: Catalogue | None) -> dict[str, object]:
    """The words for levels and bodies: the catalogue's, or neutral ones before enrolment."""
    if catalogue is not None:
        return {key: catalogue.word(key) for key in WORLD_WORDS}
    return {
        "hub": translate("World", "the receiving body"),
        "hub_short": translate("World", "the receiving body"),
        "office": translate("World", "the reporting unit"),
        "place_kind": translate("World", "place"),
    }


def fill(marked: Marked, facts: Mapping[str, object]) -> str:
    """A marked text with its names filled; a name without a fact becomes an ellipsis."""
    if not marked[1]:
        return ""
    names = {name for _, name, _, _ in Formatter().parse(marked[1]) if name}
    known = {name: facts.get(name, _MISSING) for name in names}
    return say(marked, n=None, **known) if known else say(marked)
