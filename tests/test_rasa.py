"""Rasa's own commands keep working on the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.languages import LANGUAGES
from bot.paths import ROOT
from bot.training import MODEL, rasa_environment


def rasa(*arguments: str, cwd: Path = ROOT) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "rasa", *arguments],
        cwd=cwd,
        env=rasa_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return run.stdout + run.stderr


def test_the_data_is_valid_without_a_warning() -> None:
    rasa("data", "validate", "--fail-on-warnings")


@pytest.mark.usefixtures("model")
def test_rasas_evaluation_runs_on_the_model(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n'
        "- intent: pay\n  examples: |\n    - Hvor mye tjener man i utlandet?\n    - Vad är lönen utomlands?\n"
        "- intent: thanks\n  examples: |\n    - tusind tak for hjælpen\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    rasa("test", "nlu", "--nlu", str(tmp_path / "nlu.yml"), "--model", str(MODEL), "--out", str(out), "--no-plot")
    report = json.loads((out / "intent_report.json").read_text(encoding="utf-8"))
    assert report["accuracy"] == 1.0


def test_every_response_has_a_variation_in_each_language() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    for name, variations in domain["responses"].items():
        if name == "utter_foreign_language":  # said in English
            continue
        spoken = {c["value"] for v in variations for c in v["condition"] if c["name"] == "language"}
        assert spoken == set(LANGUAGES), name


def test_every_intent_has_a_rule() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    rules = (ROOT / "data" / "rules.yml").read_text(encoding="utf-8")
    for intent in domain["intents"]:
        assert f"intent: {intent}\n" in rules
