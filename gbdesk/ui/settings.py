"""What a person may set about the window: one small JSON file in the system's own folder.

Nothing about offices or people stands in it but the paths of the data file opened last and of
its backups.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from platformdirs import user_config_path, user_data_path

from gbdesk.text import LANGUAGES

LIGHT: Final = "light"
DARK: Final = "dark"
SYSTEM: Final = "system"
THEMES: Final = (SYSTEM, LIGHT, DARK)
PERCENTS: Final = (100, 115, 130, 150)
MINUTES: Final = (1, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each with its default; `language` is empty until somebody chose one."""

    language: str = ""
    theme: str = SYSTEM
    percent: int = 100
    dense: bool = False
    lock_minutes: int = 5
    lock_minimised: bool = False
    rail: bool = False
    workspace: str = ""
    backups: str = ""

    @property
    def spoken(self) -> str:
        """The language to speak: the chosen one, else Vietnamese."""
        return self.language or "vi"


DEFAULTS: Final = Settings()


def file() -> Path:
    """Where settings are kept."""
    return user_config_path("gbdesk", appauthor=False) / "settings.json"


def data_folder() -> Path:
    """Where a new data file is put unless another place is chosen."""
    return user_data_path("gbdesk", appauthor=False)


def load() -> Settings:
    """What is set; the default wherever the file is missing, damaged or says nonsense."""
    try:
        raw = json.loads(file().read_bytes())
    except (OSError, ValueError):
        return DEFAULTS
    if not isinstance(raw, dict):
        return DEFAULTS
    found = {one.name: raw[one.name] for one in fields(Settings) if one.name in raw}
    return replace(DEFAULTS, **{name: value for name, value in found.items() if _fits(name, value)})


def save(settings: Settings) -> None:
    """Keep these; a full disk is no reason to stop working."""
    target = file()
    new = target.with_suffix(f".{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(asdict(settings), indent=1, ensure_ascii=False), encoding="utf-8")
        new.replace(target)
    except OSError:
        return


def _fits(name: str, value: Any) -> bool:
    if type(value) is not type(getattr(DEFAULTS, name)):
        return False
    allowed: dict[str, Any] = {
        "language": ("", *LANGUAGES),
        "theme": THEMES,
        "percent": PERCENTS,
        "lock_minutes": range(MINUTES[0], MINUTES[1] + 1),
    }
    return name not in allowed or value in allowed[name]
