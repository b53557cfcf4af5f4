"""The month of action in the annual report: what was done so far, and that it is not over."""

from __future__ import annotations

from collections.abc import Mapping

from gbdesk.reports import consolidated_sentences as say
from gbdesk.reports.document import Block, Gap, Heading, Paragraph
from gbdesk.reports.facts import ConsolidatedFigures, MonthOfAction
from gbdesk.reports.sentences import Template, counted, short_day


def month(
    figures: ConsolidatedFigures, template: Template, labels: Mapping[str, tuple[str, str]]
) -> list[Block]:
    """Heading and sentences; `labels` are (label, unit) by kind."""
    found = figures.month
    gap = Gap(missing=template.sentence("month_none"), what="số liệu")
    if found is None:
        return [Heading(level=2, text=template.text("outline", "month_unnamed")), gap]
    blocks: list[Block] = [
        Heading(level=2, text=template.text("outline", "month", month=found.title))
    ]
    blocks += _told(found, template, labels) if found.records else [_nothing(found, template, gap)]
    if found.tally.no_role:
        n = counted(found.tally.no_role)
        blocks.append(Paragraph(text=template.sentence("no_role", n=n)))
    if found.as_of < found.end:
        facts = {"end": short_day(found.end), "as_of": short_day(found.as_of)}
        blocks.append(Paragraph(text=template.sentence("month_open", **facts)))
    return blocks


def _nothing(found: MonthOfAction, template: Template, gap: Gap) -> Block:
    if not found.tally.coverage.n and not found.partial:
        return gap
    return Paragraph(text=template.sentence("month_nothing", **_facts(found, template)))


def _told(
    found: MonthOfAction, template: Template, labels: Mapping[str, tuple[str, str]]
) -> list[Block]:
    tally, people = found.tally, ""
    if tally.attendees:
        women = say.women(template, tally.women, tally.attendees, of=tally.women_of)
        n = counted(tally.attendees)
        people = template.sentence("month_attendees", n=n, women=women)
    facts = {**_facts(found, template), "records": counted(found.records), "attendees": people}
    blocks: list[Block] = [Paragraph(text=template.sentence("month", **facts))]
    listed = [say.kinds(tally, template, labels), say.beside_list(tally, template, labels)]
    if told := "; ".join(one for one in listed if one):
        blocks.append(Paragraph(text=template.sentence("month_kinds", list=told)))
    return blocks


def _facts(found: MonthOfAction, template: Template) -> dict[str, object]:
    return {
        "month": found.title,
        "start": short_day(found.start),
        "end": short_day(found.end),
        "as_of": short_day(found.as_of),
        "figures_of": template.figures_of(found.tally.coverage, found.partial),
    }
