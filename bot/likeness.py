"""Questions on one subject that ask for the same, in whichever language, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from tqdm import tqdm

from bot.languages import fold
from bot.unanswered import UnansweredQuestion
from bot.vectors import Encoder, load_encoder

# Cosine from which two questions on one subject are alike, on average over their groups.
_ALIKE_VECTORS = 0.89
_ALIKE_NGRAMS = 0.35
_MOST = 20_000  # newest questions that are compared with each other; memory grows with their square


@dataclass(frozen=True)
class Group:
    """Questions that are alike."""

    questions: tuple[UnansweredQuestion, ...]  # the most typical first, then the newest

    @property
    def typical(self) -> UnansweredQuestion:
        """The question most like all others of the group."""
        return self.questions[0]


def groups(questions: Sequence[UnansweredQuestion], load: Callable[[], Encoder | None] = load_encoder) -> list[Group]:
    """The groups, largest first, the one asked last first among those of a size."""
    questions = questions[-_MOST:]
    if not questions:
        return []
    vectors, alike = _vectors([question.question for question in questions], load())
    subjects = np.array([question.subject for question in questions])
    # Sentence vectors alone put "how does tax work" beside "how does insurance work".
    similarity = np.where(subjects[:, None] == subjects, vectors @ vectors.T, 0.0)
    members: dict[int, list[int]] = {}
    for number, label in enumerate(_clusters(similarity, alike)):
        members.setdefault(label, []).append(number)
    found = [_group([questions[i] for i in chosen], similarity[np.ix_(chosen, chosen)]) for chosen in members.values()]
    return sorted(found, key=lambda g: (len(g.questions), max(q.asked_at for q in g.questions)), reverse=True)


def _group(questions: Sequence[UnansweredQuestion], similarity: np.ndarray) -> Group:
    typical = questions[int(similarity.sum(axis=0).argmax())]
    others = sorted((q for q in questions if q is not typical), key=lambda q: q.asked_at, reverse=True)
    return Group((typical, *others))


def _clusters(similarity: np.ndarray, alike: float) -> np.ndarray:
    """The number of each question's group."""
    if len(similarity) == 1:
        return np.zeros(1, dtype=int)
    clustering = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="average", distance_threshold=1 - alike
    )
    return clustering.fit_predict(np.clip(1 - similarity, 0, None))


def _vectors(texts: Sequence[str], encode: Encoder | None) -> tuple[np.ndarray, float]:
    """A unit vector of each text, and the cosine from which two are alike."""
    if encode is None:
        ngrams = TfidfVectorizer(analyzer="char_wb", preprocessor=fold, ngram_range=(2, 5), sublinear_tf=True)
        return ngrams.fit_transform(texts).toarray(), _ALIKE_NGRAMS
    bar = tqdm(texts, desc="Questions", unit="question", leave=False, disable=len(texts) < 100)
    return np.stack([encode(text) for text in bar]), _ALIKE_VECTORS
