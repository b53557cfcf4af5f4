"""The outcome codes of packages, by the class that an officer sees; stable names."""

from __future__ import annotations

from typing import Final

DAMAGED: Final = frozenset(
    {"E_TRUNCATED", "E_TRAILING", "E_MANGLED", "E_PREAMBLE", "E_DAMAGED", "E_IO"}
)
NOT_A_PACKAGE: Final = frozenset({"E_NOT_PACKAGE", "E_WRONG_KIND"})
OTHER_VERSION: Final = frozenset({"E_VERSION", "E_TOO_NEW", "E_SUITE", "E_DOWNGRADE"})
NOT_FOR_US: Final = frozenset({"E_NOT_FOR_US", "E_NO_KEY"})
SENDER: Final = frozenset(
    {
        "E_UNKNOWN_SENDER",
        "E_SIGNATURE",
        "E_SIG_FORMAT",
        "E_CERT",
        "E_ROLE",
        "E_ROOT",
        "E_REVOKED",
        "E_SENDER_MISMATCH",
        "E_INNER_MISMATCH",
        "E_UNIT_SCOPE",
        "E_SAMPLE",
    }
)
MALFORMED: Final = frozenset(
    {
        "E_JSON",
        "E_HEADER",
        "E_MANIFEST",
        "E_OP",
        "E_CANON",
        "E_TEXT",
        "E_CHAIN",
        "E_COUNT",
        "E_LINE",
        "E_LIMIT",
        "E_BOMB",
        "E_ZSTD",
        "E_PADDING",
        "E_CONTENT_HASH",
        "E_DECRYPT",
    }
)
FIRST: Final = frozenset({"E_NEEDS_DIRECTORY"})
DECISION: Final = frozenset({"E_FORK", "E_EQUIVOCATION", "E_ROLLBACK", "E_FAST_FORWARD"})
SURROUNDINGS: Final = frozenset({"E_DISK", "E_BUSY", "E_DB_DAMAGED", "E_KEYRING"})
EVIDENCE: Final = SENDER | MALFORMED | DECISION
OLDER: Final = "OLDER"
ALREADY: Final = "ALREADY"
OK: Final = "OK"
OK_GAP: Final = "OK_GAP"
OK_CONFLICTS: Final = "OK_CONFLICTS"
OK_LATE: Final = "OK_LATE"
OK_NEWER_FIELDS: Final = "OK_NEWER_FIELDS"
OK_CLOCK: Final = "OK_CLOCK"
