"""Examples that teach the language classifier: words drawn by their frequency in each language.

The frequencies are wordfreq's (Speer, R., 2022, https://doi.org/10.5281/zenodo.7199437), which counts words in
subtitles, web pages, books and social media. Drawing words at random loses their order, which a bag of words and
character n-grams does not see anyway.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import wordfreq

from bot.languages import OTHER

_SENTENCES = 150_000  # a Nordic language, and of all other languages together
_LENGTHS = (1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12)  # words an example: candidates write short
_VOCABULARY = 40_000  # words a language
# Frequencies to this power: rarer words are drawn more often than they occur, so that the classifier sees them.
_FLATTENING = 0.8
_WITHOUT_NORDIC_LETTERS = 0.08  # share of the examples written without å ä ö æ ø, as on a foreign keyboard
_REPEATS_OF_OWN_EXAMPLES = 10  # candidates ask in the words of our own questions more than in those of subtitles

# Share of each language among the examples of "other"; English comes first, since candidates mix it in.
_OTHERS = {
    "en": 1.0, "de": 0.5, "nl": 0.5, "is": 0.4, "fr": 0.3, "es": 0.3, "fi": 0.3, "pl": 0.3, "it": 0.2, "pt": 0.2,
    "hu": 0.1, "cs": 0.1, "tr": 0.1, "ro": 0.1, "lt": 0.1, "lv": 0.1, "ar": 0.1, "ru": 0.1, "uk": 0.1, "sh": 0.1,
    "id": 0.1, "fa": 0.05, "sk": 0.05, "ca": 0.05, "vi": 0.05, "el": 0.05, "hi": 0.05,
}  # fmt: skip

# wordfreq has Bokmål only. Common words of Nynorsk, by our own knowledge of the language.
_NYNORSK = """
eg ikkje kva korleis ein eit ei dei vere meir noko berre kvifor kven kvar kor no òg hjå frå vore nokon nokre mykje
sjølv sjå seie seier gjer gjere skal hadde har er var vart blei verte heim heime mellom etter førre fyrst første medan
kvarandre eige eigen eiga hennar hans dykk dykkar oss vår vårt våre desse denne dette som og i på til av for med det
den å om kan vil må skulle ville kunne måtte få får fekk kjem kome kom gå går gjekk stå står stod ta tek tok tru trur
tenkje tenkjer arbeid arbeide arbeider jobbe jobbar løn lønn pengar tid timar veke veker månad månader år dag dagar
menneske folk barn kvinner menn norsk norske noreg språk skule skular lære lærer lærar bok bøker skrive skriv lese les
snakke snakkar spørsmål svar svare hjelpe hjelp viktig vanskeleg mogleg eigentleg endeleg vanleg tidlegare seinare
enno framleis alltid aldri ofte gong gonger fleire mange få nye ny nytt gammal gamle stor stort store liten lita lite
små god godt gode betre best dårleg ille høg høgt høge låg lågt tener tena utdanning erfaring krev krevst søkje søkjer
flytte flyttar utlandet framtid kunde kundar selskap verksemd tilsett tilsette tilsetje leiar kveld kveldar helg helgar
""".split()  # noqa: SIM905
_NYNORSK_SENTENCES = 6_000

_PLAIN = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae"})


def examples(own: Iterable[tuple[str, str]], seed: int) -> list[tuple[str, str]]:
    """Pairs of language (sv, nb, da or other) and text, shuffled; the same for the same arguments.

    Args:
        own: pairs of language and text from the project's own training data.
        seed: of every draw.
    """
    draw = np.random.default_rng(seed)
    pairs = [pair for pair in own for _ in range(_REPEATS_OF_OWN_EXAMPLES)]
    for language in ("sv", "nb", "da"):
        pairs += ((language, text) for text in _drawn(language, _SENTENCES, draw))
    pairs += (("nb", text) for text in _joined(_NYNORSK, np.ones(len(_NYNORSK)), _NYNORSK_SENTENCES, draw))
    share = _SENTENCES / sum(_OTHERS.values())
    for language, weight in _OTHERS.items():
        pairs += ((OTHER, text) for text in _drawn(language, int(share * weight), draw))
    random.Random(seed).shuffle(pairs)  # noqa: S311  (no secret)
    return pairs


def _drawn(language: str, count: int, draw: np.random.Generator) -> Iterator[str]:
    words = wordfreq.top_n_list(language, _VOCABULARY)
    frequencies = np.array([wordfreq.word_frequency(word, language) for word in words])
    plain = draw.random(count) < _WITHOUT_NORDIC_LETTERS
    for text, without_letters in zip(_joined(words, frequencies**_FLATTENING, count, draw), plain, strict=True):
        yield text.translate(_PLAIN) if without_letters else text


def _joined(words: Sequence[str], weights: np.ndarray, count: int, draw: np.random.Generator) -> Iterator[str]:
    lengths = draw.choice(_LENGTHS, count)
    picked = draw.choice(len(words), lengths.sum(), p=weights / weights.sum())
    for end, length in zip(np.cumsum(lengths), lengths, strict=True):
        yield " ".join(words[index] for index in picked[end - length : end])
