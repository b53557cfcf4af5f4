"""A first catalogue without any unit or commune: only forms, plan and lists as they are shipped."""

from __future__ import annotations

import os
from typing import Any, Final

from gbdesk.domain.ids import new_office_id
from gbdesk.domain.templates import TEMPLATES, assemble, template

BLANK: Final = ("own-2025", "own-2024")
BASES: Final = (*TEMPLATES, *BLANK)
PROVINCE: Final = "own:province"
_HUB: Final = "Sở Văn hóa, Thể thao và Du lịch"
_SHORT: Final = "Sở VHTTDL"


def base(name: str) -> dict[str, Any]:
    """A template by its name, or one with nobody in it.

    Raises:
        KeyError: there is no such template.
    """
    return _blank(name[-4:]) if name in BLANK else template(name, chance=os.urandom(32))


def _blank(world: str) -> dict[str, Any]:
    province = {
        "id": PROVINCE,
        "code": "",
        "name": "",
        "kind": "province",
        "parent": "",
        "valid_from": "",
        "valid_to": "",
    }
    hub = {
        "id": str(new_office_id()),
        "key": "dept",
        "title": _HUB,
        "title_en": "Department of Culture, Sports and Tourism",
        "short": _SHORT,
        "ascii": "SoVHTTDL",
        "kind": "department",
        "place": PROVINCE,
        "parent": "",
        "device": False,
        "valid_from": None,
        "valid_to": None,
    }
    raw = assemble(f"tuyen-quang-{world}", sample=False, places=[province], offices=[hub])
    raw["letterhead"] |= {"parent": "", "seat": "", "drafter": ""}
    raw["hub"] |= {"parent_body": "", "seat": ""}
    return raw | {"succession": [], "aliases": [], "title": "", "title_en": ""}
