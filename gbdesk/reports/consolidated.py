"""The hub's consolidated report as a document: outline, sentences, annexes and sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gbdesk.domain import dates
from gbdesk.domain.catalogue_parts import Kind
from gbdesk.reports.consolidated_annexes import communication_annex, dv_annex, offices_annex
from gbdesk.reports.consolidated_body import Annexes, Body
from gbdesk.reports.document import INTERNAL_MARK, ROMAN, Annex, Document, Provenance, Signature
from gbdesk.reports.facts import ConsolidatedFigures, ReportFacts
from gbdesk.reports.provenance import provenance
from gbdesk.reports.sentences import Template, load

TEMPLATE: Final = "consolidated"
AS_ABOVE: Final = "- Như trên;"


def build(
    figures: ConsolidatedFigures, kinds: Iterable[Kind], *, template: Template | None = None
) -> Document:
    """The report for one period and profile; `kinds` are those of the catalogue, in its order."""
    texts = template or load(TEMPLATE)
    numerals = Annexes(communication=ROMAN[1], dv=ROMAN[2], offices=ROMAN[3])
    body = Body(figures=figures, template=texts, labels=labels_of(kinds), annexes=numerals)
    annexes = (
        communication_annex(figures, texts),
        dv_annex(figures, texts),
        offices_annex(figures, texts),
    )
    return assembled(body, annexes, provenance(figures, texts))


def labels_of(kinds: Iterable[Kind]) -> dict[str, tuple[str, str]]:
    """Label and unit of every kind of activity."""
    return {kind.id: (kind.label, kind.unit) for kind in kinds}


def assembled(body: Body, annexes: tuple[Annex, ...], sources: Provenance) -> Document:
    """A report around its body: letterhead, titles, marks, signature and annexes."""
    figures, texts = body.figures, body.template
    facts, period = figures.facts, figures.period.title
    return Document(
        letterhead=facts.letterhead,
        subject=texts.text("outline", "subject", period=period),
        title=texts.text("outline", "title", period=period),
        addressees=facts.addressees,
        mark=INTERNAL_MARK if figures.profile.marked else "",
        blocks=body.blocks(),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=recipients(facts),
        annexes=annexes,
        reference=reference(facts, texts),
        provenance=sources,
    )


def recipients(facts: ReportFacts) -> tuple[str, ...]:
    """`- Như trên;` first where the report has an addressee, `- Lưu: VT, …` last."""
    kept = f"- Lưu: VT, {facts.drafter}." if facts.drafter else "- Lưu: VT."
    first = (AS_ABOVE,) if facts.addressees else ()
    return (*first, *(f"- {one};" for one in facts.copies), kept)


def reference(facts: ReportFacts, texts: Template, key: str = "reference") -> str:
    """`(Kèm theo Báo cáo số 08/BC-SVHTTDL ngày … của …)`, under the title of every annex."""
    head = facts.letterhead
    number = f"{head.number:02d}" if head.number else "\u00a0" * 8
    day = dates.long(head.day) if head.day else "ngày … tháng … năm …"
    return texts.text("annexes", key, number=number, symbol=head.symbol, date=day, hub=facts.hub)
