"""How the outcome of looking at a file is told: pill, tone, group, the four checks, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.services import outcomes
from gbdesk.services.codes import check_code
from gbdesk.services.labels import office_name
from gbdesk.services.messages import Message
from gbdesk.services.outcomes import ALREADY, OK, OK_GAP, OLDER
from gbdesk.services.receiving_parts import (
    ADDRESSEE,
    ATTENTION,
    ORDER,
    READY,
    SENDER,
    SKIPPED,
    WHOLE,
    Check,
    Look,
)
from gbdesk.sync.reading import Outside
from gbdesk.text import mark, say, translate

UNCHECKED: Final = "unchecked"
_STEPS: Final = (WHOLE, SENDER, ADDRESSEE, ORDER)
_TITLES: Final = {
    WHOLE: mark("Receiving", "Whole"),
    SENDER: mark("Receiving", "Right sender"),
    ADDRESSEE: mark("Receiving", "Right addressee"),
    ORDER: mark("Receiving", "Right order"),
}
_PILLS: Final = {
    ALREADY: (mark("Receiving", "Taken in before"), "neutral"),
    OLDER: (mark("Receiving", "Older"), "neutral"),
    OK_GAP: (mark("Receiving", "Earlier package missing"), "info"),
    "E_UNKNOWN_SENDER": (mark("Receiving", "No certificate yet"), "warning"),
}
_CLASSES: Final = (
    (outcomes.OTHER_VERSION, mark("Receiving", "Other version"), "warning"),
    (outcomes.FIRST, mark("Receiving", "Needs the catalogue first"), "warning"),
    (outcomes.DECISION, mark("Receiving", "Needs a decision"), "warning"),
)
_REFUSED: Final = mark("Receiving", "Not taken in")
_DENIED: Final = mark("Receiving", "Refused after asking")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a package stands among those before it."""

    items: int = 0
    ops: int = 0
    words: str = ""


def pill_of(outcome: str, items: int) -> tuple[str, str]:
    """The short word for an outcome and its tone."""
    if outcome == OK:
        return translate("Receiving", "{n} entries", n=items), "success"
    if outcome in _PILLS:
        words, tone = _PILLS[outcome]
        return say(words), tone
    for codes, words, tone in _CLASSES:
        if outcome in codes:
            return say(words), tone
    return say(_REFUSED), "danger"


def fine(words: str, outcome: str) -> Message:
    """A sentence where there is nothing to put right."""
    return Message(happened=words, kept="", todo="", code=outcome)


def failed_at(outcome: str) -> str:
    """Which of the four checks an outcome belongs to."""
    if outcome in outcomes.SENDER:
        return SENDER
    if outcome in outcomes.NOT_FOR_US:
        return ADDRESSEE
    if outcome in outcomes.DECISION | outcomes.FIRST | {OLDER, ALREADY}:
        return ORDER
    return WHOLE


def checks(passed: Mapping[str, str], failing: str | None, words: str) -> tuple[Check, ...]:
    """The four checks: `passed` with their words, one that failed, the others not made."""
    found = []
    for key in _STEPS:
        is_ok = None if key not in passed else True
        said = passed.get(key) or translate("Receiving", "Not checked")
        if key == failing:
            is_ok, said = False, words
        found.append(Check(key=key, ok=is_ok, title=say(_TITLES[key]), words=said))
    return tuple(found)


def whole_words() -> str:
    """The first check held."""
    return translate("Receiving", "Nothing was changed on the way.")


def sender_words(name: str) -> str:
    """The second check held."""
    return translate("Receiving", "Signed by {name}.", name=name)


def addressee_words(catalogue: Catalogue) -> str:
    """The third check held."""
    return translate(
        "Receiving",
        "Only {hub_short} and the unit itself can open it.",
        hub_short=catalogue.word("hub_short"),
    )


def header_facts(catalogue: Catalogue | None, outside: Outside) -> dict[str, Any]:
    """What a `Look` says out of the header."""
    header = outside.header
    spans = () if header.period is None else (header.period.first, header.period.last)
    periods = tuple(dict.fromkeys(spans))
    office, name = header.sender.office, header.sender.office_name
    known = catalogue is not None and office in catalogue.offices
    return {
        "office": office,
        "office_name": office_name(catalogue, office) if catalogue and known else name,
        "device": header.sender.device,
        "seq": header.seq,
        "periods": periods,
        "title": titles(catalogue, periods),
        "made": header.created,
        "app": header.app,
        "size": outside.size,
        "ident": outside.ident,
        "check_code": check_code(outside.ident),
    }


def titles(catalogue: Catalogue | None, periods: tuple[str, ...]) -> str:
    """The periods as people call them."""
    known = catalogue.periods if catalogue is not None else {}
    return ", ".join(known[one].title if one in known else one for one in periods)


def day_of(moment: str) -> str:
    """The day of an ISO moment as people write it."""
    found = read_iso(moment[:10])
    return short(found) if found is not None else moment


def look(
    path: Path,
    outcome: str,
    message: Message,
    *,
    order: Order | None = None,
    made: tuple[Check, ...] = (),
    facts: Mapping[str, Any] | None = None,
) -> Look:
    """A `Look` with everything that follows from its outcome."""
    stands = order or Order()
    pill, tone = pill_of(outcome, stands.items)
    ready = outcome in {OK, OK_GAP}
    is_ok = ready or outcome in {ALREADY, OLDER}
    return Look(
        path=path,
        ok=is_ok,
        ready=ready,
        outcome=outcome,
        message=message,
        pill=pill,
        tone=tone,
        group=READY if ready else SKIPPED if is_ok else ATTENTION,
        checks=made,
        items=stands.items,
        ops=stands.ops,
        **(facts or {}),
    )


def refused(found: Look, message: Message) -> Look:
    """The same where somebody decided that it does not come in."""
    pill = say(_DENIED)
    return replace(found, pill=pill, tone="neutral", group=SKIPPED, message=message)
