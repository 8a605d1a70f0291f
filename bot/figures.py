"""The figures in a text, in digits or in words, in a form that is the same in every language.

>>> sorted(figures("Från 12 000 till 17 000 kr, två gånger om året", "sv"))
['12000', '17000', '2']
>>> sorted(figures("Fra 12.000 til 17.000 kr., to gange om året", "da"))
['12000', '17000', '2']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

# The number words in rising order, from 2 and from 20; "|" parts the spellings of one number. What the language mostly
# uses for something else is left out, such as "ni" (you) in Swedish.
_UNDER_TWENTY: Mapping[str, str] = {
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton|aderton nitton",
    "nb": "to tre fire fem seks sju|syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
}
_TENS: Mapping[str, str] = {
    "sv": "tjugo trettio fyrtio|förtio femtio sextio sjuttio åttio nittio",
    "nb": "tjue|tyve tretti|tredve førti|førr femti seksti sytti åtti nitti",
    "da": "tyve tredive|tredve fyrre|fyrretyve halvtreds|halvtredsindstyve tres|tresindstyve"
    " halvfjerds|halvfjerdsindstyve firs|firsindstyve halvfems|halvfemsindstyve",
}
_ONE: Mapping[str, str] = {"sv": "ett|en|et", "nb": "ett|et|én|en|ei", "da": "ét|et|én|en"}  # sv "et" as in "ettusen"
_AND: Mapping[str, str] = {"sv": "och", "nb": "og", "da": "og"}
_BETWEEN: Mapping[str, str] = {"sv": "mellan", "nb": "mellom", "da": "mellem"}
_HUNDRED: Mapping[str, str] = {"sv": "hundra", "nb": "hundrede|hundre", "da": "hundrede|hundred"}
_THOUSAND: Mapping[str, str] = {"sv": "tusen", "nb": "tusen", "da": "tusinde|tusind"}
_ONE_AND_A_HALF: Mapping[str, str] = {
    "sv": "halvannan|halvannat",
    "nb": "halvannen|halvannet|halvanna",
    "da": "halvanden|halvandet",
}

_HALF = Decimal("0.5")
_LETTER = r"[^\W\d_]"
_SPACE = "[ \u00a0\u2009\u202f]"  # plain, non-breaking, thin and narrow non-breaking
_DIGITS = (
    rf"(?<!\d)(?:(?<!{_LETTER})|(?!\d+{_LETTER}))"  # with letters on both sides it is a name ("B2B"), not a figure
    rf"(?:(?P<grouped>[1-9]\d{{0,2}}(?:(?:{_SPACE}\d{{3}})+|(?:\.\d{{3}})+)(?!\d)(?:,\d+)?)"
    r"|(?P<date>\d+(?:\.\d+){2,})"
    r"|(?P<plain>\d+(?:[.,]\d+|:\d\d(?!\d))?)(?P<and_a_half>½)?)"
)


@dataclass(frozen=True)
class _Lexicon:
    """The number words of one language."""

    values: Mapping[str, int]  # of each word
    word: re.Pattern[str]  # any of the words, also inside a longer one ("tolv" in "tolvtusen")
    number: re.Pattern[str]  # a whole number, in digits or in words


def figures(text: str, language: str) -> frozenset[str]:
    """The figures in `text` as decimal strings, such as "17000", "0.1" and "1.5".

    Digits are read alike in all languages: thousands parted by a space or a point, decimals by a comma or a point. A
    range gives both its ends, "24/7" gives 24 and 7, a date gives its parts. Number words from two upwards are read in
    `language`; "one" never counts, because it is an article in all three languages.

    Args:
        text: any text.
        language: sv, nb or da.

    Raises:
        KeyError: `language` is none of those.
    """
    lexicon = _lexicon(language)
    matches = lexicon.number.finditer(unicodedata.normalize("NFC", text).casefold())
    return frozenset(format(value.normalize(), "f") for match in matches for value in _values(match, lexicon))


def _values(match: re.Match[str], lexicon: _Lexicon) -> Iterator[Decimal]:
    if match["date"]:
        yield from map(Decimal, match["date"].split("."))
    elif match["words"]:
        yield Decimal(_value(match["words"], lexicon))
    elif match["halves"]:
        yield (_value(match["halves_of"], lexicon) if match["halves_of"] else 1) + _HALF
    else:
        yield _digits(match) * (1000 if match["thousand"] else 1)


def _digits(match: re.Match[str]) -> Decimal:
    if match["grouped"]:
        return Decimal(re.sub(rf"{_SPACE}|\.", "", match["grouped"]).replace(",", "."))
    # The colon of a clock is read as the point is, so that "8:30" and "8.30" are one figure.
    return Decimal(re.sub("[,:]", ".", match["plain"])) + (_HALF if match["and_a_half"] else 0)


def _value(words: str, lexicon: _Lexicon) -> int:
    """The value of a number in words: "två tusen fem hundra femtio" is 2550."""
    total = below_thousand = 0
    for word in lexicon.word.findall(words):
        value = lexicon.values[" ".join(word.split())]
        if value == 1000:
            total, below_thousand = total + 1000 * (below_thousand or 1), 0
        elif value == 100:
            below_thousand = 100 * (below_thousand or 1)
        else:
            below_thousand += value
    return total + below_thousand


@cache
def _lexicon(language: str) -> _Lexicon:
    small = _below_hundred(language)
    hundreds = dict.fromkeys(_HUNDRED[language].split("|"), 100)
    thousands = dict.fromkeys(_THOUSAND[language].split("|"), 1000)
    return _Lexicon(
        values=small | hundreds | thousands,
        word=re.compile(_any_of([*small, *hundreds, *thousands])),
        number=re.compile(_number(language, _any_of(small))),
    )


def _below_hundred(language: str) -> dict[str, int]:
    """The words for 2 to 99, in all their spellings."""
    under_twenty = dict(_spellings(_UNDER_TWENTY[language], start=2, step=1))
    tens = dict(_spellings(_TENS[language], start=20, step=10))
    units = dict.fromkeys(_ONE[language].split("|"), 1) | {word: n for word, n in under_twenty.items() if n < 10}
    compounds = {
        spelling: units[unit] + tens[ten]
        for unit, ten in product(units, tens)
        for spelling in _compounds(language, unit, ten)
    }
    return under_twenty | tens | compounds


def _spellings(row: str, start: int, step: int) -> Iterator[tuple[str, int]]:
    for place, spellings in enumerate(row.split()):
        for spelling in spellings.split("|"):
            yield spelling, start + step * place


def _compounds(language: str, unit: str, ten: str) -> Iterator[str]:
    if language in ("sv", "nb"):
        yield ten + unit
    if language in ("nb", "da"):
        yield from (f"{unit}og{ten}", f"{unit} og {ten}")


def _any_of(words: Iterable[str]) -> str:
    """A pattern of the words, longest first, that takes any white space for a space."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"


