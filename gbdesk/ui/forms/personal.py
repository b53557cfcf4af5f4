"""The word of warning where a free text may hold a trace of a person (M20)."""

from __future__ import annotations

from typing import Final

from gbdesk.domain.pii import ADDRESS, BIRTH, IDENTITY, PERSON, PHONE
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.fields import WARNING, Fix, Note

_WORDS: Final = {
    PHONE: mark("Form", "This text seems to hold a telephone number."),
    IDENTITY: mark("Form", "This text seems to hold an identity number."),
    PERSON: mark("Form", "This text seems to hold a person's name."),
    ADDRESS: mark("Form", "This text seems to hold an address."),
    BIRTH: mark("Form", "This text seems to hold a date of birth."),
}
REMOVE: Final = "remove"


def personal_words(kind: str) -> str:
    """What seems to be in the text, and why it should not be there."""
    why = translate("Form", "The program keeps nothing that tells who a person is.")
    return f"{say(_WORDS.get(kind, _WORDS[PERSON]))} {why}"


def personal_note(field: str, kind: str) -> Note:
    """The warning with its two answers: take the part out, or keep it."""
    return Note(
        field=field,
        severity=WARNING,
        code=f"personal.{kind}",
        text=personal_words(kind),
        fixes=(
            Fix(label=translate("Form", "Take that part out"), set={REMOVE: True}),
            Fix(label=translate("Form", "It is not, keep it"), set=None),
        ),
    )
