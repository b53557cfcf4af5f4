"""What mail programs and gateways make of a package: named in words, and nothing comes in."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from helpers.journey import Province, content, figure, ops, province, send


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def package(at: Province) -> Path:
    figure(at.apps["a"], 3)
    return send(at, "a").path


@pytest.mark.parametrize(
    "name",
    [
        "GB_x.gbpkg.txt",
        "GB_x (1).gbpkg",
        "Fwd báo cáo 6 tháng.gbpkg",
        "GB_x.gbpkg_",
        "GB_x.dat",
        "ATT00001",
    ],
)
def test_another_name_is_no_harm(at: Province, name: str) -> None:
    path = package(at)
    renamed = path.rename(path.with_name(name))
    assert at.hub.receiving.look(renamed).ready
    assert at.hub.receiving.take_in(renamed).outcome == "OK"


def _zipped(raw: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("GB_x.gbpkg", raw)
    return held.getvalue()


def _mail(raw: bytes) -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "Báo cáo 6 tháng"
    letter["From"] = "van-thu@huyen.example"
    letter.set_content("Kính gửi Sở.")
    letter.add_attachment(
        raw, maintype="application", subtype="octet-stream", filename="GB_x.gbpkg"
    )
    return letter.as_bytes()


HABITS: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "zip": (_zipped, "E_NOT_PACKAGE", "tệp nén"),
    "base64": (base64.encodebytes, "E_NOT_PACKAGE", "nội dung thư"),
    "mail": (_mail, "E_NOT_PACKAGE", "thư điện tử"),
    "winmail": (lambda raw: b"\x78\x9f\x3e\x22" + raw, "E_NOT_PACKAGE", "thư điện tử"),
    "crlf": (lambda raw: raw.replace(b"\n", b"\r\n"), "E_MANGLED", "coi đó là văn bản"),
    "empty": (lambda _raw: b"", "E_TRUNCATED", "Tệp rỗng"),
    "cut": (lambda raw: raw[:-9000], "E_TRUNCATED", "thiếu 9 KB"),
    "footer": (lambda raw: raw + b"\r\n-- \r\nScanned", "E_TRAILING", "phần thừa ở cuối"),
    "editor": (lambda raw: b"\xef\xbb\xbf" + raw, "E_NOT_PACKAGE", "trình soạn văn bản"),
    "notice": (lambda _raw: b"%PDF-1.7 removed", "E_NOT_PACKAGE", "văn bản hoặc ảnh"),
}


@pytest.mark.parametrize("habit", HABITS)
def test_what_a_gateway_did_is_named_and_nothing_comes_in(at: Province, habit: str) -> None:
    change, code, words = HABITS[habit]
    path = package(at)
    path.write_bytes(change(path.read_bytes()))
    kept, before = path.read_bytes(), (content(at.hub), ops(at.hub))
    look = at.hub.receiving.look(path)
    assert (look.outcome, look.ready) == (code, False)
    assert words in look.message.happened
    assert "vẫn ở chỗ cũ" in look.message.kept
    assert look.message.todo
    taken = at.hub.receiving.take_in(path)
    assert (taken.ok, taken.outcome, taken.message) == (False, code, look.message)
    assert (content(at.hub), ops(at.hub)) == before
    assert path.read_bytes() == kept
    assert at.hub.receiving.attempts()[0].message.happened == look.message.happened
