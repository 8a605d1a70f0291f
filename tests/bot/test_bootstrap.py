"""`make` on a fresh machine: does what is needed once, and says what is wrong and how to mend it."""

import ast
import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from bot import bootstrap

Usage = namedtuple("Usage", "total used free")

# Notes what it is asked to do, and fails at a step that holds the word in `fails-at`.
UV = """\
#!/bin/sh
if [ "$1" = --version ]; then echo "uv 99.1.2 (of the test)"; exit; fi
echo "$@" >> {folder}/asked
if [ -e {folder}/fails-at ] && echo "$@" | grep -q "$(cat {folder}/fails-at)"; then exit 2; fi
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and a uv on the PATH that only notes what it is asked."""
    (tmp_path / "requirements.lock").write_text("rasa==3.6.21")
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / ".venv").mkdir()
    uv = tmp_path / "path" / "uv"
    uv.parent.mkdir()
    uv.write_text(UV.format(folder=tmp_path))
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{uv.parent}:/usr/bin:/bin")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "UV_HOME", tmp_path / ".uv")
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "installed-from")
    free(monkeypatch, megabytes=50_000)
    return tmp_path


def free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 0, megabytes * 1_000_000))


def asked(project: Path) -> list[str]:
    """What uv was asked to do so far, in order."""
    notes = project / "asked"
    return notes.read_text().splitlines() if notes.exists() else []


def test_a_fresh_clone_gets_python_the_locked_packages_and_the_project(project: Path) -> None:
    bootstrap.main()
    venv, sync, install = asked(project)
    assert venv.startswith("venv ")
    assert "--python 3.11" in venv
    assert sync == f"pip sync --require-hashes {project}/requirements.lock"
    assert "--no-deps" in install
    assert install.endswith(f"--editable {project}")


def test_nothing_is_done_when_everything_is_in_place(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap.main()
    done = asked(project)
    free(monkeypatch, megabytes=0)
    bootstrap.main()
    assert asked(project) == done


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_installs_again(project: Path, changed: str) -> None:
    bootstrap.main()
    done = asked(project)
    (project / changed).write_text("changed")
    bootstrap.main()
    assert len(asked(project)) > len(done)


def test_too_little_disk_says_so_and_how_to_mend_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free(monkeypatch, megabytes=123)
    with pytest.raises(SystemExit, match=r"123 MB are free .* need 4000 MB\.\nFree some space, or clone"):
        bootstrap.main()
    assert asked(project) == []


@pytest.mark.parametrize("step", ["venv", "sync", "editable"])
def test_a_step_that_fails_is_named_and_the_next_run_goes_on(project: Path, step: str) -> None:
    (project / "fails-at").write_text(step)
    with pytest.raises(SystemExit) as end:
        bootstrap.main()
    _, problem, *mend = str(end.value.code).splitlines()
    assert problem.startswith(f"This step failed: {project}/path/uv ")
    assert step in problem
    assert "run the same make command again" in " ".join(mend)
    (project / "fails-at").unlink()
    bootstrap.main()
    assert "--editable" in asked(project)[-1]


def test_after_a_failed_update_the_old_lock_is_installed_again_too(project: Path) -> None:
    bootstrap.main()
    lock = project / "requirements.lock"
    old = lock.read_text()
    lock.write_text("changed")
    (project / "fails-at").write_text("sync")
    with pytest.raises(SystemExit):
        bootstrap.main()
    lock.write_text(old)  # the packages are now half new, half old
    with pytest.raises(SystemExit):
        bootstrap.main()


def test_it_needs_no_more_than_an_old_python_and_its_standard_library() -> None:
    tree = ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))
    imported = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    imported += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [name for name in imported if name.split(".")[0] not in sys.stdlib_module_names] == []
