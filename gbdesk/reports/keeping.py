"""A document as bytes to be kept, and back: years later the same pages come out of them.

Canonical JSON in UTF-8: every value of `gbdesk.reports.document` is an object with its kind under
`is`, a tuple is a list, a day is `{"day": "2024-06-05"}`. The same document gives the same bytes,
so that their SHA-256 tells one version from another.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from gbdesk.domain.refusals import Refused
from gbdesk.reports import document
from gbdesk.reports.document import Document

SHAPE: Final = 1
_KINDS: Final = {
    kind.__name__: kind
    for kind in (
        document.Letterhead,
        document.Entry,
        document.Column,
        document.Row,
        document.Table,
        document.Heading,
        document.Paragraph,
        document.Gap,
        document.Figure,
        document.PageBreak,
        document.Signature,
        document.Annex,
        document.Provenance,
        document.Document,
    )
}


def kept(told: Document) -> bytes:
    """The bytes of a document."""
    said = {"shape": SHAPE, "document": _plain(told)}
    return json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def read_back(raw: bytes) -> Document:
    """The document that `kept` made bytes of.

    Raises:
        Refused: the bytes are no document of this or an earlier program.
    """
    try:
        said = json.loads(raw)
        found = _value(said["document"]) if said["shape"] == SHAPE else None
    except (ValueError, KeyError, TypeError) as fault:
        raise Refused("official.unreadable") from fault
    if not isinstance(found, Document):
        raise Refused("official.unreadable")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        said = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {"is": type(value).__name__, **said}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value))


def _value(said: Any) -> Any:
    if isinstance(said, list):
        return tuple(_value(one) for one in said)
    if not isinstance(said, dict):
        return said
    if "day" in said and "is" not in said:
        return date.fromisoformat(said["day"])
    kind = _KINDS[said["is"]]
    return kind(**{name: _value(one) for name, one in said.items() if name != "is"})
