"""MASSIVE is read by split, and few examples an intent are drawn."""

from collections import Counter
from pathlib import Path

from bot.bench.intents import EXAMPLES, _few, _read, table


def test_thirty_examples_an_intent_and_language_are_drawn_from_the_training_split(tmp_path: Path) -> None:
    lines = [f"train\t{language}\tgreet\thej {n}" for language in ("sv", "da") for n in range(50)]
    lines += [f"train\tsv\tbye\thej då {n}" for n in range(5)]
    lines += [f"test\tsv\tgreet\tprov {n}" for n in range(3)]
    path = tmp_path / "massive.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    utterances = _read(path)
    drawn = _few(utterances, 0)
    assert Counter((u.language, u.intent) for u in drawn) == {
        ("sv", "greet"): EXAMPLES,
        ("da", "greet"): EXAMPLES,
        ("sv", "bye"): 5,
    }
    assert {u.split for u in drawn} == {"train"}
    assert drawn == _few(utterances, 0)
    assert drawn != _few(utterances, 1)


def test_the_table_has_a_line_a_pipeline() -> None:
    text = table({"ours": {"sv": 0.775, "all": 0.75}, "theirs": {"sv": 0.5, "all": 0.5}})
    assert "77.5 %" in text
    assert len(text.splitlines()) == 3
