"""What the README promises, the code keeps, and the other way round."""

import re
import subprocess
import sys

from bot.cli import _parser
from bot.paths import ROOT
from bot.settings import VARIABLES

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    for name, default in VARIABLES.values():
        assert f"| `{name}` | `{default}` |" in README


def test_every_variable_that_the_code_reads_is_a_setting() -> None:
    names = {name for name, _ in VARIABLES.values()}
    for path in [*ROOT.glob("bot/**/*.py"), *ROOT.glob("actions/**/*.py")]:
        read = re.findall(
            r"""(?:environ\.get|getenv|environ)[\[(]["']([A-Z_]+)["']""", path.read_text(encoding="utf-8")
        )
        assert set(read) <= names, path


def commands() -> list[str]:
    parser = _parser()
    found = []
    for action in parser._subparsers._group_actions:
        for name, sub in action.choices.items():
            nested = sub._subparsers._group_actions if sub._subparsers else []
            found += [f"{name} {inner}" for group in nested for inner in group.choices] or [name]
    return found


def test_every_command_stands_in_the_readme() -> None:
    for command in commands():
        assert f"`jobbsvar {command}" in README


def test_every_command_helps() -> None:
    for command in commands():
        shown = subprocess.run(
            [sys.executable, "-m", "bot.cli", *command.split(), "--help"], capture_output=True, text=True, check=True
        )
        assert "usage: jobbsvar" in shown.stdout


def test_every_address_within_the_project_exists() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