def _number(language: str, small: str) -> str:
    one, hundred, thousand = (f"(?:{words[language]})" for words in (_ONE, _HUNDRED, _THOUSAND))
    and_ = rf"(?:\s?{_AND[language]})?"
    hundreds = rf"(?:(?:{small}|{one})\s?)?{hundred}"
    # "Hundra och två tusen" and "tusen och två hundra" are the ends of a range, so what is added is no multiplier.
    added = rf"{and_}\s?{small}(?!\w|\s?{hundred}|\s?{thousand})"
    multiplier = rf"(?:(?:{hundreds}(?:\s?{small})?|{small}|{one})\s?)?"
    single = _any_of(word for word, _ in _spellings(_UNDER_TWENTY[language], start=2, step=1))
    # "Mellem fem og tyve" is from 5 to 20, though "fem og tyve" is 25.
    lower_end = rf"(?<={_BETWEEN[language]}\s){single}(?=\s+{_AND[language]}\s)"
    words = rf"{lower_end}|{multiplier}{thousand}(?:{and_}\s?{hundreds})?(?:{added})?|{hundreds}(?:{added})?|{small}"
    halves = rf"{_ONE_AND_A_HALF[language]}|(?:(?P<halves_of>{small})|{one})\s+{_AND[language]}\s+{one}\s+halvt?"
    return (
        rf"{_DIGITS}(?P<thousand>\s?{thousand}(?!\w))?"
        rf"|(?<!\w)(?:(?P<halves>{halves})|(?P<words>{words}))(?!\w)"
    )
