"""Coverage-guided fuzzing of everything that reads foreign bytes (needs atheris, Linux).

`python3 dev.py fuzz` gives every reader half a minute, `python3 dev.py fuzz --seconds 3600` an
hour. Bytes that make a reader raise anything but a refusal are kept in a file, and the run fails.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import atheris
from msgspec.structs import replace

with atheris.instrument_imports(include=["gbdesk"]):
    from gbdesk.domain import ops
    from gbdesk.domain.refusals import Refused
    from gbdesk.sync import content, enrolling, header, reading, rootfile, signing, trust, unpacking
    from helpers.packages import Craft, chain, manifest_of, world

LARGEST: Final = 8192
MEMORY_MB: Final = 1024
RUNS: Final = re.compile(r"number_of_executed_units: (\d+)")
Reader: TypeAlias = Callable[[bytes], object]


def readers(folder: Path) -> dict[str, tuple[Reader, list[bytes]]]:
    """What reads foreign bytes, by name, each with something right to begin with."""
    known = world()
    made = chain(known.one, 3)
    whole = Craft(known, known.one, made).make()
    file = folder / "given.gbpkg"
    found = reading.verify(_put(file, whole), known.trust())
    outside, certificates = found.outside, found.certificates
    lines = [ops.line_of(one) for one in made]
    manifest = ops.canonical(manifest_of(known.one, list(known.root.to), made))

    def measured(raw: bytes) -> header.Content:
        digest = hashlib.sha256(raw).hexdigest()
        return replace(outside.header.content, bytes=len(raw), sha256=digest)

    def unpack(raw: bytes) -> None:
        unpacker = unpacking.Unpacker(measured(raw), lambda _lines: None)
        unpacker.write(raw)
        unpacker.finish()

    def follow(raw: bytes) -> None:
        given = content.Content(
            outside.header, certificates, lambda _ops: None, catalogue=1, revoked={}
        )
        given.lines(raw.split(b"\n"))
        given.finish()

    public = known.operational.public
    return {
        "file": (lambda raw: reading.verify(_put(file, raw), known.trust()), [whole]),
        "header": (lambda raw: header.read_header(raw, len(whole)), [outside.header_bytes]),
        "block": (signing.Block, [outside.signature_bytes]),
        "op": (lambda raw: ops.read_op(made[0].id, known.one.key.device, ops.REPORT, raw), lines),
        "lines": (follow, [b"\n".join([manifest, *lines])]),
        "content": (unpack, []),
        "certificate": (lambda raw: trust.read_certificate(raw, public), [known.one.signed]),
        "root": (lambda raw: trust.read_root(raw, None), []),
        "release": (lambda raw: trust.read_release(raw, public), []),
        "invitation": (enrolling.peek_invitation, []),
        "rootfile": (lambda raw: rootfile.unwrap_root(raw, "0" * 17), []),
    }


def _put(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one reader in this process, which ends with it."""
    folder = Path(tempfile.mkdtemp(prefix=f"gbdesk-fuzz-{name}-"))
    read, right = readers(folder)[name]
    (folder / "corpus").mkdir()
    for number, raw in enumerate(right):
        (folder / "corpus" / str(number)).write_bytes(raw)

    def once(raw: bytes) -> None:
        try:
            read(raw)
        except (Refused, ops.OpFault):
            return

    limits = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-rss_limit_mb={MEMORY_MB}"]
    told = ["-print_final_stats=1", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *limits, *told, str(folder / "corpus")], once)
    atheris.Fuzz()


def main() -> int:
    """Every reader in a process of its own; the number of those that fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30, help="for each reader")
    parser.add_argument("--only", help="the name of one reader, run in this process")
    asked = parser.parse_args()
    if asked.only:
        fuzz(asked.only, asked.seconds)
    with tempfile.TemporaryDirectory() as name:
        names = list(readers(Path(name)))
    fell = 0
    for each in names:
        words = [sys.executable, __file__, "--only", each, "--seconds", str(asked.seconds)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        ran = RUNS.search(done.stderr)
        right = done.returncode == 0 and ran is not None
        said = f"{each:<12} {ran[1] if ran else '?':>9} runs  {'ok' if right else 'FELL'}\n"
        sys.stdout.write(said)
        if not right:
            fell += 1
            sys.stdout.write(f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}\n")
    return fell


if __name__ == "__main__":
    sys.exit(main())
