"""What each word by itself says of the language: a table of a million and a half words, learnt in training.

A naive Bayes classifier over words: the logarithm of how likely each language is to hold the word, from the lexicon and
from our own questions. It knows single words and names of things, where character n-grams only guess; they in turn see
words that no list holds (bot/nlu/language.py adds the two up).

A word is kept as the CRC-32 of its letters and four small integers, 8 bytes together. Of the words that are not in the
table one in 2,500 is taken for another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from safetensors.numpy import load_file, save_file

from bot.languages import LANGUAGES, OTHER
from bot.nlu import lexicon

OUTCOMES = (*LANGUAGES, OTHER)  # the columns of the table

_STEPS = 10  # steps of a natural logarithm of 1, in which evidence is kept
_UNKNOWN = (0, 0, 0, _STEPS)  # a word that no list holds is foreign rather than Nordic, or misspelt

# Shares of what is written, as wordfreq gives them.
_NOT_IN_LIST = 3e-9  # a word that neither the language's list nor its dictionary holds
_IN_DICTIONARY = {"sv": 3e-8, "nb": 1e-8, "da": 3e-8}  # a form of the dictionary that the list leaves out
_NOT_IN_OTHERS = 1e-8
_FOREIGN = 0.5  # part of the candidates' foreign words that is of the commonest other language, English
_OWN = 0.1  # part that our own questions have among what candidates write
_MISPLACED = 0.3  # what is left of a share where the dictionaries know the word in other languages alone
_COGNATE = 0.5  # a rare Danish form's share, in parts of the same Norwegian form's
_END_OF_DANISH_LIST = 1e-6
_NYNORSK = (1e-3, 5)  # share of the n-th of Nynorsk's common words: the first number divided by (n + the second)

_LEAST_FOREIGN, _LEAST_NORDIC = 1e-6, 3e-8  # shares below which a word that no dictionary knows is left out


class WordEvidence:
    """The table, in memory as on disk."""

    def __init__(self, hashes: np.ndarray, evidence: np.ndarray) -> None:
        """Takes CRC-32 sums, ascending, shape (words,), and evidence, int8, shape (words, 4)."""
        self._hashes = hashes
        self._evidence = evidence

    @classmethod
    def of(cls, evidence: Mapping[str, Sequence[float]]) -> WordEvidence:
        """A table of words with natural logarithms of their likelihoods in sv, nb, da and other."""
        return cls._packed(list(evidence), np.array(list(evidence.values()), dtype=float).reshape(-1, len(OUTCOMES)))

    @classmethod
    def learn(cls, own: Iterable[tuple[str, Sequence[str]]]) -> WordEvidence:
        """The table of the lexicon's words and of our own.

        Args:
            own: pairs of language (sv, nb or da) and words, one for each of the project's own examples.
        """
        shares = {language: lexicon.frequencies(language) for language in LANGUAGES}
        foreign = _foreign_shares()
        dictionaries = {language: set(lexicon.forms(language)) for language in (*LANGUAGES, "nn")}
        counts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
        for language, words in own:
            counts[language].update(words)
        kept = _kept(shares, foreign, dictionaries, counts)

        known = {code: np.fromiter((word in forms for word in kept), bool) for code, forms in dictionaries.items()}
        known["nb"] |= known.pop("nn")
        share = {language: _column(kept, shares[language]) for language in LANGUAGES}
        rare = known["da"] & (share["da"] == 0)
        cognate = np.minimum(_COGNATE * share["nb"] * known["nb"], _END_OF_DANISH_LIST)
        share["da"] = np.where(rare, cognate, share["da"])
        in_a_dictionary = np.any(list(known.values()), axis=0)
        columns = []
        for language in LANGUAGES:
            column = np.where(in_a_dictionary & ~known[language], _MISPLACED, 1.0) * share[language]
            if language == "nb":
                column = np.maximum(column, _column(kept, _nynorsk_shares()))
            ours = _column(kept, counts[language]) / max(counts[language].total(), 1)
            column = (1 - _OWN) * column + _OWN * ours
            columns.append(np.log(column + np.where(known[language], _IN_DICTIONARY[language], _NOT_IN_LIST)))
        columns.append(np.log(_column(kept, foreign) + _NOT_IN_OTHERS))
        return cls._packed(kept, np.stack(columns, axis=1))

    @classmethod
    def _packed(cls, words: Sequence[str], logarithms: np.ndarray) -> WordEvidence:
        hashes = np.fromiter(map(_hash, words), np.uint32, len(words))
        steps = np.round(_STEPS * (logarithms - logarithms.max(axis=1, keepdims=True)))
        hashes, first = np.unique(hashes, return_index=True)
        return cls(hashes, np.maximum(steps, np.iinfo(np.int8).min).astype(np.int8)[first])

    def save(self, path: Path) -> None:
        """Writes the table as safetensors."""
        save_file({"hashes": self._hashes, "evidence": self._evidence}, path)

    @classmethod
    def load(cls, path: Path) -> WordEvidence:
        """Reads what `save` wrote."""
        tensors = load_file(path)
        return cls(tensors["hashes"], tensors["evidence"])

    def total(self, words: Sequence[str]) -> list[float]:
        """The words' evidence added up: natural logarithms for sv, nb, da and other, of which only differences count.

        Args:
            words: at least one, in lower case.
        """
        hashes = np.array([crc32(word.encode()) for word in words], np.uint32)
        places = self._hashes.searchsorted(hashes)
        found = self._hashes.take(places, mode="clip") == hashes
        steps = self._evidence[places[found]].sum(axis=0, dtype=np.int64).tolist()
        unknown = len(words) - np.count_nonzero(found)
        return [(known + unknown * each) / _STEPS for known, each in zip(steps, _UNKNOWN, strict=True)]


def _hash(word: str) -> int:
    return crc32(word.encode())


def _foreign_shares() -> dict[str, float]:
    """The greatest share of each word among the other languages, each weighted by how often candidates use it."""
    shares: dict[str, float] = {}
    for language, weight in lexicon.OTHERS.items():
        for word, share in lexicon.frequencies(language, "small").items():
            shares[word] = max(shares.get(word, 0.0), _FOREIGN * weight * share)
    return shares


def _nynorsk_shares() -> dict[str, float]:
    share, start = _NYNORSK
    return {word: share / (place + start) for place, word in enumerate(lexicon.NYNORSK)}


def _kept(
    shares: Mapping[str, Mapping[str, float]],
    foreign: Mapping[str, float],
    dictionaries: Mapping[str, set[str]],
    counts: Mapping[str, Counter[str]],
) -> list[str]:
    """The words worth a place, sorted.

    The Norwegian and Danish dictionaries whole, since those two are hard to tell apart; of the Swedish one only what
    is written now and then, for rare Swedish words show by their letters.
    """
    known = set().union(*dictionaries.values())
    kept = {word for word, share in foreign.items() if share >= _LEAST_FOREIGN or word in known}
    for words in shares.values():
        kept |= {word for word, share in words.items() if share >= _LEAST_NORDIC or word in known}
    return sorted(kept.union(*(dictionaries[code] for code in ("nb", "nn", "da")), *counts.values(), lexicon.NYNORSK))


def _column(words: Sequence[str], values: Mapping[str, float]) -> np.ndarray:
    return np.fromiter((values.get(word, 0.0) for word in words), float, len(words))
