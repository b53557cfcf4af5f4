"""The heading of a unit's own documents: what its names tell, and what somebody put right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_lines import guessed_area
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.names import nfc
from gbdesk.domain.places import bare_name
from gbdesk.reports.document import Letterhead
from gbdesk.reports.facts import ReportFacts, report_facts

DRAFT: Final = ("office-report", "heading")
FIELDS: Final = ("above", "issuer", "symbol", "seat", "addressee", "authority")
LONGEST: Final = 200
_SMALL_WORDS: Final = {"và", "của", "-", "–"}
_POSTS: Final = (
    ("phòng", "TRƯỞNG PHÒNG"),
    ("trung tâm", "GIÁM ĐỐC"),
    ("thư viện", "GIÁM ĐỐC"),
    ("bảo tàng", "GIÁM ĐỐC"),
    ("đoàn", "TRƯỞNG ĐOÀN"),
    ("ban", "TRƯỞNG BAN"),
)
_OTHERS: Final = "THỦ TRƯỞNG ĐƠN VỊ"


def proposed(catalogue: Catalogue, office: Office) -> dict[str, str]:
    """What the catalogue tells of the heading of this unit."""
    place = catalogue.places[office.place]
    parent = catalogue.offices.get(office.parent)
    if parent is None:
        above, seat = f"UBND {place.name}".upper(), bare_name(place.name)
    else:
        hub = parent.id == catalogue.hub.office
        above = catalogue.letterhead.issuer if hub else parent.title.upper()
        seat = catalogue.letterhead.seat
    return {
        "above": above,
        "issuer": office.title.upper(),
        "symbol": f"BC-{_initials(office.title)}",
        "seat": seat,
        "addressee": catalogue.hub.name,
        "authority": _post(office.title),
    }


def tidied(said: Mapping[str, object], base: Mapping[str, str]) -> dict[str, str]:
    """What was put right, over what was proposed; an emptied field is proposed again."""
    return {name: nfc(str(said.get(name) or ""))[:LONGEST] or text for name, text in base.items()}


def facts_of(
    catalogue: Catalogue, office: Office, head: Mapping[str, str], day: date
) -> ReportFacts:
    """Who writes to whom."""
    recipient = next(iter(catalogue.recipients)).id
    like = report_facts(catalogue, recipient, day)
    return ReportFacts(
        letterhead=Letterhead(
            parent=head["above"],
            issuer=head["issuer"],
            symbol=head["symbol"],
            seat=head["seat"],
            day=day,
        ),
        hub=office.title,
        hub_short=office.short,
        addressees=(head["addressee"],),
        authority=(head["authority"],),
        levels=like.levels,
    )


def _initials(title: str) -> str:
    """`PVHTT` of `Phòng Văn hóa và Thông tin huyện Sông Mây`."""
    name = nfc(title)
    area = guessed_area(name)
    if area and len(area) < len(name):
        name = name[: -len(area)]
    words = re.split(r"[\s,]+", name)
    letters = [word[0] for word in words if word and word.lower() not in _SMALL_WORDS]
    found = "".join(letter for letter in letters if letter.isalpha()).upper()
    return _plain(found) or "DV"


def _plain(letters: str) -> str:
    import unicodedata

    bare = unicodedata.normalize("NFD", letters)
    return "".join(char for char in bare if char == "Đ" or char.isascii())


def _post(title: str) -> str:
    said = nfc(title).lower()
    return next((post for word, post in _POSTS if said.startswith(word)), _OTHERS)
