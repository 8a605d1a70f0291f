"""Which sections lie beside a section: those that share its rare words and its topic.

Cosine similarity of TF-IDF weighted words (Salton & Buckley, 1988, https://doi.org/10.1016/0306-4573(88)90021-0) over
heading, text and questions. Plain Python: the sections are few, and the action server stays small without NumPy.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from bot.articles import Library, Section
from bot.languages import Language, fold

NEIGHBOURS = 6  # kept a section
_SAME_TOPIC = 1.5  # how much more a section of the same topic counts
_WORD = re.compile(r"\w{3,}")

Vector = Mapping[str, float]


def neighbours(section_id: str, language: Language, library: Library) -> tuple[str, ...]:
    """Ids of the sections nearest to one, nearest first, never itself."""
    return _all_neighbours(library, language).get(section_id, ())


@lru_cache(maxsize=8)
def _all_neighbours(library: Library, language: Language) -> dict[str, tuple[str, ...]]:
    sections = library.sections(language)
    vectors = _vectors(sections)
    return {section.id: _nearest(section, sections, vectors) for section in sections.values()}


def _nearest(section: Section, sections: Mapping[str, Section], vectors: Mapping[str, Vector]) -> tuple[str, ...]:
    def closeness(other: Section) -> float:
        return _dot(vectors[section.id], vectors[other.id]) * (_SAME_TOPIC if other.topic == section.topic else 1.0)

    others = [other for other in sections.values() if other.id != section.id]
    return tuple(other.id for other in sorted(others, key=closeness, reverse=True)[:NEIGHBOURS])


def _vectors(sections: Mapping[str, Section]) -> dict[str, Vector]:
    counts = {section.id: Counter(_words(section)) for section in sections.values()}
    frequency = Counter(word for words in counts.values() for word in words)
    return {
        section_id: _unit({w: (1 + math.log(n)) * math.log(len(counts) / frequency[w]) for w, n in words.items()})
        for section_id, words in counts.items()
    }


def _words(section: Section) -> list[str]:
    return _WORD.findall(fold(" ".join((section.heading, section.text, *section.questions))))


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _dot(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
