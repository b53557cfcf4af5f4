"""What is attached tells only what it shows: proved by looking for the rest in every byte."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from gbdesk.domain.evidence import EDGE, FILE_MOST, JPG, PNG, is_bare
from gbdesk.domain.refusals import Refused
from gbdesk.reports import clean_word
from gbdesk.reports.cleaning import cleaned
from helpers.attached import TOLD, docx, jpeg, pdf, png

TRACES = (TOLD, b"Exif", b"GPS", b"http://ns.adobe", b"Photoshop", b"8BIM", b"JFXX", b"ICC_PROFILE")


def traces(data: bytes) -> list[bytes]:
    return [each for each in TRACES if each in data]


def code(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as told:
        cleaned(name, data)
    return told.value.code


def shown(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_ux43_a_photo_keeps_nothing_but_the_picture() -> None:
    given = jpeg()
    assert set(traces(given)) >= {TOLD, b"Exif", b"Photoshop", b"JFXX", b"ICC_PROFILE"}
    assert not is_bare(JPG, given)
    kind, kept = cleaned("IMG_0001.JPG", given)
    assert kind == JPG
    assert is_bare(JPG, kept)
    assert not traces(kept)
    assert not shown(kept).getexif()
    assert shown(kept).size == (400, 300)


def test_a_photo_is_turned_upright_before_it_forgets_which_way_is_up() -> None:
    _, kept = cleaned("a.jpg", jpeg(400, 300, turned=6))
    assert shown(kept).size == (300, 400)


@pytest.mark.parametrize(("size", "kept"), [((3000, 1000), (EDGE, 640)), ((64, 32), (64, 32))])
def test_a_picture_is_made_smaller_and_never_larger(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert shown(cleaned("a.jpg", jpeg(*size))[1]).size == kept


def test_a_png_keeps_no_words() -> None:
    kind, kept = cleaned("a.png", png())
    assert kind == PNG
    assert is_bare(PNG, kept)
    assert not traces(kept)
    assert not shown(kept).info


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "RGBA", "LA", "I;16"])
def test_pictures_of_every_kind_are_read(mode: str) -> None:
    out, plain = BytesIO(), Image.new("L", (20, 10), 90)
    made = Image.new(mode, (20, 10)) if mode == "I;16" else plain.convert(mode)
    made.save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert shown(cleaned("a", out.getvalue())[1]).size == (20, 10)


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(40), "evidence.format"),
        ("a.jpg", b"\0\0\0\x18ftypheic" + bytes(40), "evidence.format"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "evidence.format"),
        ("a.jpg", b"MZ\x90\0", "evidence.other"),
        ("a.jpg", b"%PDF-1.7 ...", "evidence.other"),
        ("a.pdf", b"\xff\xd8\xff\xe0", "evidence.other"),
        ("a.jpg", b"\xff\xd8\xff\xe0broken", "evidence.format"),
        ("a.pdf", b"%PDF-1.7 broken", "evidence.format"),
        ("a.docx", b"PK\x03\x04broken", "evidence.format"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "evidence.secret"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "evidence.format"),
        ("a.txt", b"words", "evidence.format"),
        ("a.jpg", b"", "evidence.other"),
        ("a.jpg", bytes(FILE_MOST + 1), "evidence.large"),
    ],
)
def test_what_is_not_taken_is_told(name: str, data: bytes, wanted: str) -> None:
    assert code(name, data) == wanted


def test_a_picture_that_would_fill_the_memory_is_refused_unopened() -> None:
    head = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    part = (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    body = zlib.compress(bytes(1000))
    data = len(body).to_bytes(4, "big") + b"IDAT" + body
    data += zlib.crc32(b"IDAT" + body).to_bytes(4, "big")
    assert code("a.png", b"\x89PNG\r\n\x1a\n" + part + data) == "evidence.pixels"
    wide = bytearray(jpeg(64, 64))
    frame = wide.index(b"\xff\xc0", wide.rindex(b"JFIF"))
    wide[frame + 5 : frame + 9] = (9000).to_bytes(2, "big") * 2
    assert code("a.jpg", bytes(wide)) == "evidence.pixels"


def test_every_part_that_is_not_the_picture_is_seen() -> None:
    _, bare = cleaned("a.jpg", jpeg())
    for mark in (0xE1, 0xE2, 0xED, 0xFE, 0xE0):
        more = bytes((0xFF, mark)) + b"\0\x06abcd"
        assert not is_bare(JPG, bare[:2] + more + bare[2:]), hex(mark)
    assert not is_bare(JPG, bare + b"x")
    assert not is_bare(JPG, bare[:-1])
    _, plain = cleaned("a.png", png())
    words = b"\0\0\0\x01tEXta" + zlib.crc32(b"tEXta").to_bytes(4, "big")
    assert not is_bare(PNG, plain[:33] + words + plain[33:])
    assert not is_bare(PNG, plain + b"x")
    assert not is_bare(PNG, plain[:-1])


def test_a_pdf_keeps_its_pages_and_loses_its_author() -> None:
    given = pdf()
    assert TOLD in given
    assert b"Exif" in given
    assert b"/Author" in given
    kind, kept = cleaned("bao cao.pdf", given)
    assert kind == "pdf"
    assert not traces(kept)
    with pypdfium2.PdfDocument(kept) as opened:
        words = opened[0].get_textpage().get_text_range()
        told = opened.get_metadata_dict()
        assert opened[0].render(scale=0.3).to_pil().getextrema()[0][0] < 250
    assert "Muong Thuong" in words
    assert "DA DIEN" in words
    assert not told["Author"]
    assert not told["Title"]


def test_a_locked_pdf_is_refused() -> None:
    assert code("a.pdf", pdf(locked="mat khau")) == "evidence.secret"


def test_a_word_document_keeps_its_text_and_loses_who_wrote_it() -> None:
    given = docx()
    kind, kept = cleaned("bien ban.docx", given)
    with zipfile.ZipFile(BytesIO(kept)) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    assert kind == "docx"
    assert not [name for name, part in held.items() if traces(part)]
    assert not {"docProps/custom.xml", "word/people.xml"} & held.keys()
    read = Document(BytesIO(kept))
    assert read.paragraphs[0].text == "Biên bản họp tổ hòa giải"
    assert len(read.inline_shapes) == 1
    assert not read.core_properties.author


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ({"word__vbaProject_bin": b"x"}, "evidence.active"),
        ({"word__embeddings__a_xlsx": b"x"}, "evidence.active"),
        ({"word__header9_xml": b"<w:del w:id='1'>x</w:del>"}, "evidence.changes"),
        ({"word__header9_xml": "<a/>".encode("utf-16")}, "evidence.format"),
    ],
)
def test_a_word_document_with_something_inside_is_refused(
    part: dict[str, bytes], wanted: str
) -> None:
    assert code("a.docx", docx(**part)) == wanted


def test_a_document_with_macros_is_refused_under_any_name() -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx())) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            held = given.read(name)
            if name == "[Content_Types].xml":
                held = held.replace(b"document.main", b"document.macroEnabled.main")
            made.writestr(name, held)
    assert code("a.docx", out.getvalue()) == "evidence.active"
    assert code("a.docm", out.getvalue()) == "evidence.active"


def test_paths_of_a_computer_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rels = (
        b'<Relationships><Relationship Id="r1" Type="x/attachedTemplate" '
        b'Target="file:///C:/Users/Hoa/a.dotm" TargetMode="External"/></Relationships>'
    )
    body = b'<a><wp:docPr id="1" name="C:\\Users\\Hoa" descr="IMG_1.jpg"/></a>'
    kept = cleaned("a.docx", docx(word___rels__settings_xml_rels=rels, word__more_xml=body))[1]
    with zipfile.ZipFile(BytesIO(kept)) as opened:
        held = b"".join(opened.read(name) for name in opened.namelist())
    assert b"Hoa" not in held
    assert b"IMG_1" not in held
    monkeypatch.setattr(clean_word, "UNPACKED_MOST", 1000)
    assert code("a.docx", docx()) == "evidence.format"
