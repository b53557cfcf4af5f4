"""Blank paper forms: a page of how to fill them, then one for each place, to be filled by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from gbdesk.domain.forms import FormSpec, Indicator
from gbdesk.reports.consolidated import recipients, reference
from gbdesk.reports.document import (
    BLANK,
    ROMAN,
    Annex,
    Block,
    Column,
    Document,
    Gap,
    Paragraph,
    Row,
    Signature,
    Table,
    words,
)
from gbdesk.reports.facts import PeriodFacts, ReportFacts
from gbdesk.reports.office_lists import texts
from gbdesk.reports.sentences import counted, short_day

_WIDTHS: Final = (
    ("no", 14.0, "center"),
    ("line", 88.0, "left"),
    ("unit", 18.0, "center"),
    ("quantity", 24.0, "right"),
    ("note", 24.0, "left"),
)
_HOW: Final = ("forms_how_number", "forms_how_signs", "forms_how_people", "forms_how_return")


def blank_forms(
    facts: ReportFacts,
    period: PeriodFacts,
    start: date,
    asked: Sequence[tuple[FormSpec, Sequence[str]]],
) -> Document:
    """For each form the names of the places that fill it, in their order."""
    template = texts()
    names = {"period": period.title, "office": facts.hub, "year": period.year}
    annexes = [_annex(form, place, period, start) for form, places in asked for place in places]
    opening = template.sentence(
        "forms_opening",
        **names,
        start=short_day(start),
        end=short_day(period.as_of),
        n=counted(len(annexes)),
    )
    blocks: list[Block] = [
        Paragraph(text=opening),
        *(Paragraph(text=template.sentence(one, **names), bullet=True) for one in _HOW),
        Paragraph(text=template.sentence("forms_list", list=_listed(annexes))),
    ]
    if not annexes:
        blocks = [Gap(missing=template.sentence("forms_none", **names), what="biểu")]
    return Document(
        letterhead=facts.letterhead,
        kind=template.text("outline", "forms_kind"),
        subject=template.text("outline", "forms_subject", **names),
        title=template.text("outline", "forms_title", **names),
        blocks=tuple(blocks),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=(template.sentence("forms_to"), recipients(facts)[-1]),
        annexes=tuple(annexes),
        reference=reference(facts, template, "form_reference"),
    )


def _listed(annexes: Sequence[Annex]) -> str:
    """`Xã Bản Mới (Phụ lục I); Xã Cao Sơn (Phụ lục II)`."""
    if len(annexes) == 1:
        return f"{annexes[0].short} (Phụ lục)"
    return "; ".join(f"{one.short} (Phụ lục {ROMAN[at]})" for at, one in enumerate(annexes, 1))


def _annex(form: FormSpec, place: str, period: PeriodFacts, start: date) -> Annex:
    template = texts()
    title = template.text("annexes", "form", PLACE=place.upper(), PERIOD=period.title.upper())
    columns = tuple(
        Column(title=template.text("columns", name), width=width, align=align)
        for name, width, align in _WIDTHS
    )
    days = {"start": short_day(start), "end": short_day(period.as_of)}
    notes = (
        template.text("annexes", "form_signs"),
        template.sentence("form_dated", year=period.year),
        template.sentence("form_signed"),
    )
    caption = template.sentence("form_of", form=form.title, **days)
    rows = tuple(_row(line) for line in form.indicators)
    return Annex(
        title=title,
        short=place,
        blocks=(Table(columns=columns, rows=rows, caption=caption, notes=notes, size=11),),
    )


def _row(line: Indicator) -> Row:
    cells = (words(line.no), words(line.label), words(line.unit), BLANK, BLANK)
    return Row(cells=cells, style="group" if line.heading else "plain")
