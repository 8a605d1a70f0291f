"""Brings everything that Jobbsvar needs into `.venv`: run by `make`, with any Python 3 and nothing else installed.

uv comes first (https://docs.astral.sh/uv/), through the pip of the Python at hand; uv then finds or fetches Python
3.11 and installs the packages that `requirements.lock` names, each checked against its hash. A run that finds
everything in place takes a moment and touches nothing.

Only the standard library is used here, and only what Python 3.7 has too.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, NoReturn, Optional, Tuple  # noqa: UP035

UV_VERSION = "0.9.0"  # the oldest that is known to work; a newer one on the PATH is taken
PYTHON = "3.11"
NEEDED_MEGABYTES = 4000  # packages 2.8 GB as measured, models, and room to write them

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
UV_HOME = ROOT / ".uv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-from"


def main() -> None:
    """Installs unless everything is in place; leaves with a message where it cannot."""
    if not _is_current():
        _check_disk()
        _install(_find_uv() or _install_uv())


def _is_current() -> bool:
    try:
        return STAMP.read_text() == _fingerprint()
    except OSError:
        return False


def _fingerprint() -> str:
    return hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def _check_disk() -> None:
    free = shutil.disk_usage(str(ROOT)).free // 1000000
    if free < NEEDED_MEGABYTES:
        _stop(
            f"Only {free} MB are free in {ROOT}; the packages and models need {NEEDED_MEGABYTES} MB.",
            "Free some space, or clone the project onto a larger disk.",
        )


def _find_uv() -> Optional[str]:  # noqa: UP045
    for candidate in (shutil.which("uv"), str(UV_HOME / "bin" / "uv")):
        if candidate and Path(candidate).exists() and _version(candidate) >= _numbers(UV_VERSION):
            return candidate
    return None


def _version(uv: str) -> Tuple[int, ...]:  # noqa: UP006
    try:
        return _numbers(subprocess.check_output([uv, "--version"]).decode().split()[1])
    except (OSError, subprocess.CalledProcessError, IndexError):
        return ()


def _numbers(version: str) -> Tuple[int, ...]:  # noqa: UP006
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _install_uv() -> str:
    print("Fetching uv ...", flush=True)
    requirement = f"uv>={UV_VERSION}"
    if subprocess.call([sys.executable, "-m", "venv", str(UV_HOME)], stdout=subprocess.DEVNULL) == 0:
        _run([str(UV_HOME / "bin" / "python"), "-m", "pip", "install", "--quiet", requirement])
    else:
        # Debian's Python has no ensurepip unless python3-venv is installed; its pip alone is enough, too.
        shutil.rmtree(str(UV_HOME), ignore_errors=True)
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(UV_HOME), requirement])
    uv = _find_uv()
    if uv is None:
        _stop(f"uv could not be installed into {UV_HOME}.", f"Install uv {UV_VERSION} or newer yourself.")
    return uv


def _install(uv: str) -> None:
    print("Installing the packages of requirements.lock into .venv (1 to 10 minutes the first time) ...", flush=True)
    if STAMP.exists():
        STAMP.unlink()
    if not (VENV / "bin" / "python").exists():
        _run([uv, "venv", "--quiet", "--clear", "--python", PYTHON, str(VENV)])
    environment = dict(os.environ, VIRTUAL_ENV=str(VENV))
    _run([uv, "pip", "sync", "--require-hashes", str(LOCK)], environment)
    # setuptools is among the packages, so nothing unpinned is fetched to build the project itself.
    _run([uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], environment)
    STAMP.write_text(_fingerprint())


def _run(command: List[str], environment: Optional[Dict[str, str]] = None) -> None:  # noqa: UP006, UP045
    try:
        status = subprocess.call(command, cwd=str(ROOT), env=environment)
    except OSError as error:
        _stop(f"{command[0]} could not be started: {error}", "Install it, then try again.")
    if status != 0:
        _stop(
            f"This step failed: {' '.join(command)}",
            "The lines above say why. Without a network nothing can be installed; on Debian and Ubuntu the packages\n"
            "python3-venv or python3-pip may be missing. Then run the same make command again: it goes on from here.",
        )


def _stop(problem: str, mend: str) -> NoReturn:
    sys.exit(f"\n{problem}\n{mend}")


if __name__ == "__main__":
    main()
