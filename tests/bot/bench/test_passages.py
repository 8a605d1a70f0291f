"""Passages of the originals, found by e5."""

from pathlib import Path

import pytest

from bot.articles import ArticleError, Library
from bot.bench.passages import Passages


def test_the_passage_that_answers_is_nearest(tmp_path: Path) -> None:
    for article in Library.read().articles:
        name = article.source.original
        text = f"Rubrik\nDetta stycke handlar om något helt annat, nämligen om vädret i {article.name} i dag.\n"
        if article.name == "workwide":
            text += "Lönen i kundtjänst utomlands är ofta lägre än i Sverige, men det är billigare att bo där.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    passage, cosine = Passages(tmp_path).nearest("vad är lönen utomlands")
    assert (passage.article, passage.language) == ("workwide", "sv")
    assert "lägre" in passage.text
    assert 0.7 < cosine <= 1


def test_an_original_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="--originals"):
        Passages(tmp_path)
