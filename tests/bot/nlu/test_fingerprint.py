"""A change that Rasa's cache cannot see by itself trains anew."""

from pathlib import Path

from bot.nlu.fingerprint import fingerprint


def test_a_fingerprint_changes_with_any_of_its_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("b")
    before = fingerprint(one, other)
    assert fingerprint(one, other) == before
    other.write_text("c")
    assert fingerprint(one, other) != before
