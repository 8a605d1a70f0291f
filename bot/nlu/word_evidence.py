"""What each word by itself says of the language: a table of two million words, learnt in training.

A naive Bayes classifier over words: the logarithm of how likely each language is to hold the word, from the lexicon and
from our own questions. It knows single words and names of things, where character n-grams only guess; they in turn see
words that no list holds (bot/nlu/language.py adds the two up).

A word is kept as the CRC-32 of its letters and four small integers, 8 bytes together. Of the words that are not in the
table one in 2,000 is taken for another one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from struct import unpack_from
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
_END_OF_DANISH_LIST = 1e-6  # a rarer form of the dictionary is taken to be as common as in Norwegian
_NYNORSK = (1e-3, 5)  # share of the n-th of Nynorsk's common words: the first number divided by (n + the second)

_LEAST_FOREIGN, _LEAST_NORDIC = 2e-7, 3e-8  # shares below which a word that no dictionary knows is left out


class WordEvidence:
    """The table, in memory as on disk."""

    def __init__(self, hashes: np.ndarray, evidence: np.ndarray) -> None:
        """Takes CRC-32 sums, ascending, shape (words,), and evidence, int8, shape (words, 4)."""
        self._hashes = np.ascontiguousarray(hashes, np.uint32)
        self._evidence = np.ascontiguousarray(evidence, np.int8)
        # For a few words plain Python on the same memory is faster than NumPy. A sum is looked for only among those
        # with the same upper bits, of which there are a handful.
        self._sums, self._rows = self._hashes.data, self._evidence.data
        self._starts = np.searchsorted(self._hashes, np.arange(1 << 16, dtype=np.uint32) << 16).tolist()
        self._starts.append(len(self._hashes))

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
        counts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
        for language, words in own:
            counts[language].update(words)
        foreign = _foreign_shares()
        dictionaries = {language: set(lexicon.forms(language)) for language in (*LANGUAGES, "nn")}
        kept = _kept(foreign, dictionaries, counts)
        known = {code: np.fromiter((word in forms for word in kept), bool) for code, forms in dictionaries.items()}
        known["nb"] |= known.pop("nn")
        columns = []
        for language, column in _nordic_shares(kept, known).items():
            ours = _column(kept, counts[language]) / max(counts[language].total(), 1)
            least = np.where(known[language], _IN_DICTIONARY[language], _NOT_IN_LIST)
            columns.append(np.log((1 - _OWN) * column + _OWN * ours + least))
        columns.append(np.log(_column(kept, foreign) + _NOT_IN_OTHERS))
        return cls._packed(kept, np.stack(columns, axis=1))

    @classmethod
    def _packed(cls, words: Sequence[str], logarithms: np.ndarray) -> WordEvidence:
        hashes = np.fromiter((crc32(word.encode()) for word in words), np.uint32, len(words))
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
        swedish = norwegian = danish = other = 0
        for word in words:
            sum_ = crc32(word.encode())
            end = self._starts[(sum_ >> 16) + 1]
            place = bisect_left(self._sums, sum_, self._starts[sum_ >> 16], end)
            found = place < end and self._sums[place] == sum_
            steps = unpack_from("4b", self._rows, 4 * place) if found else _UNKNOWN
            swedish += steps[0]
            norwegian += steps[1]
            danish += steps[2]
            other += steps[3]
        return [swedish / _STEPS, norwegian / _STEPS, danish / _STEPS, other / _STEPS]


def _foreign_shares() -> dict[str, float]:
    """The greatest share of each word among the other languages, each weighted by how often candidates use it."""
    shares: dict[str, float] = {}
    for language, weight in lexicon.OTHERS.items():
        for word, share in lexicon.frequencies(language).items():
            if share < _LEAST_FOREIGN:
                break
            shares[word] = max(shares.get(word, 0.0), _FOREIGN * weight * share)
    return shares


def _nynorsk_shares() -> dict[str, float]:
    share, start = _NYNORSK
    return {word: share / (place + start) for place, word in enumerate(lexicon.NYNORSK)}


def _nordic_shares(words: Sequence[str], known: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The words' shares in sv, nb and da, wordfreq's with its gaps and slips mended.

    Args:
        known: by language, whether its dictionaries know each word.
    """
    shares: dict[str, np.ndarray] = {code: _column(words, lexicon.frequencies(code)) for code in LANGUAGES}
    rare = known["da"] & (shares["da"] == 0)
    shares["da"] += rare * np.minimum(shares["nb"] * known["nb"], _END_OF_DANISH_LIST)
    anywhere = np.any(list(known.values()), axis=0)
    for language in LANGUAGES:
        shares[language] *= np.where(anywhere & ~known[language], _MISPLACED, 1.0)
    shares["nb"] = np.maximum(shares["nb"], _column(words, _nynorsk_shares()))
    return shares


def _kept(
    foreign: Mapping[str, float], dictionaries: Mapping[str, set[str]], counts: Mapping[str, Counter[str]]
) -> list[str]:
    """The words worth a place, sorted.

    The Norwegian and Danish dictionaries whole, since those two are hard to tell apart; of the Swedish one only what
    is written now and then, for rare Swedish words show by their letters.
    """
    known = set().union(*dictionaries.values())
    kept = {word for word, share in foreign.items() if share >= _LEAST_FOREIGN or word in known}
    for language in LANGUAGES:
        shares = lexicon.frequencies(language).items()
        kept |= {word for word, share in shares if share >= _LEAST_NORDIC or word in known}
    return sorted(kept.union(*(dictionaries[code] for code in ("nb", "nn", "da")), *counts.values(), lexicon.NYNORSK))


def _column(words: Sequence[str], values: Mapping[str, float]) -> np.ndarray:
    return np.fromiter((values.get(word, 0.0) for word in words), float, len(words))
