"""What is said where somebody else changed a field meanwhile, with the two answers."""

from __future__ import annotations

from typing import Any

from gbdesk.text import translate
from gbdesk.ui.forms.fields import WARNING, Fix, Note


def moved_note(field: str, name: str, value: str, shown: Any) -> Note:
    """The field of the form, the name of what is stored, its value in words and as shown."""
    words = translate(
        "Activities", "Somebody else changed this meanwhile. It says now: {value}", value=value
    )
    return Note(
        field=field,
        severity=WARNING,
        code=f"moved.{name}",
        text=words,
        fixes=(
            Fix(label=translate("Activities", "Take that"), set={field: shown}),
            Fix(label=translate("Activities", "Keep mine"), set=None),
        ),
    )
