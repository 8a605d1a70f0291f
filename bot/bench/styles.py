"""How a question is written: what a table of results is broken down by beside the language."""

from __future__ import annotations

import re

import wordfreq

from bot.cases import Case
from bot.languages import answered_in

STYLES = ("follow-up", "1 to 3 words", "misspelt or dialect", "over 20 words", "plain")

_SHORT = 3  # words
_LONG = 20  # words
_WORD = re.compile(r"[^\W\d_]{3,}")


def style(case: Case) -> str:
    """The first of `STYLES` that fits; a word counts as misspelt when wordfreq does not know it in that language."""
    words = case.text.split()
    if case.context:
        return "follow-up"
    if len(words) <= _SHORT:
        return "1 to 3 words"
    if len(words) > _LONG:
        return "over 20 words"
    language = answered_in(case.lang) or case.lang
    if case.lang == "nn" or any(wordfreq.word_frequency(word, language) == 0 for word in _WORD.findall(case.text)):
        return "misspelt or dialect"
    return "plain"
