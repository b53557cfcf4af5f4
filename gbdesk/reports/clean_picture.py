"""A picture written anew: turned upright, at most 1 920 points long, nothing in it but the picture.

Place, time, maker, owner, words, colour profiles and the small copy that cameras put beside the
picture are not carried over; what was written is looked through part by part before it is given.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any, Final

from gbdesk.domain.evidence import EDGE, JPG, PIXELS_MOST, PNG, is_bare
from gbdesk.domain.refusals import Refused

QUALITY: Final = 85
_FORMATS: Final = {JPG: "JPEG", PNG: "PNG"}
_FAULTS: Final = (  # what a decoder may say to foreign bytes
    *(OSError, ValueError, SyntaxError, ArithmeticError, MemoryError, EOFError),
    *(KeyError, IndexError, TypeError, AttributeError, struct.error, zlib.error, Warning),
)


def cleaned(name: str, data: bytes) -> bytes:
    """The picture alone, in the format it came in.

    Raises:
        Refused: it cannot be read, or has too many points.
    """
    from PIL import Image

    kind = PNG if data.startswith(b"\x89") else JPG
    try:
        kept = _written(kind, name, data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("evidence.pixels", name=name) from error
    except _FAULTS as error:
        raise Refused("evidence.format", name=name, of="picture") from error
    if not is_bare(kind, kept):
        raise Refused("evidence.format", name=name, of="picture")
    return kept


def _written(kind: str, name: str, data: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=[_FORMATS[kind]]) as given:
        if given.width * given.height > PIXELS_MOST[kind]:
            raise Refused("evidence.pixels", name=name)
        given.draft("RGB", (EDGE, EDGE))  # a JPEG of 64 million points is decoded at a half or less
        upright = ImageOps.exif_transpose(given)
        shown = upright.convert(_mode(kind, upright))
        shown.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
    bare = Image.frombytes(shown.mode, shown.size, shown.tobytes())  # no words come along
    out = BytesIO()
    if kind == JPG:
        bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _mode(kind: str, picture: Any) -> str:
    if kind == JPG:
        return "L" if picture.mode == "L" else "RGB"
    return "RGBA" if picture.has_transparency_data else "RGB"
