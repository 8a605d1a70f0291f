"""The detail that a follow-up asks for, and the sentence of an answer that tells it.

"Hur lång tid tar det?" after an answer wants one sentence of it or the word that it does not say, not all of it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from bot import gazetteer
from bot.languages import fold

Detail = Literal["time", "amount", "place", "reason"]

# What is looked for first stands first: "hvor lenge" asks for a time, "hvor" alone for a place. Folded letters.
_ASKED: tuple[tuple[Detail, re.Pattern[str]], ...] = (
    ("reason", re.compile(r"\b(varfor|hvorfor|kvifor|koffor|why)\b")),
    ("time", re.compile(r"\b(?:hur|hvor|kor) (?:lang\w*|lenge|snabbt|fort|hurtigt)\b|\b(?:nar|hvornar|ka tid)\b")),
    (
        "amount",
        re.compile(r"\b(?:hur|hvor|kor) (?:mycket|mkt|manga|mye|mykje|mange|meget)\b|\bca\b|\bcirka\b|\bsirka\b"),
    ),
    ("place", re.compile(r"\b(?:var|vart|hvor|kor)(?: henne| nagonstans| nanstans| da)?\b(?! \w+t\b)")),
)

_TIME = re.compile(r"\b(?:år|månad\w*|måned\w*|veck\w*|uke\w*|uge\w*|dag\w*|tim\w*|minut\w*)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:eftersom|ettersom|därför|derfor|fordi|för att|for å|for at|beror på|grund|skäl\w*|handlar om)\b",
    re.IGNORECASE,
)
_STEM = 4  # letters
_SENTENCES = 2  # given at most
# A full stop before a capital letter; those of "ca." and "kl." stand before none.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖÆØ])")


def asked_detail(text: str) -> Detail | None:
    """Which detail a message asks for, None where it asks for none that could be looked up.

    >>> asked_detail("Hur lång tid tar det?")
    'time'
    """
    folded = fold(text)
    return next((detail for detail, pattern in _ASKED if pattern.search(folded)), None)


def telling(detail: Detail, text: str) -> str | None:
    """The first two sentences of `text` that tell such a detail, None where none does."""
    return " ".join([sentence for sentence in sentences(text) if _TELLS[detail](sentence)][:_SENTENCES]) or None


def nearest(question: str, text: str) -> str:
    """The sentence of `text` that shares most words with a question; where none shares any, what follows the first,
    which was the answer to another question.
    """
    asked = _stems(question)
    best = max(sentences(text), key=lambda sentence: len(asked & _stems(sentence)))
    if asked & _stems(best):
        return best
    return " ".join(sentences(text)[1 : 1 + _SENTENCES])


def _stems(text: str) -> set[str]:
    # The first letters of a word are the same in most of its forms, and often in all three languages.
    return {word[:_STEM] for word in re.findall(r"\w+", fold(text)) if len(word) >= _STEM}


def sentences(text: str) -> list[str]:
    """The sentences of a section's text; the first states its fact by itself.

    >>> sentences("Lönen är 0,10 dollar. Den kan variera.")
    ['Lönen är 0,10 dollar.', 'Den kan variera.']
    """
    return _SENTENCE_END.split(text)


def _names_a_place(sentence: str) -> bool:
    # A country that candidates come from is what others are compared with, not where something is.
    return any(kind != "employer" and not gazetteer.is_home(name) for kind, name in gazetteer.names_in(sentence))


_TELLS: dict[Detail, Callable[[str], bool]] = {
    "time": lambda sentence: _TIME.search(sentence) is not None,
    "amount": lambda sentence: any(character.isdigit() for character in sentence),
    "place": _names_a_place,
    "reason": lambda sentence: _REASON.search(sentence) is not None,
}
