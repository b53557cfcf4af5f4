"""The signature block: certificates that travel along, signatures over the header bytes.

The block itself is not signed and may be written differently: the id of a package is the hash of
its header, never of its file (`package.md` 2.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Raw, Struct

from gbdesk.domain.ops import canonical
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import SigningKey, verify
from gbdesk.sync.statements import HEADER, MAX_SIGNATURES, Signature, pae
from gbdesk.sync.strict import loads, to_base64

MAX_CERTS: Final = 24


class _Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    certs: Annotated[list[Raw], Meta(max_length=MAX_CERTS)]
    sigs: Annotated[list[Signature], Meta(min_length=1, max_length=MAX_SIGNATURES)]


_decoder = msgspec.json.Decoder(_Block, strict=True)


def write_block(header: bytes, certs: Sequence[bytes], key: SigningKey) -> bytes:
    """The block of a package whose header this is."""
    signature = Signature(keyid=key.device, sig=to_base64(key.sign(pae(HEADER, header))))
    return canonical(_Block(certs=[Raw(one) for one in certs], sigs=[signature])) + b"\n"


class Block:
    """A block as it was read; nothing in it is believed yet."""

    def __init__(self, raw: bytes) -> None:
        """Read it.

        Raises:
            Refused: E_SIG_FORMAT.
        """
        loads(raw, "E_SIG_FORMAT")
        try:
            found = _decoder.decode(raw)
        except msgspec.MsgspecError as error:
            raise fault("E_SIG_FORMAT", detail=str(error)) from None
        self.certs = [bytes(one) for one in found.certs]
        self._signatures = [(one.keyid, one.raw()) for one in found.sigs]
        names, raws = zip(*self._signatures, strict=True)
        if len(set(names)) != len(names) or len(set(raws)) != len(raws):
            raise fault("E_SIG_FORMAT", detail="twice")

    def signers(self, header: bytes, publics: Mapping[str, bytes]) -> set[str]:
        """The devices, of those with a known public key, that signed this header.

        Raises:
            Refused: E_SIGNATURE where one of them did not, E_UNKNOWN_SENDER where nobody is known.
        """
        message = pae(HEADER, header)
        known = [(name, raw) for name, raw in self._signatures if name in publics]
        if not known:
            raise fault("E_UNKNOWN_SENDER")
        if not all(verify(publics[name], message, raw) for name, raw in known):
            raise fault("E_SIGNATURE")
        return {name for name, _ in known}
