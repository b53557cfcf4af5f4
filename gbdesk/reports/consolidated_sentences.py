"""Sentences with figures for the part on results: communication, families and violence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gbdesk.domain import numbers
from gbdesk.domain.disclosure import is_small
from gbdesk.domain.suppression import SIGN
from gbdesk.domain.tally import DvTally, LineTally
from gbdesk.domain.tally_communication import CommunicationTally
from gbdesk.reports.document import Block, Gap, Paragraph
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.reports.sentences import Template, counted

CASES = "dv.cases"


def communication(
    figures: ConsolidatedFigures,
    template: Template,
    labels: Mapping[str, tuple[str, str]],
    annex: str,
) -> list[Block]:
    """What was done, how many came, and the list by kind; `labels` are (label, unit) by kind."""
    found = figures.communication
    covered = template.figures_of(found.coverage)
    told_in = Paragraph(text=template.sentence("activities_annex", annex=annex))
    last = _left_out(figures, template, labels, annex)
    if not found.coverage.n and not found.records:
        return [Gap(missing=template.sentence("activities_none")), told_in, *last]
    if not found.records:
        nothing = template.sentence("no_activities", figures_of=covered, annex=annex)
        return [Paragraph(text=nothing), *last]
    integrated = (
        template.sentence("integrated", n=counted(found.integrated)) if found.integrated else ""
    )
    first = template.sentence(
        "activities",
        records=counted(found.records),
        figures_of=covered,
        integrated=integrated,
    )
    blocks: list[Block] = [Paragraph(text=first)]
    if found.attendees:
        told = women(template, found.women, found.attendees, of=found.women_of)
        facts = {"n": counted(found.attendees), "women": told, "figures_of": covered}
        facts["unfinished"] = _unfinished(found, template)
        blocks.append(Paragraph(text=template.sentence("attendees", **facts)))
    listed = kinds(found, template, labels)
    if listed:
        told_in = Paragraph(
            text=template.sentence("kinds", list=listed, annex=annex, figures_of=covered)
        )
    return [*blocks, told_in, *last]


def _unfinished(found: CommunicationTally, template: Template) -> str:
    """How many of the activities counted do not say yet how many came, or how much was done."""
    if not found.unfinished:
        return ""
    return template.sentence("attendees_unfinished", n=counted(found.unfinished))


def _left_out(
    figures: ConsolidatedFigures,
    template: Template,
    labels: Mapping[str, tuple[str, str]],
    annex: str,
) -> list[Block]:
    """What the sentences before do not count, and kinds that have no place in the report."""
    found, blocks = figures.communication, list[Block]()
    if found.no_role:
        blocks.append(Paragraph(text=template.sentence("no_role", n=counted(found.no_role))))
    elsewhere = {ident for named in template.raw["beside"].values() for ident in named}
    other = [ident for ident in found.beside if ident not in elsewhere]
    listed = beside_list(found, template, labels, other)
    if listed:
        covered = template.figures_of(found.coverage)
        told = template.sentence("beside_other", annex=annex, list=listed, figures_of=covered)
        blocks.append(Paragraph(text=told))
    return blocks


def beside(
    figures: ConsolidatedFigures,
    template: Template,
    labels: Mapping[str, tuple[str, str]],
    section: str,
) -> list[Block]:
    """What belongs to a section and stands in no row of the annex on communication."""
    found = figures.communication
    listed = beside_list(found, template, labels, template.raw["beside"].get(section, ()))
    if not listed:
        return []
    covered = template.figures_of(found.coverage)
    return [Paragraph(text=template.sentence("beside", list=listed, figures_of=covered))]


def beside_list(
    found: CommunicationTally,
    template: Template,
    labels: Mapping[str, tuple[str, str]],
    wanted: Iterable[str] | None = None,
) -> str:
    """These kinds (all) without a row in the annex, each with its own unit."""
    parts = []
    for ident in found.beside if wanted is None else wanted:
        if (one := found.beside.get(ident)) is None:
            continue
        label, unit = labels.get(ident, (ident, ""))
        if not one.quantity:
            facts = {"n": counted(one.records), "label": label[:1].lower() + label[1:]}
            parts.append(template.sentence("beside_unknown", **facts))
            continue
        told = template.kind(ident, label, unit, one.quantity)
        if one.unfinished:
            n = counted(one.unfinished)
            told = template.sentence("beside_unfinished", told=told, n=n)
        parts.append(told)
    return "; ".join(parts)


def women(template: Template, count: int, people: int, *, of: int) -> str:
    """`, trong đó 567 lượt nữ (41,6%)`; nothing where no woman was counted.

    The share is told only where women were counted among all people, not among the `of` alone.
    """
    if not count:
        return ""
    share = numbers.percent(count, people) if count <= people == of else ""
    shown_count = counted(count)
    if not share:
        return template.sentence("attendees_women_plain", n=shown_count)
    return template.sentence("attendees_women", n=shown_count, percent=share)


def kinds(
    found: CommunicationTally, template: Template, labels: Mapping[str, tuple[str, str]]
) -> str:
    """Every kind with its own unit, never added to another."""
    counted = [(ident, count) for ident, count in found.by_kind.items() if count]
    order = {ident: at for at, ident in enumerate(labels)}
    counted.sort(key=lambda pair: order.get(pair[0], len(order)))
    return "; ".join(
        template.kind(ident, *labels.get(ident, (ident, "")), count) for ident, count in counted
    )


def dv(figures: ConsolidatedFigures, template: Template, annex: str) -> list[Block]:
    """Families and violence, sentence by sentence, coverage at every total."""
    tally = figures.dv
    told_in = Paragraph(text=template.sentence("dv_annex", annex=annex))
    if tally is None or not tally.reporting.n:
        return [Gap(missing=template.sentence("dv_none")), told_in]
    nothing = tally.value(CASES) == 0 and not _tells_of_cases(tally, template)
    blocks: list[Block] = []
    told = False
    for entry in template.raw["dv"]:
        if entry.get("cases") and nothing:
            if not told:
                line = tally.lines[CASES]
                covered = template.figures_of(line.offices, len(line.partial))
                blocks.append(Paragraph(text=template.sentence("no_cases", figures_of=covered)))
                told = True
            continue
        lines = [
            (tally.lines[one], words) for one, words in entry["lines"].items() if one in tally.lines
        ]
        if lines:
            blocks.append(Paragraph(text=_sentence(entry["text"], lines, figures, template)))
        if CASES in entry["lines"]:
            blocks += compared(figures, tally, template)
    return [*blocks, told_in]


def _tells_of_cases(tally: DvTally, template: Template) -> bool:
    """Whether another line on cases is above 0: its office may not know how many there were."""
    lines = [name for entry in template.raw["dv"] if entry.get("cases") for name in entry["lines"]]
    return any(tally.value(name) for name in lines)


def _sentence(
    text: str,
    lines: Sequence[tuple[LineTally, str]],
    figures: ConsolidatedFigures,
    template: Template,
) -> str:
    told_of = {template.figures_of(line.offices, len(line.partial)) for line, _ in lines}
    same = len(told_of) == 1
    parts = [_part(line, words, figures, template, alone=not same) for line, words in lines]
    told = text.format(list="; ".join(parts))
    return f"{told} ({told_of.pop()})." if same else f"{told}."


def _part(
    line: LineTally, words: str, figures: ConsolidatedFigures, template: Template, *, alone: bool
) -> str:
    value = line.total.value
    if value is None:
        count = template.text("missing_line", "text")
    else:
        found = figures.shown(line)
        count = found.text if found.hidden else counted(value)
    notes = [template.sentence("withheld")] if count == SIGN else []
    if line.may_repeat and value:
        notes.append(template.sentence("may_repeat"))
    if alone:
        notes.append(template.figures_of(line.offices, len(line.partial)))
    told = words.format(n=count)
    return f"{told} ({'; '.join(notes)})" if notes else told


def compared(figures: ConsolidatedFigures, tally: DvTally, template: Template) -> list[Block]:
    """The cases beside those of a year before, only where both are whole and may be told."""
    before = figures.previous.get(CASES)
    now = tally.lines.get(CASES)
    if before is None or before.value is None or now is None or now.total.value is None:
        return []
    if not before.is_whole or not now.total.is_whole:
        return [Paragraph(text=template.sentence("compared_not"))]
    change = now.total.value - before.value
    if figures.shown(now).hidden:
        return []
    counts = (abs(change), before.value, now.total.value)
    if figures.profile.hides and any(is_small(one, figures.threshold) for one in counts):
        return []
    key = "compared_same" if not change else "compared_more" if change > 0 else "compared_less"
    text = template.sentence(key, n=counted(abs(change)), before=counted(before.value))
    return [Paragraph(text=text)]
