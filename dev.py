"""Set gbdesk up and run it: `python3 dev.py setup|demo|test|run|check|bench|fuzz|long|lock`.

Standard library only, Python 3.11 to 3.14. Everything needed is put into `.venv` beside this file,
from hash-locked lists; on Debian and Ubuntu the system libraries of Qt are installed as root, or
the exact command is printed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}

HEADLESS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libfreetype.so.6": "libfreetype6",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

WITH_VALUE = {"--workspace", "--user", "--password-fd", "--code-fd", "--lang"}

# Standard tools that a few tests compare with; without them those tests are skipped, saying so.
TOOLS = {"age": "age", "zstd": "zstd"}


def main(words: list[str]) -> int:
    """Carry out one command; the rest of the words go to the program it starts."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        print(f"gbdesk needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")
        return 2
    command, rest = (words[0], words[1:]) if words else ("help", [])
    commands = {
        "setup": set_up,
        "demo": demo,
        "test": test,
        "check": check,
        "run": run,
        "bench": bench,
        "fuzz": fuzz,
        "long": at_length,
        "lock": lock,
    }
    if command not in commands:
        print(__doc__)
        return 0 if command in {"help", "-h", "--help"} else 2
    try:
        return commands[command](rest)
    except subprocess.CalledProcessError as error:
        print(f"This step did not succeed (exit {error.returncode}): {' '.join(error.cmd[:6])}")
        return error.returncode or 1
    except Missing as missing:
        print(missing)
        return 5


class Missing(Exception):  # noqa: N818 - named as people say it
    """Something this machine lacks, with the command that brings it."""


def set_up(_rest: list[str], kind: str = "dev") -> int:
    """Bring the machine to where gbdesk runs; quick when nothing is missing."""
    system_libraries()
    make_venv()
    install(kind)
    return 0


def system_libraries() -> None:
    """See that Qt's libraries load; install them on Debian and Ubuntu."""
    if not sys.platform.startswith("linux"):
        return
    wanted = HEADLESS | (WINDOW if has_display() else {})
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    missing = sorted({package for library, package in wanted.items() if not loads(library)})
    if not missing:
        return
    need(missing, "Qt needs system libraries")
    absent = [library for library in wanted if not loads(library)]
    if absent:
        raise Missing(f"These libraries are still missing: {', '.join(absent)}.")


def need(packages: list[str], why: str) -> None:
    """Install Debian packages as root; otherwise say exactly what to type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Missing(f"{why}. Install these (Debian names): {' '.join(packages)}")
    if os.geteuid() != 0:
        raise Missing(f"{why}. Please run this, then try again:\n  sudo {' '.join(command)}")
    print(f"{why}: installing {' '.join(packages)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run([*command, "-qq"], check=True, env=quiet, stdout=subprocess.DEVNULL)


def try_tools() -> None:
    """Install the standard tools that tests compare with, where that is possible."""
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if not missing or not sys.platform.startswith("linux"):
        return
    try:
        need(missing, "A few tests compare with standard tools")
    except (Missing, subprocess.CalledProcessError) as error:
        print(f"{error}\nWithout them those tests are skipped.")


def loads(library: str) -> bool:
    """Whether the system finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def make_venv() -> None:
    """Create `.venv`, anew when it belongs to another Python."""
    mark = VENV / "made-by"
    this = f"{sys.version_info.major}.{sys.version_info.minor} {sys.base_prefix}"
    if PYTHON.exists() and mark.exists() and mark.read_text(encoding="utf-8") == this:
        return
    if importlib.util.find_spec("ensurepip") is None:
        need(["python3-venv"], "Python's venv module is not complete")
    print("Making the virtual environment .venv", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    mark.write_text(this, encoding="utf-8")


def install(kind: str) -> None:
    """Install the hash-locked packages unless exactly these are there already."""
    have = VENV / "installed"
    digest = hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()
    done = have.read_text(encoding="utf-8").split() if have.exists() else []
    if digest in done:
        return
    print("Installing the locked packages (a few minutes on a slow line)", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCKS[kind])], check=True)
    implied = [digest]
    if kind == "dev":
        implied.append(hashlib.sha256(LOCKS["run"].read_bytes()).hexdigest())
    have.write_text("\n".join(implied), encoding="utf-8")


