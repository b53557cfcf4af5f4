"""The paper that goes along with a package: what was handed over, without any figure in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.services.outgoing import KindCount, count_words
from gbdesk.services.sending_parts import Part
from gbdesk.text import translate
from gbdesk.ui.office.slip import Paper


def handover(  # noqa: PLR0917 - what stands on the paper
    catalogue: Catalogue,
    office: str,
    facts: Mapping[str, str],
    counts: Mapping[str, KindCount],
    gaps: Sequence[str],
    parts: Sequence[Part] = (),
) -> Paper:
    """`facts` has seq, title, file, code, made (ISO) and by; `parts` are all files of it."""
    cut = parts if len(parts) > 1 else ()
    words = [count_words(kind, count) for kind, count in counts.items()]
    if gaps:
        words.append(translate("Paper", "Declared as missing: {list}.", list="; ".join(gaps)))
    words.append(
        translate(
            "Paper",
            "The file is encrypted for the receiver. Compare the check code on the telephone.",
        )
    )
    return Paper(
        title=translate("Paper", "Hand-over slip"),
        under=translate("Paper", "Package of data on an offline carrier"),
        lines=_lines(catalogue, office, facts, cut),
        heads=(
            translate("Paper", "Package number"),
            translate("Paper", "File"),
            translate("Paper", "Check code"),
        ),
        rows=[(f"{one.seq:02d}", one.path.name, one.check_code) for one in cut],
        words=words,
        signers=(translate("Paper", "Handed over by"), translate("Paper", "Received by")),
    )


def _lines(
    catalogue: Catalogue, office: str, facts: Mapping[str, str], cut: Sequence[Part]
) -> tuple[tuple[str, str], ...]:
    """What stands at the top; of a package that was cut the files stand in a table below."""
    found = catalogue.offices.get(office)
    day = read_iso(facts["made"][:10])
    one_file = (
        (translate("Paper", "File"), facts["file"]),
        (translate("Paper", "Check code"), facts["code"]),
    )
    number = f"{cut[0].seq:02d}–{cut[-1].seq:02d}" if cut else facts["seq"]
    return (
        (translate("Paper", "From"), found.name if found else office),
        (translate("Paper", "To"), catalogue.word("hub")),
        (translate("Paper", "Package number"), number),
        (translate("Paper", "Period"), facts["title"]),
        *(() if cut else one_file),
        (translate("Paper", "Made on"), short(day) if day else facts["made"]),
        (translate("Paper", "Made by"), facts["by"]),
    )
