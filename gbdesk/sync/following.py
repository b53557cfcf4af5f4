"""Root statements in the header of a hub's file: who was away follows them before anything else.

They are signed by themselves and checked in order from the one that is trusted; nothing else of the
header is believed for them. So a hub whose older keys are gone can still prove who it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from gbdesk.domain.refusals import Refused
from gbdesk.sync import peeking, trust
from gbdesk.sync.strict import from_base64, to_base64
from gbdesk.sync.trust import Root

_NAME: Final = "roots"
_ROOM: Final = 40 << 10
_MOST: Final = 64


def said(roots: Sequence[bytes]) -> dict[str, Any]:
    """What a header says of these statements, the first one first, as `ext`: the newest that fit.

    A first one alone is carried too, for a hub that has nothing left but its root file.
    """
    texts: list[str] = []
    for one in reversed(roots[1:] or roots):
        text = to_base64(one)
        if sum(map(len, texts)) + len(text) > _ROOM:
            break
        texts.insert(0, text)
    return {_NAME: texts} if texts else {}


def ahead(path: Path, current: Root) -> Root:
    """The root statement in force by what the header of this file carries; at least `current`."""
    return after(peeking.extension(path), current)


def after(extension: Mapping[str, Any], current: Root) -> Root:
    """As `ahead`, of a header that was read: its `ext`."""
    for signed in _roots(extension):
        try:
            if trust.read_root(signed, None).number > current.number:
                current = trust.follow_root(signed, current)
        except Refused:
            break
    return current


def newest(path: Path, root_key: bytes) -> Root | None:
    """The newest statement in the header of this file that the root key in our hands signed."""
    found = None
    for signed in _roots(peeking.extension(path)):
        try:
            found = trust.read_root(signed, root_key)
        except Refused:
            continue
    return found


def _roots(extension: Mapping[str, Any]) -> list[bytes]:
    found = extension.get(_NAME)
    if not isinstance(found, list) or len(found) > _MOST:
        return []
    try:
        return [from_base64(str(text), "E_HEADER") for text in found]
    except Refused:
        return []
