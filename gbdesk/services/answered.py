"""What opening a file of the hub brought, as a value and in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from gbdesk.services import looks
from gbdesk.services.changed import Changed
from gbdesk.text import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A file of the hub was opened.

    `until` is the position the hub acknowledges now, `seq` the newest package it thereby has (0
    where none); `lower`: less than it said before; `fork`: it holds other changes of this PC;
    `returned`: entries that other PCs of this unit had sent, back from the hub;
    `enrolled`: this PC may send from now on; `catalogue`: the number of a release it brought,
    `news`: what is new in it; `locks`: which periods were locked or opened, in sentences.
    """

    outcome: str
    number: int = 0
    seq: int = 0
    until: int = 0
    receipt_at: str = ""
    lower: bool = False
    fork: bool = False
    returned: int = 0
    corrections: int = 0
    conflicts: int = 0
    sent_back: str = ""
    locks: tuple[str, ...] = ()
    enrolled: bool = False
    catalogue: int = 0
    news: str = ""
    changed: Changed = Changed.NOTHING

    @property
    def words(self) -> str:
        """What the file said, in the language in use."""
        return answered_words(self)


def answered_words(done: Answered) -> str:
    """What a file of the hub said, sentence by sentence."""
    if done.fork:
        return translate("Answers", "The receipt speaks of changes that are not in this data file.")
    parts = _brought(done)
    if done.seq:
        day = looks.day_of(done.receipt_at)
        parts.append(
            translate("Answers", "Package {seq} was received on {day}.", seq=done.seq, day=day)
        )
    if done.lower:
        parts.append(
            translate(
                "Answers",
                "An earlier receipt was taken back; the next package sends those changes again.",
            )
        )
    if done.corrections:
        parts.append(translate("Answers", "{n} entries were corrected.", n=done.corrections))
    if done.conflicts:
        parts.append(
            translate("Answers", "{n} differ from what was entered here.", n=done.conflicts)
        )
    if done.sent_back:
        parts.append(translate("Answers", "Sent back: {reason}", reason=done.sent_back))
    parts += done.locks
    return " ".join(parts) or translate("Answers", "The file was opened; it brings nothing new.")


def _brought(done: Answered) -> list[str]:
    """What a new PC gets: its registration, what others had sent, the catalogue."""
    parts = []
    if done.enrolled:
        parts.append(
            translate("Answers", "This computer is registered; packages can be written now.")
        )
    if done.returned:
        parts.append(
            translate(
                "Answers",
                "{n} entries that other computers of this unit had sent came back.",
                n=done.returned,
            )
        )
    if done.catalogue:
        parts.append(
            translate("Answers", "Catalogue no. {number} is in use now.", number=done.catalogue)
        )
    if done.news:
        parts.append(done.news)
    return parts
