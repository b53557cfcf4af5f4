"""A refusal: something asked for that cannot be done, and that a person can put right."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - named as people say it
    """`code` names what happened, `facts` fill its words (never names of people, never figures).

    The words of every code stand in `gbdesk.services.messages`, as what happened, what was kept
    and what to do.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
