"""The language benchmark counts as its sources say, and goes on where another system cannot be had."""

import sys
from pathlib import Path

import pytest

from bot.bench import language
from bot.bench.language import Answers, Example, Rival, RivalError, accuracy, bench_language, read_sets, table
from bot.cases import CaseError
from bot.training import TrainingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "language-slide-dev.tsv").write_text("nb|nn\tHei der\nother\t你好\nda\tHvad så\n", encoding="utf-8")
    for name in ("sentences", "word-pairs", "single-words"):
        rows = "da\thvad\nnb\thva\nnn\tkva\nsv\tvad\nen\twhat\n"
        (tmp_path / f"language-lingua-{name}.tsv").write_text(rows, encoding="utf-8")
    return tmp_path


def test_slide_takes_any_of_the_labels_and_nynorsk_as_norwegian(folder: Path) -> None:
    examples = read_sets(folder, "dev")["SLIDE dev"]
    assert [set(example.labels) for example in examples] == [{"nb"}, {"other"}, {"da"}]
    assert accuracy(examples, ["nb", "da", "da"]) == pytest.approx(2 / 3)


def test_linguas_texts_are_the_mean_of_three_languages(folder: Path) -> None:
    examples = read_sets(folder, "dev")["single words"]
    assert [example.text for example in examples] == ["hvad", "hva", "vad"]


def test_the_groups_count_alike_however_many_they_hold() -> None:
    examples = [Example(frozenset({"sv"}), "a", "sv")] * 3 + [Example(frozenset({"da"}), "b", "da")]
    assert accuracy(examples, ["sv", "sv", "sv", "nb"]) == 0.5


def test_our_own_messages_are_there_short_ones_by_themselves(folder: Path) -> None:
    sets = read_sets(folder, "dev")
    assert 0 < len(sets["1-5 words"]) < len(sets["messages"])
    assert all(len(example.text.split()) <= 5 for example in sets["1-5 words"])


def test_a_line_without_a_label_is_named(folder: Path) -> None:
    (folder / "language-slide-dev.tsv").write_text("da\thej\nhej\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"language-slide-dev\.tsv:2: "):
        read_sets(folder, "dev")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"language-slide-test\.tsv: .*name the benchmarks' folder"):
        read_sets(tmp_path, "test")


def test_without_a_model_it_says_how_to_get_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "MODEL", folder / "none.tar.gz")
    with pytest.raises(TrainingError, match="jobbsvar train"):
        bench_language(folder, "dev")


def test_a_system_that_cannot_be_had_is_said_so_and_the_others_are_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Answers({}, {}, 1)
    monkeypatch.setattr(language, "_ours", lambda sets: ours)
    monkeypatch.setattr(language, "RIVALS", (Rival("another", "none==1", "none"),))
    monkeypatch.setattr(language, "BENCH", folder / "bench")
    monkeypatch.setattr(language.shutil, "which", lambda name: str(folder / "no-uv"))
    monkeypatch.setattr(language, "table", lambda sets, answers: answers)
    answers = bench_language(folder, "dev")
    assert answers["Jobbsvar"] is ours
    assert "no-uv cannot be run" in answers["another"]


def test_a_program_that_fails_gives_its_last_line() -> None:
    with pytest.raises(RivalError, match="no such package"):
        language._run([sys.executable, "-c", "import sys; sys.exit('trying\\nno such package')"])


def test_the_table_is_aligned() -> None:
    sets = {"SLIDE dev": [Example(frozenset({"sv"}), "hej", "")], "messages": [Example(frozenset({"da"}), "hej", "")]}
    ours = Answers({"SLIDE dev": ["sv"], "messages": ["nb"]}, {"SLIDE dev": 41.6, "messages": 7.0}, 31_000_000)
    lines = table(sets, {"Jobbsvar": ours, "another": "no network"}).splitlines()
    assert lines[1].split() == ["Jobbsvar", "100.0", "0.0", "31.0"]
    assert lines[4].split() == ["Jobbsvar", "42", "7"]
    assert len(lines[0]) == len(lines[1])
    assert lines[-1].split(maxsplit=1) == ["another", "not measured: no network"]
