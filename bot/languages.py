"""The languages of the assistant, and the folding that makes spellings of one word comparable.

sv, nb and da are answered; Nynorsk (nn) is understood and answered in Bokmål; a message in any other language is
answered in English ("en") with which languages there are.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeGuard

Language = Literal["sv", "nb", "da"]
LANGUAGES: tuple[Language, ...] = ("sv", "nb", "da")
DEFAULT_LANGUAGE: Language = "sv"  # the first candidates are Swedes; used only where nothing at all is known
OTHER = "other"

_HINT = 2.0  # logarithm of how much likelier the channel's hint makes its language, at each message
_LEAST = 0.02  # probability below which a single short message cannot push a language

# BCP 47 primary subtags that channels hand us, to the language that we answer in.
_ANSWERED_IN: Mapping[str, Language] = {"sv": "sv", "nb": "nb", "nn": "nb", "no": "nb", "da": "da"}

# Letters that people without a Nordic keyboard write otherwise. The two-letter spellings (aa, ae, oe) fold to the same
# letter as the single one, so that "lønn", "lonn" and "loenn" meet.
_FOLDED = str.maketrans({"å": "a", "ä": "a", "æ": "a", "ö": "o", "ø": "o", "é": "e", "ü": "u"})
_DIGRAPHS = (("aa", "a"), ("ae", "a"), ("oe", "o"))


def is_language(code: object) -> TypeGuard[Language]:
    """Whether `code` is one of the three languages that are answered."""
    return code in LANGUAGES


def answered_in(tag: object) -> Language | None:
    """The language in which a BCP 47 tag is answered ("nn-NO" gives "nb"), or None for any other tag or value."""
    if not isinstance(tag, str):
        return None
    return _ANSWERED_IN.get(tag.replace("_", "-").split("-")[0].strip().lower())


def fold(text: str) -> str:
    """`text` in lower case with å ä ö æ ø, and their spellings aa, ae and oe, reduced to a and o."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)
    for digraph, letter in _DIGRAPHS:
        folded = folded.replace(digraph, letter)
    return folded


def conversation_language(slots: Mapping[str, Any], events: Iterable[Mapping[str, Any]]) -> Language:
    """The language to answer in.

    First what the candidate asked for ("på svenska, tack"), then what the candidate wrote when that was certain. Before
    that all messages count together, with the channel's hint (Telegram's `language_code`, the page's `lang`) as what
    is believed beforehand, so that a conversation of short words does not waver.

    Args:
        slots: the conversation's slots, of which `requested_language` and `language` are read.
        events: the tracker's events as dictionaries.
    """
    for slot in ("requested_language", "language"):
        if is_language(slots.get(slot)):
            return slots[slot]
    belief = dict.fromkeys(LANGUAGES, 0.0)
    for event in events:
        if event.get("event") == "user":
            _add_evidence(belief, event)
    return max(LANGUAGES, key=belief.__getitem__)


def _add_evidence(belief: dict[Language, float], event: Mapping[str, Any]) -> None:
    hint = answered_in((event.get("metadata") or {}).get("language"))
    if hint:
        belief[hint] += _HINT
    scores = (event.get("parse_data") or {}).get("language_scores") or {}
    for language in LANGUAGES:
        belief[language] += math.log(max(scores.get(language, 1.0), _LEAST))
