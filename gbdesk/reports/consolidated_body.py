"""The body of the consolidated report: its five sections, each saying honestly what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gbdesk.reports import consolidated_sentences as say
from gbdesk.reports import consolidated_whole as whole
from gbdesk.reports.consolidated_month import month
from gbdesk.reports.document import Block, Gap, Heading, Paragraph
from gbdesk.reports.facts import (
    CAUSES,
    DIFFICULTIES,
    PLANS,
    PROPOSALS,
    RESULTS,
    ConsolidatedFigures,
    OfficeState,
)
from gbdesk.reports.sentences import Template, counted, lines_of, short_day

NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexes:
    """The numerals of the annexes that the text refers to."""

    communication: str
    dv: str
    offices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Writes the sections; `labels` are (label, unit) of each kind in the catalogue's order."""

    figures: ConsolidatedFigures
    template: Template
    labels: Mapping[str, tuple[str, str]]
    annexes: Annexes

    @property
    def of_units(self) -> bool:
        """Whether figures are told with how many units stand behind them."""
        return True

    def blocks(self) -> tuple[Block, ...]:
        """Everything from the opening to the closing sentence."""
        return (
            *self._opening(),
            *self._directing(),
            *self._results(),
            *self._assessment(),
            *self._outlook(),
            Paragraph(text=self._told("closing", period=self._period, hub=self._hub)),
        )

    @property
    def _period(self) -> str:
        return self.figures.period.title

    @property
    def _hub(self) -> str:
        return self.figures.facts.hub

    def _told(self, key: str, **facts: object) -> str:
        return self.template.sentence(key, **facts)

    def _section(self, key: str, **facts: object) -> Heading:
        return Heading(level=1, text=self.template.text("outline", key, **facts))

    def _clause(self, key: str, **facts: object) -> Heading:
        return Heading(level=2, text=self.template.text("outline", key, **facts))

    def _opening(self) -> list[Block]:
        figures, covered = self.figures, self.figures.coverage
        as_of = short_day(figures.as_of)
        blocks: list[Block] = [
            Paragraph(text=self._told("opening", hub=self._hub, period=self._period, as_of=as_of))
        ]
        if figures.corrected:
            said = self._told("corrected", n=figures.corrected)
            blocks.append(Paragraph(text=said, italic=True))
        if figures.sample:
            blocks.append(Paragraph(text=self._told("sample"), italic=True))
        if not covered.n:
            facts = {"made": short_day(figures.made), "offices_annex": self.annexes.offices}
            return [*blocks, Paragraph(text=self._told("nobody", **facts))]
        key = "covered_whole" if covered.is_whole else "covered"
        told = self.template.coverage(covered)
        blocks.append(
            Paragraph(text=self._told(key, coverage=told, offices_annex=self.annexes.offices))
        )
        return [*blocks, *self._gaps()]

    def _gaps(self) -> list[Block]:
        found: list[Block] = []
        if self.figures.missing:
            found.append(Gap(missing=self._named(self.figures.missing)))
        partly = [one for one in self.figures.offices if one.state == "incomplete"]
        if partly:
            offices = self._named(partly)
            found.append(Paragraph(text=self._told("incomplete", offices=offices)))
        for office, count in self.figures.invalid.items():
            facts = {"n": counted(count), "office": self.figures.office(office)}
            found.append(Paragraph(text=self._told("invalid", **facts)))
        if count := self.figures.open_differences:
            found.append(Paragraph(text=self._told("differences", n=counted(count))))
        return [*found, *(Gap(missing=gap) for gap in self.figures.gaps)]

    def _named(self, offices: Sequence[OfficeState]) -> str:
        names = [self.figures.named(one) for one in offices]
        if len(names) <= NAMED:
            return "; ".join(names)
        first = "; ".join(names[:NAMED])
        return self._told("and_more", first=first, n=len(names) - NAMED)

    def _directing(self) -> list[Block]:
        blocks: list[Block] = [self._section("directing")]
        if self.figures.directives:
            many = counted(self.figures.directives)
            blocks.append(Paragraph(text=self._told("directives", n=many)))
        else:
            blocks.append(Gap(missing=self._told("directives_none")))
        return [*blocks, *self._plan(), *self._beside("directing")]

    def _beside(self, section: str) -> list[Block]:
        return say.beside(self.figures, self.template, self.labels, section)

    def _plan(self) -> list[Block]:
        plan, year = self.figures.plan, self.figures.period.year
        if not plan:
            return [Gap(missing=self._told("plan_none", year=year))]
        done = counted(sum(task.count > 0 for task in plan))
        of = counted(len(plan))
        blocks: list[Block] = [Paragraph(text=self._told("plan", of=of, n=done, year=year))]
        still = [task.text.rstrip(".; ") for task in plan if not task.count]
        if still and len(still) <= NAMED:
            blocks.append(Paragraph(text=self._told("plan_open", tasks="; ".join(still))))
        return blocks

    def _results(self) -> list[Block]:
        figures, template = self.figures, self.template
        blocks = [
            self._section("results"),
            self._clause("communication"),
            *say.communication(figures, template, self.labels, self.annexes.communication),
            *whole.products(figures, template),
            self._clause("family"),
            *say.dv(figures, template, self.annexes.dv),
            *whole.models(figures, template),
            *self._beside("family"),
            self._clause("women"),
            *self._beside("women"),
            *whole.cadre(figures, template, of_units=self.of_units),
        ]
        if figures.period.half:
            return blocks
        return [*blocks, *month(figures, template, self.labels)]

    def _assessment(self) -> list[Block]:
        blocks: list[Block] = [self._section("assessment")]
        for clause, section in (
            ("strengths", RESULTS),
            ("difficulties", DIFFICULTIES),
            ("causes", CAUSES),
        ):
            blocks += [self._clause(clause), *self._texts(section)]
        return blocks

    def _outlook(self) -> list[Block]:
        period = self.figures.period
        plans = "plans_half" if period.half else "plans_year"
        years = {"year": period.year, "next_year": period.year + 1}
        return [
            self._section(plans, **years),
            *self._texts(PLANS),
            self._section("proposals"),
            *self._texts(PROPOSALS),
        ]

    def _texts(self, section: str) -> list[Block]:
        """What was written for a section: the hub's own words first, then office by office."""
        mine = [one for one in self.figures.texts if one.section == section and one.text.strip()]
        blocks: list[Block] = [
            Paragraph(text=line, bullet=True)
            for one in mine
            if one.own
            for line in lines_of(one.text)
        ]
        others = [one for one in mine if not one.own]
        if others and not self.figures.profile.by_office:
            return [*blocks, Paragraph(text=self._told("text_shared"))]
        for one in others:
            name = self.figures.office(one.office)
            told = " ".join(lines_of(one.text))
            blocks.append(Paragraph(text=f"{name}: {told}", bullet=True))
        return blocks or [Gap(missing=self._told("text_none"), what="nội dung")]