def start(*words: str, env: dict[str, str] | None = None) -> int:
    """Run a module of the virtual environment here and return its exit code."""
    settings = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | (env or {})
    return subprocess.run([str(PYTHON), *words], cwd=ROOT, env=settings, check=False).returncode


def opens_window(words: list[str]) -> bool:
    """Whether these words hold no command, so that the window is asked for."""
    left = iter(words)
    for word in left:
        if word in WITH_VALUE:
            next(left, None)
        elif not word.startswith("-") or word in {"-h", "--help", "--version"}:
            return False
    return True


def run(rest: list[str]) -> int:
    """Open the program, or pass a command to it."""
    if opens_window(rest) and not (has_display() or os.environ.get("QT_QPA_PLATFORM")):
        raise Missing(
            "There is no display here (DISPLAY, WAYLAND_DISPLAY are empty): no window can open.\n"
            "Commands work without one:\n  python3 dev.py run --help"
        )
    set_up([], "run")
    return start("-m", "gbdesk", *rest)


def demo(rest: list[str]) -> int:
    """The main job on invented data, from enrolment to the printed report."""
    set_up([], "run")
    return start("-m", "gbdesk", "demo", *rest)


def bench(rest: list[str]) -> int:
    """What gbdesk costs, beside a baseline of the same run."""
    set_up([], "run")
    return start("-m", "gbdesk", "bench", *rest)


CHECKS = (
    ("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("-m", "ruff", "check", "--quiet", ".")),
    ("types", ("-m", "mypy")),
    ("layers", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
)


def check(_rest: list[str]) -> int:
    """Format, lint, types and layers, all at the same time."""
    set_up([])
    began = time.monotonic()
    with ThreadPoolExecutor() as crew:
        running = {name: crew.submit(start, *words) for name, words in CHECKS}
        codes = {name: each.result() for name, each in running.items()}
    for name, code in codes.items():
        print(f"{name}: {'ok' if code == 0 else 'falls short'}")
    print(f"checks: {time.monotonic() - began:.1f} s", flush=True)
    return next(filter(None, codes.values()), 0)


def test(rest: list[str]) -> int:
    """Every check, then every test."""
    if not rest and (code := check([])):
        return code
    set_up([])
    try_tools()
    workers = str(min(4, os.cpu_count() or 1))
    words = rest or ["-n", workers, "--dist", "worksteal", "-m", "not slow"]
    return start("-m", "pytest", *words, env=TESTING)


def fuzz(rest: list[str]) -> int:
    """Coverage-guided fuzzing of what reads foreign bytes, where its library has a wheel."""
    set_up([])
    wheel = "--require-hashes", "--only-binary", ":all:", "-r", "requirements/fuzz.txt"
    if start("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wheel):
        print("atheris is not to be had for this system and Python; nothing was fuzzed")
        return 0
    return start("tests/fuzz/guided.py", *rest, env={"PYTHONPATH": f"{ROOT}{os.pathsep}tests"})


# compiled once, not again by every worker and by every program that a test starts
TESTING = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}

LONG = ("tests/laws", "tests/journeys/test_killed.py", "tests/journeys/test_faults.py")


def at_length(rest: list[str]) -> int:
    """The laws, the province, the kill rounds and every fault in full: hours."""
    set_up([])
    settings = TESTING | {"HYPOTHESIS_PROFILE": "long"}
    named = [word for word in rest if word.startswith("tests/")]
    # A look at the stacks of a thread that works may end Python 3.11; here a test takes minutes.
    words = ["-o", "faulthandler_timeout=0", *([] if named else LONG), *rest]
    return start("-m", "pytest", "-v", "-m", "slow", *words, env=settings)


def lock(_rest: list[str]) -> int:
    """Write the hash-locked lists again from pyproject.toml (needs the network and uv)."""
    uv = shutil.which("uv")
    if uv is None:
        raise Missing("uv is needed to lock packages. Install it: python3 -m pip install uv")
    subprocess.run([uv, "lock", "--quiet"], cwd=ROOT, check=True)
    for kind, extra in (("run", ["--no-dev"]), ("dev", [])):
        words = ["export", "--quiet", "--no-header", "--no-emit-project", *extra]
        subprocess.run([uv, *words, "-o", str(LOCKS[kind])], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
