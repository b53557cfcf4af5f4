"""The report of one unit as a document, and its list of activities.

The places of the unit stand where the consolidated report has offices, so that the same tables and
sentences say the same things; what is said otherwise is in `resources/reports/office.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gbdesk.domain.catalogue_parts import Kind
from gbdesk.reports import consolidated_sentences as say
from gbdesk.reports.consolidated import assembled, labels_of
from gbdesk.reports.consolidated_annexes import communication_annex, dv_annex
from gbdesk.reports.consolidated_body import Annexes, Body
from gbdesk.reports.document import (
    ROMAN,
    Annex,
    Block,
    Document,
    Heading,
    Paragraph,
    Provenance,
    Table,
)
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.reports.office_lists import ActivityLine, activity_annex, texts
from gbdesk.reports.provenance import provenance
from gbdesk.reports.sentences import Template, short_day


def build(
    figures: ConsolidatedFigures, kinds: Iterable[Kind], activities: Sequence[ActivityLine]
) -> Document:
    """The report of a unit for one period and profile."""
    template = texts()
    annexes = [_uncovered(communication_annex(figures, template))]
    if figures.dv is not None:
        annexes.append(dv_annex(figures, template))
    annexes.append(activity_annex(figures.period, activities))
    numerals = Annexes(communication=ROMAN[1], dv=ROMAN[2], offices=ROMAN[len(annexes)])
    body = _Body(figures=figures, template=template, labels=labels_of(kinds), annexes=numerals)
    return assembled(body, tuple(annexes), _provenance(figures, template))


def _uncovered(annex: Annex) -> Annex:
    """The annex without the line that says how many units stand behind it: it is one."""
    blocks = (replace(one, coverage="") if isinstance(one, Table) else one for one in annex.blocks)
    return replace(annex, blocks=tuple(blocks))


def _provenance(figures: ConsolidatedFigures, template: Template) -> Provenance:
    made = provenance(figures, template)
    if figures.dv is not None:
        return made
    covered = template.text("provenance", "coverage")
    return replace(made, facts=tuple(fact for fact in made.facts if fact[0] != covered))


class _Body(Body):
    """The same five sections, told by one unit about itself."""

    @property
    def of_units(self) -> bool:
        """It is one."""
        return False

    def _opening(self) -> list[Block]:
        figures, covered = self.figures, self.figures.coverage
        as_of = short_day(figures.as_of)
        names = {"hub": figures.facts.hub, "period": figures.period.title, "as_of": as_of}
        blocks: list[Block] = [Paragraph(text=self.template.sentence("opening", **names))]
        if figures.sample:
            blocks.append(Paragraph(text=self.template.sentence("sample"), italic=True))
        if figures.dv is None:
            return blocks
        if not covered.n:
            made = short_day(figures.made)
            blocks.append(Paragraph(text=self.template.sentence("nobody", made=made)))
            return blocks
        key = "covered_whole" if covered.is_whole else "covered"
        told = self.template.sentence(key, coverage=self.template.coverage(covered))
        return [*blocks, Paragraph(text=told), *self._gaps()]

    def _results(self) -> list[Block]:
        blocks = super()._results()
        listed = self.template.sentence("list_annex", annex=self.annexes.offices)
        at = 2 + len(
            say.communication(self.figures, self.template, self.labels, self.annexes.communication)
        )
        blocks.insert(at, Paragraph(text=listed))
        return blocks if self.figures.dv is not None else self._without_family(blocks, at + 1)

    def _without_family(self, blocks: list[Block], at: int) -> list[Block]:
        """A unit that owes no figures says nothing of them: the clause is left out."""
        heads = [
            place
            for place, block in enumerate(blocks)
            if place >= at and isinstance(block, Heading) and block.level == 2
        ]
        family, after = heads[:2]
        women = Heading(level=2, text=self.template.text("outline", "no_family"))
        rest = [
            replace(one, text=f"3{one.text[1:]}")
            if isinstance(one, Heading) and one.level == 2
            else one
            for one in blocks[after + 1 :]
        ]
        return [*blocks[:family], women, *rest]
