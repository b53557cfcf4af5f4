"""Checking a package without any workspace: whole or not, and what it says of itself, unproven."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.services import looks
from gbdesk.services.messages import Message
from gbdesk.services.outcomes import OK
from gbdesk.services.receiving_parts import WHOLE, Look
from gbdesk.sync import reading
from gbdesk.sync.errors import code_of
from gbdesk.text import translate


def check_outside(path: Path, told: Callable[[Refused], Message]) -> Look:
    """The outer checks of a file; who sent it is not verified and nothing is decrypted."""
    try:
        outside = reading.outside(path)
    except Refused as refused:
        message, outcome = told(refused), code_of(refused)
        made = looks.checks({}, looks.failed_at(outcome), message.happened)
        return looks.look(path, outcome, message, made=made, facts={"verified": False})
    words = translate("Receiving", "The file is whole; who sent it was not verified.")
    made = looks.checks({WHOLE: looks.whole_words()}, None, "")
    facts = {**looks.header_facts(None, outside), "verified": False}
    return looks.look(path, OK, looks.fine(words, OK), made=made, facts=facts)
