"""A model that is missing, damaged or of older data is told from a good one; a training that fails costs none."""

import json
import shutil
import tarfile
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import training
from bot.paths import ROOT
from bot.training import TrainingError, reason_to_train, train

Usage = namedtuple("Usage", "total used free")


def pack(path: Path, content: str) -> None:
    """A model as far as this module looks into one: a tar.gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.parent / "part.json"
    part.write_text(content, encoding="utf-8")
    with tarfile.open(path, "w:gz") as archive:
        archive.add(part, "part.json")
    part.unlink()


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Models, stamp and workshop in a folder of the test's own, and data that never change."""
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    monkeypatch.setattr(training, "MODEL", tmp_path / "models" / "jobbsvar.tar.gz")
    monkeypatch.setattr(training, "STAMP", tmp_path / "models" / "jobbsvar.json")
    monkeypatch.setattr(training, "VAR", tmp_path / "var")
    monkeypatch.setattr(training, "fingerprint", lambda: "today's data")
    return tmp_path


@pytest.fixture
def rasa(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets what Rasa's training makes in place of hours of work; nothing means that it fails."""

    def makes(content: str) -> None:
        def run(out: Path, *, force: bool) -> None:
            if not content:
                raise TrainingError("Rasa could not train the model")
            pack(out / training.MODEL.name, content)

        monkeypatch.setattr(training, "_run_rasa_train", run)

    return makes


@pytest.fixture
def model(rasa: Callable[[str], None]) -> Path:
    """A good model in its place."""
    rasa("first")
    train()
    return training.MODEL


def test_without_a_model_one_must_be_trained() -> None:
    assert reason_to_train() == "There is no model yet."


def test_a_trained_model_of_todays_data_is_good(model: Path) -> None:
    assert tarfile.is_tarfile(model)
    assert reason_to_train() is None


def test_a_model_of_yesterdays_data_is_trained_anew(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "fingerprint", lambda: "tomorrow's data")
    assert "changed" in reason_to_train()


def test_a_model_that_was_cut_off_is_damaged(model: Path) -> None:
    model.write_bytes(model.read_bytes()[:-20])
    assert "damaged" in reason_to_train()


def test_a_model_that_is_no_archive_is_damaged_even_if_its_stamp_says_so(model: Path) -> None:
    model.write_bytes(b"half a model")
    stamp = json.loads(training.STAMP.read_text())
    training.STAMP.write_text(json.dumps(stamp | {"sha256": training._sha256(model)}))
    assert "damaged" in reason_to_train()


@pytest.mark.parametrize("stamp", [None, "", "{", "\x00"])
def test_a_model_whose_stamp_is_lost_is_not_trusted(model: Path, stamp: str | None) -> None:
    training.STAMP.unlink() if stamp is None else training.STAMP.write_text(stamp)
    assert "not known" in reason_to_train()


def test_a_training_that_fails_leaves_the_model_at_hand(model: Path, rasa: Callable[[str], None]) -> None:
    before = model.read_bytes()
    rasa("")
    with pytest.raises(TrainingError):
        train()
    assert model.read_bytes() == before
    assert reason_to_train() is None


def test_a_training_replaces_the_model_and_tidies_up(model: Path, rasa: Callable[[str], None], workplace: Path) -> None:
    before = model.read_bytes()
    rasa("second")
    assert train() >= 0
    assert model.read_bytes() != before
    assert reason_to_train() is None
    assert list((workplace / "var").iterdir()) == []


def test_what_changes_while_it_trains_counts_as_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    def edits_an_article(out: Path, *, force: bool) -> None:
        pack(out / training.MODEL.name, "model")
        monkeypatch.setattr(training, "fingerprint", lambda: "edited data")

    monkeypatch.setattr(training, "_run_rasa_train", edits_an_article)
    train()
    assert "changed" in reason_to_train()


def test_too_little_disk_is_said_before_anything_is_touched(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = model.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 123_000_000))
    with pytest.raises(TrainingError, match=r"123 MB are free .* needs \d+ MB\. Free some"):
        train()
    assert model.read_bytes() == before


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a model is trained from, with `fingerprint` as it is."""
    monkeypatch.undo()
    copy = tmp_path / "project"
    for folder in ("bot", "data/nlu", "data/articles"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.yml", "domain.yml", "requirements.lock", "data/rules.yml", "data/gazetteer.yml", "README.md"):
        shutil.copy(ROOT / name, copy / name)
    monkeypatch.setattr(training, "ROOT", copy)
    return copy


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "requirements.lock",
        "data/rules.yml",
        "data/gazetteer.yml",
        "data/nlu/nb/greet.yml",
        "data/articles/workwide/sv.md",
        "bot/nlu/sections.py",
        "bot/languages.py",
    ],
)
def test_a_change_in_what_it_is_trained_from_is_noticed(project: Path, name: str) -> None:
    before = training.fingerprint()
    (project / name).write_text((project / name).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert training.fingerprint() != before


def test_a_new_article_is_noticed_and_the_readme_is_not(project: Path) -> None:
    before = training.fingerprint()
    (project / "README.md").write_text("new", encoding="utf-8")
    assert training.fingerprint() == before
    (project / "data/articles/new").mkdir()
    (project / "data/articles/new/sv.md").write_text("new", encoding="utf-8")
    assert training.fingerprint() != before
