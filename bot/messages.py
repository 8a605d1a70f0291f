"""What a channel does with a candidate's message before Rasa sees it.

A message is data from outside. It leaves here as text that every later part can take: Unicode NFC, no control
characters or lone surrogates, no more than `MAX_CHARACTERS`, and never an intent of its own making.
"""

from __future__ import annotations

import unicodedata

from bot.payloads import is_own_payload

MAX_CHARACTERS = 1000
NO_TEXT = "/no_text"  # the intent of a message without words: empty, a picture, a voice message

# Control characters that separate words become a space, all other invisible ones vanish. Cf is kept for its two
# joiners, which some emoji and scripts need, and loses the rest (direction marks, zero-width space).
_JOINERS = "\u200c\u200d"


def clean(raw: object) -> str:
    """The text that Rasa gets for what a channel received.

    Args:
        raw: what the client sent as the message; anything but a string counts as a message without words.

    Returns:
        A payload of the bot's own buttons unchanged, `NO_TEXT` where no word is left, else the cleaned text without
        leading slashes, at most `MAX_CHARACTERS` long.
    """
    if not isinstance(raw, str):
        return NO_TEXT
    text = _readable(raw[: 4 * MAX_CHARACTERS])[:MAX_CHARACTERS].strip()
    if is_own_payload(text):
        return text
    text = text.lstrip("/ ")
    return text if any(character.isalnum() for character in text) else NO_TEXT


def _readable(text: str) -> str:
    # Normalised last: a mark meets its letter only once what stood invisibly between them is gone.
    return " ".join(unicodedata.normalize("NFC", "".join(map(_visible, text))).split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\n\r\v\f\x85":
        return " "
    if category in ("Cc", "Cs", "Cn", "Co") or (category == "Cf" and character not in _JOINERS):
        return ""
    return character
