"""Trains the model, and knows whether it is of today's data and code."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bot.paths import MODELS, ROOT, VAR

MODEL = MODELS / "jobbsvar.tar.gz"
STAMP = MODELS / "jobbsvar.json"  # what the model was trained on
_NEEDED_MEGABYTES = 500  # the model is 40 MB, and is packed and copied on the way

# A change in one of these asks for another training.
_INPUTS = ("config.yml", "domain.yml", "requirements.lock", "data/rules.yml", "data/gazetteer.yml")
_INPUT_FOLDERS = ("data/nlu", "data/articles", "bot/nlu")
_INPUT_CODE = ("bot/importer.py", "bot/articles.py", "bot/languages.py", "bot/vectors.py", "bot/gazetteer.py")


class TrainingError(RuntimeError):
    """Training failed or cannot start; the message says why and how to mend it."""


# Of Rasa's output: which component begins, and the bar of `bot.vectors`.
_STEP = re.compile(r"(Starting to train|Restored) component '(\w+)'")
_BAR = re.compile(r"Sentence vectors: ")


def reason_to_train() -> str | None:
    """Why a model must be trained before one can serve, or None where the one at hand is good."""
    if not MODEL.exists():
        return "There is no model yet."
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return f"It is not known what {MODEL.name} was trained on."
    if not isinstance(stamp, dict) or stamp.get("sha256") != _sha256(MODEL) or not tarfile.is_tarfile(MODEL):
        return f"{MODEL.name} is damaged or half-written."
    if stamp.get("trained_on") != fingerprint():
        return "Articles, examples or code have changed since the last training."
    return None


def train(*, force: bool = False) -> float:
    """Trains and puts the model in place in one step, so that a training that is cut off leaves the old one.

    Args:
        force: train every component anew, whatever Rasa's cache holds.

    Returns:
        Seconds that it took.

    Raises:
        TrainingError: too little disk, or Rasa failed.
    """
    _check_disk()
    began = time.monotonic()
    trained_on = fingerprint()
    workshop = VAR / "training"
    shutil.rmtree(workshop, ignore_errors=True)
    _run_rasa_train(workshop, force=force)
    trained = workshop / MODEL.name
    seconds = time.monotonic() - began
    stamp = {"trained_on": trained_on, "sha256": _sha256(trained), "seconds": round(seconds, 1)}
    MODELS.mkdir(exist_ok=True)
    STAMP.unlink(missing_ok=True)
    trained.replace(MODEL)
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    shutil.rmtree(workshop, ignore_errors=True)
    return seconds


def fingerprint() -> str:
    """Changes when anything changes that a model is trained from."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    yield from (ROOT / name for name in (*_INPUTS, *_INPUT_CODE))
    for folder in _INPUT_FOLDERS:
        yield from sorted(p for p in (ROOT / folder).rglob("*") if p.suffix in (".py", ".yml", ".md"))


def _check_disk() -> None:
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < _NEEDED_MEGABYTES:
        raise TrainingError(f"Only {free} MB are free in {ROOT}; training needs {_NEEDED_MEGABYTES} MB. Free some.")


def _run_rasa_train(out: Path, *, force: bool) -> None:
    command = [sys.executable, "-m", "rasa", "train", "--out", str(out), "--fixed-model-name", MODEL.name.split(".")[0]]
    process = subprocess.Popen(
        command + ["--force"] * force,
        cwd=ROOT,
        env=rasa_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    log = _show_progress(process.stdout or io.StringIO())
    if process.wait() != 0:
        raise TrainingError(
            "".join(log)[-3000:] + "\nRasa could not train the model; the lines above say why. `jobbsvar articles "
            "check` finds faults in articles, `rasa data validate` those in examples, rules and domain."
        )


def _show_progress(output: IO[str]) -> list[str]:
    """Prints the steps of Rasa's training as they begin, and returns all of its output."""
    log = []
    began = time.monotonic()
    for line in output:
        log.append(line)
        step = _STEP.search(line)
        if step:
            print(f"  {time.monotonic() - began:4.0f} s  {step[1].lower()} {step[2]}", flush=True)
        elif _BAR.match(line):
            print(f"  {line.rstrip()}", end="\r" if "100%" not in line else "\n", flush=True)
    return log


def rasa_environment() -> dict[str, str]:
    """The environment for Rasa's processes: no telemetry, no idle threads that spin, fewer warnings of TensorFlow."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_WAIT_POLICY": "passive",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONUNBUFFERED": "1",
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
