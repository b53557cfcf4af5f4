"""Pictures and documents that tell more than they show: who, where, with what, when."""

from __future__ import annotations

import struct
import zipfile
from functools import cache
from io import BytesIO

from PIL import Image, PngImagePlugin

TOLD = b"NGUOIVIET BIMAT 22.1034N"
"""Stands in every hidden corner of the files made here, and must stand nowhere afterwards."""


@cache
def picture(wide: int = 400, high: int = 300, seed: int = 1) -> Image.Image:
    """Grey waves, another one for another seed."""
    drawn = Image.linear_gradient("L").resize((wide, high)).rotate(seed * 7)
    return Image.merge("RGB", (drawn, drawn.rotate(90), drawn.rotate(45)))


def jpeg(wide: int = 400, high: int = 300, *, seed: int = 1, turned: int = 1) -> bytes:
    """A photo as a telephone writes it: EXIF with place and a small copy, XMP, IPTC, a comment."""
    exif = Image.Exif()
    exif[0x010F] = TOLD.decode()
    exif[0x0112] = turned
    exif[0x013B] = TOLD.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (22.0, 10.0, 34.0)
    out = BytesIO()
    plain = picture(wide, high, seed)
    plain.save(out, "JPEG", exif=exif, comment=TOLD, icc_profile=TOLD * 4, quality=90)
    whole = out.getvalue()
    more = (
        _part(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + TOLD + b"</x:xmpmeta>"),
        _part(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + TOLD),
        _part(0xE0, b"JFXX\0\x10" + TOLD),
    )
    return whole[:2] + b"".join(more) + whole[2:] + b"PK\x03\x04" + TOLD


def _part(mark: int, held: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(held) + 2) + held


def noise(side: int = 400) -> bytes:
    """A picture that no packing makes smaller: some 300 KB."""
    out = BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(out, "PNG")
    return out.getvalue()


def png(wide: int = 400, high: int = 300) -> bytes:
    """A picture with an author, XMP and its time in it."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", TOLD.decode())
    words.add_itxt("XML:com.adobe.xmp", TOLD.decode(), zip=False)
    words.add(b"tIME", b"\x07\xe8\x05\x16\x09\x00\x00")
    out = BytesIO()
    picture(wide, high).save(out, "PNG", pnginfo=words, dpi=(300, 300))
    return out.getvalue() + TOLD


def pdf(*, locked: str = "", packed: bool = False) -> bytes:
    """A page with words, a filled form and a photo with its place; author, title, a program."""
    from reportlab import rl_config
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    before, rl_config.useA85 = rl_config.useA85, 0
    try:
        out = BytesIO()
        page = Canvas(out, pageCompression=int(packed), encrypt=locked or None)
        page.setAuthor(TOLD.decode())
        page.setTitle(TOLD.decode())
        page.setKeywords(TOLD.decode())
        page.drawString(100, 700, "Bao cao cua xa Muong Thuong")
        photo = ImageReader(BytesIO(jpeg()))
        page.drawImage(photo, 50, 200, 200, 150)
        page.acroForm.textfield(name="t", value="DA DIEN", x=50, y=500, width=100, height=20)
        page.showPage()
        page.save()
    finally:
        rl_config.useA85 = before
    return out.getvalue()


def docx(**parts: bytes) -> bytes:
    """A document with an author, a photo and, where given, more parts (`a__b_c` is `a/b.c`)."""
    from docx import Document

    made, out = Document(), BytesIO()
    made.core_properties.author = made.core_properties.last_modified_by = TOLD.decode()
    made.add_paragraph("Biên bản họp tổ hòa giải")
    shown = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = TOLD.decode()
    picture().save(shown, "JPEG", exif=exif, comment=TOLD)
    made.add_picture(shown)
    made.save(out)
    with zipfile.ZipFile(out, "a") as opened:
        opened.writestr("docProps/custom.xml", b"<Properties>" + TOLD + b"</Properties>")
        opened.writestr("word/people.xml", b'<w15:person w15:author="' + TOLD + b'"/>')
        opened.writestr("word/comments.xml", b'<w:comment w:author="' + TOLD + b'"/>')
        for name, held in parts.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), held)
    return out.getvalue()
