"""Where there is no code: 30 digits of a file are read out, of which at least 10 are typed.

Typed, never "compared": people do not compare. The digits are spread by Argon2id, so that nobody
finds another file with the same first ones (`package.md` 3.2).
"""

from __future__ import annotations

import hashlib
from typing import Final

from gbdesk.domain.ops import canonical
from gbdesk.sync.stretch import NORMAL, SALT_BYTES, stretch
from gbdesk.sync.strict import to_base64

LENGTH: Final = 30
LEAST: Final = 10
GROUP: Final = 5
_SALT: Final = hashlib.sha256(b"gbdesk digits v1").digest()[:SALT_BYTES]


def invitation_mark(raw: bytes) -> str:
    """What the digits of an invitation stand for."""
    return hashlib.sha256(b"invitation\n" + raw).hexdigest()


def request_mark(office: str, public: bytes, recipient: str) -> str:
    """What the digits of a request stand for: the office and the keys that it asks for."""
    said = canonical([office, to_base64(public), recipient])
    return hashlib.sha256(b"request\n" + said).hexdigest()


def shown(mark: str) -> str:
    """The digits as they are read out: six groups of five."""
    value = int.from_bytes(stretch(mark, _SALT, NORMAL), "big") % 10**LENGTH
    whole = f"{value:0{LENGTH}d}"
    return " ".join(whole[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def are_digits(typed: str) -> bool:
    """Whether whole groups of digits were typed, enough of them: a code has another length."""
    plain = _plain(typed)
    fits = LEAST <= len(plain) <= LENGTH and len(plain) % GROUP == 0
    return fits and plain.isascii() and plain.isdigit()


def fit(typed: str, mark: str) -> bool:
    """Whether the digits typed are the first ones of this mark."""
    return are_digits(typed) and _plain(shown(mark)).startswith(_plain(typed))


def _plain(typed: str) -> str:
    return "".join(char for char in typed if not char.isspace() and char not in "-–.")
