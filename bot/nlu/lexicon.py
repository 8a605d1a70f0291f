"""The words of each language, and how common they are: what the language classifier learns from.

The frequencies are wordfreq's (Speer, R., 2022, https://doi.org/10.5281/zenodo.7199437), which counts words in
subtitles, web pages, books and social media. The inflected forms are those of the dictionaries in simplemma
(Barbaresi, A., https://doi.org/10.5281/zenodo.4673264), which leave few out and do not tell how common they are. Both
are needed in training alone.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

import wordfreq

# Languages that are none of ours, by how much of `other` each makes up; English comes first, since candidates mix it
# in. Those that are not written in Latin letters are told by their letters (bot/nlu/language.py).
OTHERS = {
    "en": 1.0, "de": 0.5, "nl": 0.5, "is": 0.4, "fr": 0.3, "es": 0.3, "fi": 0.3, "pl": 0.3, "it": 0.2, "pt": 0.2,
    "hu": 0.1, "cs": 0.1, "tr": 0.1, "ro": 0.1, "lt": 0.1, "lv": 0.1, "sh": 0.1, "id": 0.1, "fil": 0.1, "sl": 0.05,
    "sk": 0.05, "ca": 0.05, "vi": 0.05,
}  # fmt: skip

# Languages in Latin letters that wordfreq does not have and simplemma does, of less than half a million forms each.
OTHERS_WITHOUT_FREQUENCIES = ("ast", "cy", "eo", "ga", "gd", "gl", "gv", "lb", "se", "sq")

# wordfreq has Bokmål only. Common words of Nynorsk, the commonest first, by our own knowledge of the language.
NYNORSK = """
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

VERSIONS = version("wordfreq") + version("simplemma")


def frequencies(language: str) -> dict[str, float]:
    """Words, the commonest first, with their share, 0 to 1, of what is written in a language that wordfreq has.

    The list ends at a millionth for Danish, at a hundredth of that for Swedish and Norwegian.
    """
    return wordfreq.get_frequency_dict(language, "best")


@lru_cache(maxsize=4)
def forms(language: str) -> tuple[str, ...]:
    """The inflected forms that simplemma's dictionary of a language knows, in lower case, sorted."""
    # Here and not above: the assistant runs without it.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = DefaultDictionaryFactory(cache_max_size=0).get_dictionary(language)
    known = {form.casefold() for form in (*dictionary, *dictionary.values()) if form[1:] and form.isalpha()}
    return tuple(sorted(known))


def forget() -> None:
    """Frees the memory of all words read so far, ours and what wordfreq keeps: half a gigabyte."""
    forms.cache_clear()
    for cached in (wordfreq.get_frequency_dict, wordfreq.get_frequency_list):
        cached.cache_clear()
