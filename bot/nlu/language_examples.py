"""Examples that teach the language classifier: words drawn by their frequency in each language, and rare ones singly.

Drawing words at random loses their order, which a bag of words and character n-grams does not see anyway.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from bot.languages import LANGUAGES, OTHER
from bot.nlu import lexicon

_SENTENCES = 150_000  # a Nordic language, and of all other languages together
_LENGTHS = (1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12)  # words an example: candidates write short
_VOCABULARY = 40_000  # words a language
# Frequencies to this power: rarer words are drawn more often than they occur, so that the classifier sees them.
_FLATTENING = 0.7
_WITHOUT_NORDIC_LETTERS = 0.08  # share of the examples written without å ä ö æ ø, as on a foreign keyboard
_REPEATS_OF_OWN_EXAMPLES = 15  # candidates ask in the words of our own questions more than in those of subtitles

_FORMS = 160_000  # examples a language of the dictionary's forms, which are mostly rare words
_FORMS_OF_OTHERS = 60_000  # of all other languages together
_FORM_LENGTHS = (1, 1, 2)  # words such an example

_NYNORSK_SENTENCES = 100_000
# Shares of the words drawn that are of the dictionary alone, and that are Nynorsk's common words, where those that
# Bokmål has, too, count 1.
_NYNORSK_FORMS, _NYNORSK_COMMON = 0.35, 0.6
_ZIPF_START = 3  # the n-th of the common words is drawn in proportion to 1 / (n + this)

_PLAIN = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae"})


def examples(own: Iterable[tuple[str, str]], seed: int) -> list[tuple[str, str]]:
    """Pairs of language (sv, nb, da or other) and text, shuffled; the same for the same arguments.

    Args:
        own: pairs of language and text from the project's own training data.
        seed: of every draw.
    """
    draw = np.random.default_rng(seed)
    pairs = [pair for pair in own for _ in range(_REPEATS_OF_OWN_EXAMPLES)]
    for nordic in LANGUAGES:
        pairs += ((nordic, text) for text in _typed(*_common(nordic), _SENTENCES, draw))
        pairs += ((nordic, text) for text in _singly(lexicon.forms(nordic), _FORMS, draw))
    nynorsk = lexicon.forms("nn")
    pairs += (("nb", text) for text in _typed(*_nynorsk(nynorsk), _NYNORSK_SENTENCES, draw))
    pairs += (("nb", text) for text in _singly(nynorsk, _FORMS // 2, draw))
    share = _SENTENCES / sum(lexicon.OTHERS.values())
    for language, weight in lexicon.OTHERS.items():
        pairs += ((OTHER, text) for text in _joined(*_common(language), _LENGTHS, int(share * weight), draw))
    for language in lexicon.OTHERS_WITHOUT_FREQUENCIES:
        count = _FORMS_OF_OTHERS // len(lexicon.OTHERS_WITHOUT_FREQUENCIES)
        forms = lexicon.forms(language)
        pairs += ((OTHER, text) for text in _singly(forms, count, draw))
        pairs += ((OTHER, text) for text in _joined(forms, np.ones(len(forms)), _LENGTHS, count // 2, draw))
    random.Random(seed).shuffle(pairs)  # noqa: S311  (no secret)
    return pairs


def _common(language: str) -> tuple[list[str], np.ndarray]:
    """A language's commonest words and how often to draw each."""
    frequencies = lexicon.frequencies(language)
    words = list(frequencies)[:_VOCABULARY]
    return words, np.array([frequencies[word] for word in words]) ** _FLATTENING


def _nynorsk(forms: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Nynorsk words and how often to draw each: those of Bokmål as often as there, its own by the dictionary."""
    bokmal = lexicon.frequencies("nb")
    shared = [form for form in forms if form in bokmal]
    alone = [form for form in forms if form not in bokmal]
    weights = np.array([bokmal[form] for form in shared]) ** _FLATTENING
    places = np.arange(len(lexicon.NYNORSK))
    groups = (
        (weights, 1.0),
        (np.ones(len(alone)), _NYNORSK_FORMS),
        (1 / (places + _ZIPF_START), _NYNORSK_COMMON),
    )
    parts = [share * group / max(group.sum(), 1e-12) for group, share in groups]
    return [*shared, *alone, *lexicon.NYNORSK], np.concatenate(parts)


def _typed(words: Sequence[str], weights: np.ndarray, count: int, draw: np.random.Generator) -> Iterator[str]:
    """Sentences, some of them as typed on a foreign keyboard."""
    plain = draw.random(count) < _WITHOUT_NORDIC_LETTERS
    for text, without_letters in zip(_joined(words, weights, _LENGTHS, count, draw), plain, strict=True):
        yield text.translate(_PLAIN) if without_letters else text


def _singly(words: Sequence[str], count: int, draw: np.random.Generator) -> Iterator[str]:
    return _joined(words, np.ones(len(words)), _FORM_LENGTHS, count, draw)


def _joined(
    words: Sequence[str], weights: np.ndarray, sizes: Sequence[int], count: int, draw: np.random.Generator
) -> Iterator[str]:
    lengths = draw.choice(sizes, count)
    picked = draw.choice(len(words), lengths.sum(), p=weights / weights.sum())
    for end, length in zip(np.cumsum(lengths), lengths, strict=True):
        yield " ".join(words[index] for index in picked[end - length : end])
